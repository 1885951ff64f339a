import type { Localised } from "../../report.ts";

/** What is said of one mistake: what the numbers show, the right formula, and a hint that does not give the line away. */
export interface NetworkEntry {
  message: Localised;
  hint: Localised;
  /** TeX in the course's notation; the suspected factor is wrapped in \htmlClass{suspect}{...} */
  formula: string;
}

/** Marks the suspected factor of a formula. */
export const suspect = (tex: string): string => `\\htmlClass{suspect}{${tex}}`;

export const entry = (formula: string, en: string, pt: string, hintEn: string, hintPt: string): NetworkEntry => ({
  formula,
  message: { en, "pt-BR": pt },
  hint: { en: hintEn, "pt-BR": hintPt },
});
