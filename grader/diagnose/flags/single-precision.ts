import type { Flag } from "../../report.ts";
import { inexactEntries, type Measured } from "./measured.ts";

const fewest = 4;

/** Right within float32, not within float64, and every such entry is a float32 number: the program rounds to single precision. */
export function singlePrecision(answers: readonly Measured[]): Flag | null {
  let inexact = 0;
  for (const answer of answers) {
    for (const i of inexactEntries(answer)) {
      const value = answer.student[i]!;
      if (Math.fround(value) !== value) return null;
      inexact++;
    }
  }
  if (inexact < fewest) return null;
  return {
    code: "single-precision",
    evidence: `${inexact} entries are right within float32 precision but not within float64, and all of them are float32 numbers.`,
  };
}
