import type { Prisma } from "../../generated/prisma/client.ts";
import type { Quiz } from "../../grader/quiz/quiz.ts";
import { shownScore, type Withheld } from "./redact.ts";
import { countingScore } from "./totals.ts";
import { revealAt } from "./viewed.ts";

export interface AttemptRow {
  id: string;
  number: number;
  preview: boolean;
  startedAt: string;
  endsAt: string | null;
  handedInAt: string | null;
  endedBy: string | null;
  /** null while the attempt goes on, is judged or its score is withheld: see `withheld` */
  score: number | null;
  maxScore: number;
  /** nothing waits for a person or for the grader; null while the score is withheld */
  complete: boolean | null;
  withheld: Withheld;
}

const attemptColumns = {
  id: true,
  number: true,
  preview: true,
  startedAt: true,
  endsAt: true,
  handedInAt: true,
  endedBy: true,
  gradedAt: true,
  score: true,
  maxScore: true,
  complete: true,
} satisfies Prisma.QuizAttemptSelect;
type StoredAttempt = Prisma.QuizAttemptGetPayload<{ select: typeof attemptColumns }>;

/** A quiz with what is the actor's of it; attempts without their answers. */
export const partsFor = (personId: string) =>
  ({
    schedule: { include: { overrides: true } },
    allowances: { where: { personId } },
    attempts: { where: { personId }, orderBy: { number: "desc" }, select: attemptColumns },
  }) satisfies Prisma.QuizInclude;
export type StoredQuiz = Prisma.QuizGetPayload<{ include: ReturnType<typeof partsFor> }>;

/** Attempts of a person with their scores as the person may see them, and the score that counts. */
export function scored(
  quiz: Quiz,
  stored: StoredQuiz,
  maxScore: number,
  at: { now: Date; timeZone: string; lastEnd: Date | null },
  everything: boolean,
) {
  const row = (attempt: StoredAttempt): AttemptRow => {
    const reveal = revealAt(quiz, stored, { ...at, ended: attempt.handedInAt !== null }, everything);
    const { score, withheld } = shownScore(attempt, reveal.score);
    return {
      id: attempt.id,
      number: attempt.number,
      preview: attempt.preview,
      startedAt: attempt.startedAt.toISOString(),
      endsAt: attempt.endsAt?.toISOString() ?? null,
      handedInAt: attempt.handedInAt?.toISOString() ?? null,
      endedBy: attempt.endedBy,
      score,
      maxScore: attempt.maxScore,
      complete: withheld === null ? attempt.complete : null,
      withheld,
    };
  };
  const attempts = stored.attempts.map(row);
  const graded = attempts.flatMap((attempt) =>
    attempt.score === null || attempt.preview ? [] : [{ ...attempt, score: attempt.score }],
  );
  const ended = attempts.filter((attempt) => attempt.handedInAt !== null && !attempt.preview);
  // an average over some of the ended attempts would be another number than the one that counts
  const score = graded.length < ended.length ? null : countingScore(quiz.attempts.counts, graded, maxScore);
  return { attempts, score, withheld: ended.find(({ withheld }) => withheld !== null)?.withheld ?? null };
}
