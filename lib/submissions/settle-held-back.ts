import type { CheckReport, Report } from "../../grader/report.ts";

/** sums of points such as 0.1 must not show their binary fractions */
const total = (points: readonly number[]) => Math.round(points.reduce((sum, p) => sum + p, 0) * 1e6) / 1e6;

/**
 * A report in which a person has decided about the points that one check kept back: so many of them count, the others are gone.
 * @returns null when the check keeps none back, or fewer than `points`
 */
export function settleHeldBack(
  report: Report,
  decision: { check: string; points: number; reason: string },
): Report | null {
  const { points, reason } = decision;
  const held = report.exercises.flatMap(({ checks }) => checks).find(({ id }) => id === decision.check)?.heldBack;
  if (held === undefined || !(points >= 0 && points <= held)) return null;
  const exercises = report.exercises.map((exercise) => {
    if (!exercise.checks.some(({ id }) => id === decision.check)) return exercise;
    const checks = exercise.checks.map((check): CheckReport => {
      if (check.id !== decision.check) return check;
      // the explanation said that the points wait
      const { heldBack: _, explanation: __, ...rest } = check;
      return { ...rest, score: total([check.score, points]), granted: { points, of: held, reason } };
    });
    return { ...exercise, checks, score: total([exercise.score, points]) };
  });
  return { ...report, exercises, score: total([report.score, points]) };
}

/**
 * A new report of the same files, with what a person decided under the one before: the decision was about how the program
 * works, which has not changed. Where another number of points is held back now, it is asked anew.
 */
export function keepDecisions(report: Report, before: Report): Report {
  const decided = before.exercises.flatMap(({ checks }) => checks).filter(({ granted }) => granted !== undefined);
  return decided.reduce((kept, { id, granted }) => {
    const now = kept.exercises.flatMap(({ checks }) => checks).find((check) => check.id === id);
    if (granted === undefined || now?.heldBack !== granted.of) return kept;
    return settleHeldBack(kept, { check: id, points: granted.points, reason: granted.reason }) ?? kept;
  }, report);
}
