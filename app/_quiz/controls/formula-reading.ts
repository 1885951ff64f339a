import katex from "katex";
import { type FormulaVariable, readFormula } from "../../../grader/quiz/read-formula.ts";
import type { Locale } from "../../../lib/actor.ts";

export type FormulaReading = { ok: true; html: string } | { ok: false; message: string };

/** How a formula is read, set by KaTeX. The only module that needs mathjs and KaTeX in the browser; it is loaded when asked for. */
export function readingOf(text: string, variables: readonly FormulaVariable[], locale: Locale): FormulaReading {
  const read = readFormula(text, variables);
  if (!read.ok) return { ok: false, message: read.message[locale] };
  return { ok: true, html: katex.renderToString(read.tex, { throwOnError: false, strict: false, trust: false }) };
}
