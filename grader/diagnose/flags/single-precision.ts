import { norm } from "../../compare/norm.ts";
import type { Flag } from "../../report.ts";
import { flag } from "./flag.ts";
import { inexactEntries, type Measured, short } from "./measured.ts";

/** Normwise errors of float32 programs begin here; central differences of a float64 loss stay below. */
export const leastOfSinglePrecision = 5e-9;

/**
 * Right within float32, not within float64: either the entries in question are float32 numbers, or the error is as large as
 * float32 makes it (a program may compute in float32 and divide by N in float64 at the end).
 */
export function singlePrecision(answers: readonly Measured[]): Flag | null {
  let inexact = 0;
  let onGrid = 0;
  let error = 0;
  for (const answer of answers) {
    const entries = inexactEntries(answer);
    inexact += entries.length;
    onGrid += entries.filter((i) => Math.fround(answer.student[i]!) === answer.student[i]!).length;
    const { student, right } = answer;
    const relative = norm(right.map((v, i) => student[i]! - v)) / norm(right);
    if (Number.isFinite(relative)) error = Math.max(error, relative);
  }
  if (inexact === 0) return null;
  if (onGrid === inexact) {
    return flag("single-precision", {
      en: `${inexact} entries are right within float32 precision but not within float64, and all of them are float32 numbers.`,
      "pt-BR": `${inexact} elementos estão certos na precisão de float32 mas não na de float64, e todos eles são números float32.`,
    });
  }
  if (error < leastOfSinglePrecision) return null;
  return flag("single-precision", {
    en: `${inexact} entries are right within float32 precision but not within float64; the relative error is ${short(error)}.`,
    "pt-BR": `${inexact} elementos estão certos na precisão de float32 mas não na de float64; o erro relativo é ${short(error)}.`,
  });
}
