import type { Flag, Localised } from "../../report.ts";

/** A flag with its evidence in both languages; the fixed field holds the English one. */
export const flag = (code: Flag["code"], evidence: Localised): Flag => ({
  code,
  evidence: evidence.en,
  localised: evidence,
});
