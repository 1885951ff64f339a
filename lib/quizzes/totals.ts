import type { Quiz } from "../../grader/quiz/quiz.ts";

/**
 * Points to two decimals, halves up: the rule of every score of a quiz. The score of an attempt is the sum of its questions'
 * rounded scores, so that the parts that people see add up to the whole that they see.
 */
export function roundedPoints(points: number): number {
  // 1.005 * 100 is 100.49999999999999: what binary fractions lack is put back first
  return Math.round(Number((points * 100).toPrecision(12))) / 100;
}

/**
 * What counts of a question that may be checked while it is answered: the best of the checked answers and of the last one, each
 * less the penalty for the checks before it.
 * @param checked credit, 0..1, of every checked answer, in order
 * @param last credit of the answer that was handed in
 * @param lastWasChecked it is the very answer that was checked last, so that no check lies between
 */
export function creditAfterTries(
  checked: readonly number[],
  last: number,
  lastWasChecked: boolean,
  penaltyPercent: number,
): number {
  const tries = lastWasChecked ? checked : [...checked, last];
  return Math.max(0, ...tries.map((credit, before) => Math.max(0, credit - (before * penaltyPercent) / 100)));
}

/** What a question is worth to a person, and what an instructor decided about it since. */
export interface Scored {
  points: number;
  /** 0..1 over what is judged; null while nothing is */
  credit: number | null;
  complete: boolean;
  adjustment: string | null;
  atLeast: number | null;
}

/** Points of one question, rounded. Full marks and "nobody loses" win over the credit; a dropped question is worth nothing. */
export function itemScore({ points, credit, adjustment, atLeast }: Scored): number | null {
  if (adjustment === "dropped") return 0;
  if (adjustment === "full") return points;
  if (credit === null && atLeast === null) return null;
  return Math.max(roundedPoints(points * (credit ?? 0)), atLeast ?? 0);
}

export interface Total {
  score: number;
  maxScore: number;
  /** nothing waits for a person or for the grader */
  complete: boolean;
}

/** The score of an attempt over its questions; one that still waits counts as nothing until it is judged. */
export function attemptTotal(items: readonly Scored[]): Total {
  const counting = items.filter(({ adjustment }) => adjustment !== "dropped");
  return {
    score: roundedPoints(counting.reduce((sum, item) => sum + (itemScore(item) ?? 0), 0)),
    maxScore: roundedPoints(counting.reduce((sum, item) => sum + item.points, 0)),
    complete: counting.every((item) => item.complete || item.adjustment === "full"),
  };
}

/** An attempt that was graded, for the score of the quiz. */
export interface GradedAttempt {
  number: number;
  score: number;
  maxScore: number;
}

/**
 * The score of the quiz over a person's graded attempts: the best share of its points, the last attempt's, or the mean of all shares.
 * @param maxScore of the quiz, to which shares are brought: a drawn or dropped question may have made an attempt's own differ
 * @returns null while there is none
 */
export function countingScore(
  counts: Quiz["attempts"]["counts"],
  attempts: readonly GradedAttempt[],
  maxScore: number,
): number | null {
  if (attempts.length === 0) return null;
  const share = (attempt: GradedAttempt) => (attempt.maxScore === 0 ? 1 : attempt.score / attempt.maxScore);
  const last = attempts.reduce((a, b) => (b.number > a.number ? b : a));
  const shares = attempts.map(share);
  const counting =
    counts === "last"
      ? share(last)
      : counts === "best"
        ? Math.max(...shares)
        : shares.reduce((sum, value) => sum + value, 0) / shares.length;
  return roundedPoints(counting * maxScore);
}
