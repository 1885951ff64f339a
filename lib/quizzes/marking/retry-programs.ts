import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { enqueueCodeFields } from "../code-jobs.ts";
import { judgeAttempt, lockAttempt, selectJudgeable } from "../judge-attempt.ts";
import { selectAttemptFor } from "../taking/own-attempt.ts";
import { inTransaction } from "../transaction.ts";

/**
 * Has the programs of an attempt graded after all whose grading was given up by our fault.
 * @returns how many are graded now
 * @throws NotFound for everybody who may not mark
 */
export async function retryPrograms(actor: Actor, attemptId: string): Promise<number> {
  const head = await selectAttemptFor(actor, attemptId, "quiz.mark");
  return inTransaction(async (tx) => {
    await lockAttempt(tx, attemptId);
    const { handedInAt } = await tx.quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    const underWay = await tx.quizCodeJob.count({ where: { attemptId, finishedAt: null, failedAt: null } });
    if (handedInAt === null || underWay > 0) return 0;
    const programs = await enqueueCodeFields(tx, attemptId, judgeAttempt(await selectJudgeable(tx, attemptId)));
    if (programs > 0) {
      await recordAudit(tx, {
        actorId: actor.personId,
        courseId: head.courseId,
        action: "grading.retried",
        thing: "attempt",
        thingId: attemptId,
        details: { programs },
      });
    }
    return programs;
  });
}
