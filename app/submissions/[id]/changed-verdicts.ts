import type { Verdict } from "../../../grader/report.ts";
import type { VisibleCheck, VisibleReport } from "../../../lib/submissions/redact.ts";

/** The checks that are right now and were not before, and the other way round; those that are new or hidden in one are neither. */
export function changedVerdicts(
  before: Record<string, Verdict>,
  report: Pick<VisibleReport, "exercises">,
): { gained: VisibleCheck[]; lost: VisibleCheck[] } {
  const both = report.exercises
    .flatMap((exercise) => exercise.checks)
    .filter((check) => check.shown !== "nothing" && before[check.id] !== undefined);
  const isRight = (check: VisibleCheck) => check.shown !== "nothing" && check.verdict === "accepted";
  const wasRight = (check: VisibleCheck) => before[check.id] === "accepted";
  return {
    gained: both.filter((check) => isRight(check) && !wasRight(check)),
    lost: both.filter((check) => !isRight(check) && wasRight(check)),
  };
}
