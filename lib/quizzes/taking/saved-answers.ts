import { type Answers, answersSchema } from "../../../grader/quiz/answer.ts";
import type { Actor } from "../../actor.ts";
import { databaseClock } from "../../clock.ts";
import { db } from "../../db.ts";
import { selectContent } from "../content.ts";
import { finishIfOver } from "./finish.ts";
import { selectOwnAttempt } from "./own-attempt.ts";

/** What is kept of an attempt, without its questions: what a page needs that was away for a while. */
export interface SavedAnswers {
  state: "open" | "ended";
  /** of the database's clock, when this was read */
  now: string;
  endsAt: string | null;
  /** question -> what is stored */
  questions: Record<string, { answers: Answers; flagged: boolean; revision: number; savedAt: string | null }>;
}

/**
 * The stored answers of the actor's own attempt; a class that comes back from a network failure asks for them all at once.
 * One whose time is over is ended first.
 * @throws NotFound when it is not the actor's own
 */
export async function selectSavedAnswers(actor: Actor, attemptId: string): Promise<SavedAnswers> {
  await selectOwnAttempt(actor, attemptId);
  await finishIfOver(attemptId);
  const attempt = await db().quizAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: {
      versionId: true,
      handedInAt: true,
      endsAt: true,
      answers: { select: { itemId: true, answers: true, flagged: true, revision: true, savedAt: true } },
    },
  });
  const { byId } = await selectContent(attempt.versionId);
  return {
    state: attempt.handedInAt === null ? "open" : "ended",
    now: (await databaseClock(db())).toISOString(),
    endsAt: attempt.endsAt?.toISOString() ?? null,
    questions: Object.fromEntries(
      attempt.answers.map(({ itemId, answers, flagged, revision, savedAt }) => [
        byId.get(itemId)!.key,
        { answers: answersSchema.parse(answers), flagged, revision, savedAt: savedAt?.toISOString() ?? null },
      ]),
    ),
  };
}
