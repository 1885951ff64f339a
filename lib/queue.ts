import { fromPrisma, PgBoss } from "pg-boss";
import { z } from "zod";
import type { JobReason } from "../generated/prisma/client.ts";
import { databaseClock } from "./clock.ts";
import type { Tx } from "./db.ts";
import { env } from "./env.ts";
import { type Lane, priorityOf } from "./lanes.ts";
import { log } from "./log.ts";
import { forget, processWide } from "./process-wide.ts";

/**
 * Jobs to grade and projects to prove, and those given up after the last retry. A message holds ids only: files and versions
 * stay in their tables.
 */
export const gradingQueue = "grading";
export const givenUpQueue = "grading-given-up";
export const gradingMessage = z.object({ jobId: z.uuid() });
export type GradingMessage = z.infer<typeof gradingMessage>;
/** A proof shares the queue with the hand-ins, so that it is taken when nothing is more urgent, and by any worker. */
export const proofMessage = z.object({ proofId: z.uuid() });
export type ProofMessage = z.infer<typeof proofMessage>;
/** The self-tests of a quiz, likewise. */
export const quizProofMessage = z.object({ quizProofId: z.uuid() });
export type QuizProofMessage = z.infer<typeof quizProofMessage>;
/** A regrade of a quiz, to be looked at or applied. */
export const quizRegradeMessage = z.object({ quizRegradeId: z.uuid() });
/** A program that was written as an answer of a quiz. */
export const quizCodeMessage = z.object({ codeJobId: z.uuid() });
export const workMessage = z.union([
  gradingMessage,
  proofMessage,
  quizProofMessage,
  quizRegradeMessage,
  quizCodeMessage,
]);
export type WorkMessage = z.infer<typeof workMessage>;

/** Tables of the queue and the rules of its lanes; run once by whoever migrates the database, may be run again. */
export async function installQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", (error) => {
    throw new Error("the queue could not be installed", { cause: error });
  });
  await boss.start();
  const rules = {
    notify: true,
    retryLimit: 12, // mostly for workers that die; what fails by itself is given up sooner
    retryDelay: 1, // seconds, doubling
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 900, // more than the largest budget of a project and a slow start
    heartbeatSeconds: 15, // a worker that is silent for so long is dead: its job goes to another one
  };
  await boss.createQueue(givenUpQueue, {
    notify: true,
    retryLimit: 100,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
  });
  await boss.createQueue(gradingQueue, { ...rules, deadLetter: givenUpQueue });
  await boss.updateQueue(gradingQueue, { ...rules, deadLetter: givenUpQueue });
  await boss.stop();
}

/** The queue as the web process uses it: it sends, and leaves upkeep to the workers. */
function sender(): Promise<PgBoss> {
  return processWide("queue", async () => {
    const boss = new PgBoss({
      connectionString: env().DATABASE_URL,
      max: 2,
      migrate: false,
      createSchema: false,
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    boss.on("error", (error) => log().error({ error }, "queue"));
    return boss.start();
  }).catch((error) => {
    forget("queue"); // the database may be back at the next attempt
    throw error;
  });
}

/** Closes what `enqueueGrading` opened; for processes that are to end. */
export async function closeQueue(): Promise<void> {
  await (await sender()).stop({ graceful: false });
}

/** Seconds since 1970 by the database's clock. */
async function databaseNow(tx: Tx): Promise<number> {
  return (await databaseClock(tx)).getTime() / 1000;
}

/** An instant after every job that a submission has: which report is newer must not depend on a clock that was set back. */
async function afterItsJobs(tx: Tx, submissionId: string, now: Date): Promise<Date> {
  const last = await tx.gradingJob.findFirst({ where: { submissionId }, orderBy: { createdAt: "desc" } });
  return last && last.createdAt >= now ? new Date(last.createdAt.getTime() + 1) : now;
}

/** Jobs of the submission's owner, a person or a group, that wait or run in a lane. */
async function countUnfinished(tx: Tx, submissionId: string, lane: Lane): Promise<number> {
  const { ownerId, groupId } = await tx.submission.findUniqueOrThrow({ where: { id: submissionId } });
  return tx.gradingJob.count({
    where: { lane, finishedAt: null, failedAt: null, submission: { ownerId, groupId } },
  });
}

async function send(tx: Tx, message: z.infer<typeof workMessage>, priority: number): Promise<void> {
  const boss = await sender();
  await boss.send(gradingQueue, message, { priority, db: fromPrisma(tx) });
}

/**
 * Asks for a submission to be graded. The job and its message are rows of the caller's transaction: both exist once it
 * commits, neither if it does not.
 * @returns id of the grading job
 */
export async function enqueueGrading(
  tx: Tx,
  job: { submissionId: string; versionId: string; reason: JobReason; lane: Lane },
): Promise<string> {
  const unfinished = await countUnfinished(tx, job.submissionId, job.lane);
  const now = await databaseClock(tx);
  const priority = priorityOf({ lane: job.lane, unfinished, now: now.getTime() / 1000 });
  const createdAt = await afterItsJobs(tx, job.submissionId, now);
  const { id } = await tx.gradingJob.create({ data: { ...job, priority, createdAt } });
  await send(tx, { jobId: id }, priority);
  return id;
}

/** Asks for a job that was given up to be graded after all, with all its retries again. It keeps its old turn. */
export async function enqueueAgain(tx: Tx, job: { id: string; priority: number }): Promise<void> {
  await send(tx, { jobId: job.id }, job.priority);
}

/** Asks for a project's version to be proved, once the caller's transaction commits; like a rejudge, after what is urgent. */
export async function enqueueProof(tx: Tx, proofId: string): Promise<void> {
  await send(tx, { proofId }, priorityOf({ lane: "rejudge", unfinished: 0, now: await databaseNow(tx) }));
}

/** Asks for the self-tests of a quiz, once the caller's transaction commits. An author waits for them: ahead of rejudges. */
export async function enqueueQuizProof(tx: Tx, quizProofId: string): Promise<void> {
  await send(tx, { quizProofId }, priorityOf({ lane: "practice", unfinished: 0, now: await databaseNow(tx) }));
}

/** Asks for a regrade of a quiz to be looked at or applied, once the caller's transaction commits: an instructor waits for it. */
export async function enqueueRegrade(tx: Tx, quizRegradeId: string): Promise<void> {
  await send(tx, { quizRegradeId }, priorityOf({ lane: "practice", unfinished: 0, now: await databaseNow(tx) }));
}

/**
 * Asks for a program of a quiz to be graded, once the caller's transaction commits: whoever handed in waits for the score.
 * @param unfinished programs of the same person that wait or run already
 */
export async function enqueueQuizCode(tx: Tx, codeJobId: string, unfinished: number): Promise<void> {
  await send(tx, { codeJobId }, priorityOf({ lane: "deadline", unfinished, now: await databaseNow(tx) }));
}
