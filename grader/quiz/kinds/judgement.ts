import type { Localised } from "../../report.ts";
import type { FieldResult } from "../result.ts";

/** What a kind says of one answer; judge.ts adds the id, the author's words for right or wrong, and the diagnosis. */
export interface Judgement extends Pick<FieldResult, "state" | "credit" | "parts" | "readAs" | "message" | "carried"> {
  /** the author's words for what was chosen, with their templates still in */
  words?: Localised[];
}

export const empty: Judgement = { state: "empty", credit: 0 };

/** An answer that is not of the field's kind at all: nothing that the page sends, but it is judged all the same. */
export const malformed: Judgement = {
  state: "unreadable",
  credit: 0,
  message: { en: "This answer could not be read.", "pt-BR": "Esta resposta não pôde ser lida." },
};

/** right, partly or wrong by the share reached; a share a rounding error below 1 is 1. */
export function byCredit(share: number): Pick<Judgement, "state" | "credit"> {
  const credit = share > 1 - 1e-9 ? 1 : Math.max(0, share);
  return { state: credit === 1 ? "right" : credit > 0 ? "partly" : "wrong", credit };
}
