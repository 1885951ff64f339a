import { db } from "../../db.ts";

/**
 * The latest end of an attempt of a quiz that still goes on: one that was reopened may end after the close, and what is
 * revealed after the close waits for it.
 */
export async function lastEndOf(quizId: string): Promise<Date | null> {
  const { _max } = await db().quizAttempt.aggregate({
    where: { quizId, handedInAt: null, preview: false },
    _max: { endsAt: true },
  });
  return _max.endsAt;
}
