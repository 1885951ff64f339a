import type { ExerciseKind } from "../kinds.ts";
import type { Diagnosis, Visibility } from "../report.ts";

/** Below this a diagnosis is one of several that its check could not tell apart. */
const sure = 0.75;

interface Diagnosed {
  kind: ExerciseKind;
  visibility: Visibility;
  diagnoses: Diagnosis[];
}

/**
 * Two checks of one kind call the same function: what one of them is sure of settles the doubt of the other (on a 2-2-1
 * network "no f' in the hidden layers" and "no f' in layer 1" are the same numbers; on 3-3-3-3 they are not).
 * A check that was sure itself, or none of whose candidates the other one names, stays as it is. What hidden cases showed
 * does not speak through a public check, whose diagnosis students read.
 */
export function settleDoubts<Check extends Diagnosed>(checks: readonly Check[]): Check[] {
  return checks.map((check) => {
    if (check.diagnoses.length < 2 || check.diagnoses.some(({ confidence }) => confidence >= sure)) return check;
    const settled = new Set(
      checks
        .filter(
          ({ kind, visibility }) => kind === check.kind && (visibility === "public" || check.visibility !== "public"),
        )
        .flatMap(({ diagnoses }) => diagnoses.filter(({ confidence }) => confidence >= sure))
        .map(({ code }) => code),
    );
    const kept = check.diagnoses.filter(({ code }) => settled.has(code));
    if (kept.length === 0) return check;
    return { ...check, diagnoses: kept.map((diagnosis) => ({ ...diagnosis, confidence: sure })) };
  });
}
