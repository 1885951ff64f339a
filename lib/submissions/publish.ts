import { type Report, reportSchema } from "../../grader/report.ts";
import { recordAudit } from "../audit.ts";
import { databaseClock } from "../clock.ts";
import { db, type Tx } from "../db.ts";
import { announce } from "./notify.ts";
import { keepDecisions } from "./settle-held-back.ts";

/** Holds a job's row until the transaction ends: whoever else wants to change the job waits. */
async function lockJob(tx: Tx, jobId: string) {
  await tx.$executeRaw`SELECT 1 FROM grading_jobs WHERE id = ${jobId}::uuid FOR UPDATE`;
  return tx.gradingJob.findUnique({ where: { id: jobId }, include: { submission: { include: { report: true } } } });
}

/** Attempts that may fail by our fault before a job is given up; a worker that dies is not the job's fault. */
const maxFaults = 4;

/** Writes down an attempt that came to nothing, for operators. */
async function recordFailure(
  tx: Tx,
  job: { id: string; attempts: number; workerId: string | null },
  failure: string,
): Promise<void> {
  await tx.failedAttempt.create({
    data: { jobId: job.id, attempt: job.attempts, workerId: job.workerId, failure },
  });
}

/**
 * A worker takes a job up. The attempt before may have died with its worker, so whatever it left is overwritten.
 * @returns null when there is nothing to do: its report is published already
 */
export function beginAttempt(jobId: string, workerId: string, graderVersion: string) {
  return db().$transaction(async (tx) => {
    const job = await lockJob(tx, jobId);
    if (!job || job.finishedAt) return null;
    if (job.startedAt && !job.failedAt)
      await recordFailure(tx, job, "its worker fell silent, and another one took the job over");
    await tx.gradingJob.update({
      where: { id: jobId },
      data: {
        attempts: { increment: 1 },
        workerId,
        graderVersion,
        startedAt: await databaseClock(tx),
        runningAt: null,
        failedAt: null,
        progressCheck: null,
        progressIndex: null,
        progressOf: null,
      },
    });
    await announce(tx, job.submissionId);
    return tx.gradingJob.findUniqueOrThrow({
      where: { id: jobId },
      include: { version: true, submission: { include: { files: { orderBy: { path: "asc" } } } } },
    });
  });
}

/** Which check runs now; ignored when another worker has taken the job over in the meantime. `index` counts from 1. */
export async function recordProgress(
  job: { id: string; submissionId: string; workerId: string },
  progress: { check: string; index: number; of: number },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const where = { id: job.id, workerId: job.workerId, finishedAt: null };
    const data = { progressCheck: progress.check, progressIndex: progress.index, progressOf: progress.of };
    await tx.gradingJob.updateMany({
      where: { ...where, runningAt: null },
      data: { runningAt: await databaseClock(tx) },
    });
    const { count } = await tx.gradingJob.updateMany({ where, data });
    if (count > 0) await announce(tx, job.submissionId);
  });
}

/** Sums and verdicts that lists need without reading the report itself. */
export function columnsOf(report: Report) {
  const checks = report.exercises.flatMap((exercise) => exercise.checks);
  const afterDue = checks.filter((check) => check.visibility === "after-due");
  return {
    status: report.status,
    score: report.score,
    maxScore: report.maxScore,
    afterDueScore: afterDue.reduce((sum, check) => sum + check.score, 0),
    afterDueMax: afterDue.reduce((sum, check) => sum + check.maxScore, 0),
    verdicts: [...new Set(checks.map((check) => check.verdict))],
    diagnoses: [...new Set(checks.flatMap((check) => check.diagnoses.map(({ code }) => code)))],
    graderVersion: report.engine.grader,
  };
}

/**
 * Stores the report of a job and makes it the one that counts, once: whoever comes second, be it a worker that was taken
 * for dead, changes nothing. A report of an older job never replaces that of a newer one.
 * @returns whether this call published it
 */
export function publishReport(jobId: string, report: Report): Promise<boolean> {
  if (report.status === "internal_error") throw new Error("an internal error is retried, never published");
  const fresh = reportSchema.parse(report);
  return db().$transaction(async (tx) => {
    const job = await lockJob(tx, jobId);
    if (!job) throw new Error(`there is no grading job ${jobId}`);
    if (job.finishedAt) return false;
    const { submission } = job;
    const before = submission.report && reportSchema.parse(submission.report.body);
    const body = before ? keepDecisions(fresh, before) : fresh;
    const stored = await tx.report.create({
      data: { jobId, submissionId: submission.id, body, ...columnsOf(body) },
      select: { id: true },
    });
    // how far it was stays: whoever reads the job now, and read the report a moment before, sees it at its last check
    await tx.gradingJob.update({
      where: { id: jobId },
      data: { finishedAt: await databaseClock(tx), failedAt: null },
    });
    const newer = await tx.gradingJob.count({
      where: { submissionId: submission.id, finishedAt: { not: null }, createdAt: { gt: job.createdAt } },
    });
    if (newer === 0) await tx.submission.update({ where: { id: submission.id }, data: { reportId: stored.id } });
    await recordAudit(tx, {
      actorId: null,
      courseId: submission.courseId,
      action: "report.published",
      thing: "submission",
      thingId: submission.id,
      details: { jobId, reason: job.reason, status: body.status, score: body.score, grader: body.engine.grader },
    });
    await announce(tx, submission.id);
    return true;
  });
}

/**
 * An attempt failed by our fault: the job waits for its next attempt. `failure` is for operators, not for students.
 * @returns whether another attempt is worth making; false also when another worker has taken the job over
 */
export function recordFailedAttempt(
  mine: { id: string; submissionId: string; workerId: string },
  failure: string,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const job = await lockJob(tx, mine.id);
    if (!job || job.finishedAt || job.failedAt || job.workerId !== mine.workerId) return false;
    await recordFailure(tx, job, failure);
    await tx.gradingJob.update({
      where: { id: job.id },
      data: {
        faults: { increment: 1 },
        startedAt: null,
        runningAt: null,
        progressCheck: null,
        progressIndex: null,
        progressOf: null,
        failure,
      },
    });
    if (job.faults + 1 >= maxFaults) {
      await markGivenUp(tx, { ...job, failure });
      return false;
    }
    await announce(tx, job.submissionId);
    return true;
  });
}

async function markGivenUp(
  tx: Tx,
  job: { id: string; attempts: number; failure: string | null; submission: { id: string; courseId: string } },
): Promise<void> {
  const { submission, attempts, failure } = job;
  await tx.gradingJob.update({ where: { id: job.id }, data: { failedAt: await databaseClock(tx), failure } });
  await recordAudit(tx, {
    actorId: null,
    courseId: submission.courseId,
    action: "grading.given-up",
    thing: "submission",
    thingId: submission.id,
    details: { jobId: job.id, attempts, failure },
  });
  await announce(tx, submission.id);
}

/** After the last retry: held back as an internal error, which is never scored. A report that still comes wins over this. */
export async function giveUp(jobId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const job = await lockJob(tx, jobId);
    if (!job || job.finishedAt || job.failedAt) return;
    const lost = "every worker that took the job up died or fell silent";
    if (job.startedAt) await recordFailure(tx, job, lost);
    await markGivenUp(tx, { ...job, failure: job.startedAt ? lost : job.failure });
  });
}
