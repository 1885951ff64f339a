import type { FieldResult, ItemResult } from "../../grader/quiz/result.ts";
import type { Reveal, Shown } from "./reveal.ts";

/**
 * The one place that decides what of a result leaves the server. Built up from what may be shown, never by deleting what may
 * not: a field that is added to results later is withheld until someone decides otherwise here.
 */
function redactField(field: FieldResult, score: boolean): FieldResult {
  const { id, state, carried, parts, readAs, message, diagnoses, feedback } = field;
  return {
    id,
    state,
    credit: score ? field.credit : null,
    ...(carried === undefined ? {} : { carried }),
    ...(parts === undefined ? {} : { parts }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(message === undefined ? {} : { message }),
    diagnoses,
    ...(feedback === undefined ? {} : { feedback }),
  };
}

/** A result as its viewer may see it; null while nothing of it is shown. Without the score it has no credit in it. */
export function redactResult(result: ItemResult | null, reveal: Pick<Reveal, "score" | "feedback">): ItemResult | null {
  if (result === null || !reveal.feedback.shown) return null;
  const score = reveal.score.shown;
  return {
    credit: score ? result.credit : null,
    complete: result.complete,
    fields: result.fields.map((field) => redactField(field, score)),
  };
}

/** What a check while taking tells: right, partly or wrong and how it was read; more where the quiz reveals it at once. */
export function redactCheck(result: ItemResult, may: { score: boolean; feedback: boolean }): ItemResult {
  return {
    credit: may.score ? result.credit : null,
    complete: result.complete,
    fields: result.fields.map((field) => {
      if (may.feedback) return redactField(field, may.score);
      const { id, state, readAs, message } = field;
      return {
        id,
        state,
        credit: may.score ? field.credit : null,
        ...(readAs === undefined ? {} : { readAs }),
        ...(message === undefined ? {} : { message }),
        diagnoses: [],
      };
    }),
  };
}

/** Why a score is not shown, or null where it is. */
export type Withheld = { reason: Exclude<Shown, { shown: true }>["reason"] | "grading"; from: string | null } | null;

export interface StoredScore {
  handedInAt: Date | null;
  gradedAt: Date | null;
  score: number | null;
  maxScore: number;
}

/** A score as its viewer may see it. */
export function shownScore(attempt: StoredScore, shown: Shown): { score: number | null; withheld: Withheld } {
  if (!shown.shown) return { score: null, withheld: { reason: shown.reason, from: shown.from } };
  if (attempt.gradedAt === null) {
    return { score: null, withheld: { reason: attempt.handedInAt === null ? "attempt-open" : "grading", from: null } };
  }
  return { score: attempt.score, withheld: null };
}
