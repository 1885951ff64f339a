import { z } from "zod";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { type Action, can } from "../can.ts";
import { databaseClock } from "../clock.ts";
import { db, type Tx } from "../db.ts";
import { NotFound } from "../errors.ts";
import { enqueueAgain } from "../queue.ts";
import { announce } from "../submissions/notify.ts";

/** `settled`: it was graded, retried or discarded in the meantime, so there is nothing to do. */
export type Handled = { ok: true } | { ok: false; reason: "settled" };

const reasonSchema = z.string().trim().max(1000);

/** The job with its row held until the transaction ends. @throws NotFound also when it is of a course of others */
async function lockGivenUp(tx: Tx, actor: Actor, action: Action, jobId: string) {
  if (!z.uuid().safeParse(jobId).success) throw new NotFound(`grading job ${jobId}`);
  await tx.$executeRaw`SELECT 1 FROM grading_jobs WHERE id = ${jobId}::uuid FOR UPDATE`;
  const job = await tx.gradingJob.findUnique({
    where: { id: jobId },
    include: {
      submission: {
        include: {
          project: { include: { course: { include: { enrolments: { where: { personId: actor.personId } } } } } },
        },
      },
    },
  });
  const role = job?.submission.project.course.enrolments[0]?.role ?? null;
  if (!job || !can(actor, action, { role })) throw new NotFound(`grading job ${jobId}`);
  return job;
}

/** Lets a job that was given up be graded after all, with all its retries again; also one that was discarded. */
export function retryGivenUp(actor: Actor, jobId: string): Promise<Handled> {
  return db().$transaction(async (tx) => {
    const job = await lockGivenUp(tx, actor, "grading.retry", jobId);
    if (!job.failedAt || job.finishedAt) return { ok: false, reason: "settled" };
    await tx.gradingJob.update({
      where: { id: jobId },
      data: { failedAt: null, discardedAt: null, startedAt: null, runningAt: null, faults: 0, failure: null },
    });
    await enqueueAgain(tx, job);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: job.submission.courseId,
      action: "grading.retried",
      thing: "submission",
      thingId: job.submissionId,
      details: { jobId, attempts: job.attempts, failure: job.failure },
    });
    await announce(tx, job.submissionId);
    return { ok: true };
  });
}

/** Lets a failure rest: it stays unscored and is no longer asked about. `reason` is kept in the audit. */
export function discardGivenUp(actor: Actor, jobId: string, reason: string): Promise<Handled> {
  return db().$transaction(async (tx) => {
    const job = await lockGivenUp(tx, actor, "grading.discard", jobId);
    if (!job.failedAt || job.finishedAt || job.discardedAt) return { ok: false, reason: "settled" };
    await tx.gradingJob.update({ where: { id: jobId }, data: { discardedAt: await databaseClock(tx) } });
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: job.submission.courseId,
      action: "grading.discarded",
      thing: "submission",
      thingId: job.submissionId,
      details: { jobId, attempts: job.attempts, failure: job.failure, reason: reasonSchema.parse(reason) },
    });
    return { ok: true };
  });
}
