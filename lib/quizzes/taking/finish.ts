import { recordAudit } from "../../audit.ts";
import { db, type Tx } from "../../db.ts";
import { log } from "../../log.ts";
import { enqueueCodeFields } from "../code-jobs.ts";
import { lockAttempt, rejudgeAttempt } from "../judge-attempt.ts";
import { inTransaction } from "../transaction.ts";

/** What was typed in time may still arrive so long, in seconds, after the end. */
export const graceSeconds = 5;

export interface Ended {
  handedInAt: Date;
  endedBy: string;
}

/**
 * Ends an attempt and judges it, in the caller's transaction, once: whoever comes second is told what the first one did.
 * @param by who ended it; somebody who hands in after the end was ended by the timer
 * @returns null when there is no such attempt
 */
export async function endAttempt(
  tx: Tx,
  attemptId: string,
  by: { endedBy: "person" | "timer" | "staff"; actorId: string | null },
): Promise<Ended | null> {
  if (!(await lockAttempt(tx, attemptId))) return null;
  const ended = await tx.$queryRaw<(Ended & { courseId: string })[]>`
    UPDATE quiz_attempts t
    -- a clock that was set back must not make the end come before the start
    SET handed_in_at = greatest(started_at, least(clock_timestamp(), ends_at)),
      ended_by = CASE WHEN clock_timestamp() >= ends_at THEN 'timer' ELSE ${by.endedBy} END
    FROM quizzes q
    WHERE t.id = ${attemptId}::uuid AND t.handed_in_at IS NULL AND q.id = t.quiz_id
    RETURNING t.handed_in_at AS "handedInAt", t.ended_by AS "endedBy", q.course_id AS "courseId"`;
  const now = ended[0];
  if (!now) {
    const { handedInAt, endedBy } = await tx.quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    return { handedInAt: handedInAt!, endedBy: endedBy! };
  }
  const judgement = await rejudgeAttempt(tx, attemptId);
  // where judging failed, this waits until it succeeds
  const code = judgement.failed ? 0 : await enqueueCodeFields(tx, attemptId, judgement);
  const { handedInAt, endedBy, courseId } = now;
  await recordAudit(tx, {
    actorId: endedBy === "timer" ? null : by.actorId,
    courseId,
    action: "attempt.handed-in",
    thing: "attempt",
    thingId: attemptId,
    details: { endedBy, score: judgement.failed ? null : judgement.score, maxScore: judgement.maxScore, code },
  });
  return { handedInAt, endedBy };
}

/** Ends an attempt whose time is over, with the grace for what was on its way. @returns whether it was */
export async function finishIfOver(attemptId: string): Promise<boolean> {
  const over = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM quiz_attempts
    WHERE id = ${attemptId}::uuid AND handed_in_at IS NULL
      AND ends_at + make_interval(secs => ${graceSeconds}) < clock_timestamp()`;
  if (over.length === 0) return false;
  await inTransaction((tx) => endAttempt(tx, attemptId, { endedBy: "timer", actorId: null }));
  return true;
}

/** Ends a person's attempts of a quiz whose time is over, before a page is shown of them. */
export async function closeOverdueOf(quizId: string, personId: string): Promise<void> {
  const open = await db().quizAttempt.findMany({ where: { quizId, personId, handedInAt: null }, select: { id: true } });
  for (const { id } of open) await finishIfOver(id);
}

/** Attempts looked at in one round. */
const round = 50;

/**
 * Ends and judges every attempt whose time is over, and judges again those whose judging failed. Any number of workers may do
 * so at the same time; one that fails is logged and tried again in the next round.
 * @returns how many were ended
 */
export async function closeExpired(): Promise<number> {
  const over = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM quiz_attempts
    WHERE handed_in_at IS NULL AND ends_at + make_interval(secs => ${graceSeconds}) < clock_timestamp()
    ORDER BY ends_at LIMIT ${round}`;
  let ended = 0;
  for (const { id } of over) {
    try {
      if (await finishIfOver(id)) ended += 1;
    } catch (error) {
      log().error({ error, attemptId: id }, "an attempt whose time is over was not ended");
    }
  }
  return ended;
}

/** Judges attempts again whose judging failed by our fault. @returns how many are judged now */
export async function judgeUnjudged(): Promise<number> {
  // in any order: what fails again and again must not stand before the others
  const waiting = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM quiz_attempts WHERE handed_in_at IS NOT NULL AND graded_at IS NULL ORDER BY random() LIMIT ${round}`;
  let judged = 0;
  for (const { id } of waiting) {
    const done = await inTransaction(async (tx) => {
      await lockAttempt(tx, id);
      // another worker, or somebody who reopened it, may have come first
      const waits = await tx.quizAttempt.count({ where: { id, handedInAt: { not: null }, gradedAt: null } });
      if (waits === 0) return false;
      const judgement = await rejudgeAttempt(tx, id);
      if (judgement.failed) return false;
      await enqueueCodeFields(tx, id, judgement);
      return true;
    });
    if (done) judged += 1;
  }
  return judged;
}
