import { db, type Tx } from "../db.ts";
import { enqueueQuizCode } from "../queue.ts";
import type { Judgement } from "./judge-attempt.ts";

/**
 * Asks for every program of an attempt that waits for the grader to be graded, once the caller's transaction commits.
 * @returns how many do
 */
export async function enqueueCodeFields(tx: Tx, attemptId: string, judgement: Judgement): Promise<number> {
  const waiting = judgement.answers.flatMap(({ itemId, result }) =>
    (result?.fields ?? []).filter(({ state }) => state === "pending").map(({ id }) => ({ itemId, fieldId: id })),
  );
  if (waiting.length === 0) return 0;
  const { personId } = await tx.quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  const before = await tx.quizCodeJob.count({ where: { finishedAt: null, failedAt: null, attempt: { personId } } });
  for (const [place, field] of waiting.entries()) {
    const { id } = await tx.quizCodeJob.create({ data: { attemptId, ...field }, select: { id: true } });
    await enqueueQuizCode(tx, id, before + place);
  }
  return waiting.length;
}

/** After the last retry: the field waits for a person, who may mark it or ask for it to be graded again. */
export async function giveUpCodeJob(jobId: string): Promise<void> {
  const failure = "every worker that took it up died or fell silent";
  await db().quizCodeJob.updateMany({
    where: { id: jobId, finishedAt: null, failedAt: null },
    data: { failedAt: new Date(), failure },
  });
}
