import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import { grade, type Tools } from "../../grader/grade.ts";
import { answersSchema } from "../../grader/quiz/answer.ts";
import { codeProject, codeResult } from "../../grader/quiz/code-field.ts";
import type { FieldOf } from "../../grader/quiz/field.ts";
import { db, type Tx } from "../db.ts";
import { log } from "../log.ts";
import { selectContent } from "./content.ts";
import { lockAttempt, rejudgeAttempt } from "./judge-attempt.ts";
import { keyedVariant } from "./judge-stored.ts";
import { inTransaction } from "./transaction.ts";

/** Attempts that may fail by our fault before a program is given up; a worker that dies is not the program's fault. */
const maxFaults = 4;

async function lockJob(tx: Tx, jobId: string) {
  await tx.$executeRaw`SELECT 1 FROM quiz_code_jobs WHERE id = ${jobId}::uuid FOR UPDATE`;
  return tx.quizCodeJob.findUnique({ where: { id: jobId } });
}

/** What a job is about: the field under the key that counts, and the program that was handed in. */
async function selectProgram(job: { attemptId: string; itemId: string; fieldId: string }) {
  const attempt = await db().quizAttempt.findUniqueOrThrow({
    where: { id: job.attemptId },
    select: { versionId: true, gradedVersionId: true, answers: { where: { itemId: job.itemId } } },
  });
  const row = attempt.answers[0]!;
  const own = (await selectContent(attempt.versionId)).byId.get(job.itemId)!;
  const key = await selectContent(attempt.gradedVersionId ?? attempt.versionId);
  const variant = keyedVariant(own, row, key.byKey.get(own.key));
  const field = variant.item.fields.find(({ id }) => id === job.fieldId);
  if (field?.kind !== "code") throw new Error(`the field "${job.fieldId}" of "${own.key}" is no program`);
  const text = z.string().parse(answersSchema.parse(row.answers)[job.fieldId]);
  return { variant, field: field as FieldOf<"code">, text };
}

/**
 * Grades one program of a quiz as programs of projects are graded, and puts what came of it into the attempt's score. May be
 * called again for the same job at any time, by any worker: a result is stored once.
 * @returns "fault" when the fault is ours and no further attempt is made
 * @throws when the fault is ours; the queue tries again
 */
export async function gradeCodeJob(work: {
  jobId: string;
  tools: Tools;
  signal: AbortSignal;
}): Promise<"graded" | "nothing-to-do" | "fault"> {
  const { jobId, tools, signal } = work;
  const job = await db().$transaction(async (tx) => {
    const locked = await lockJob(tx, jobId);
    if (!locked || locked.finishedAt || locked.failedAt) return null;
    return tx.quizCodeJob.update({
      where: { id: jobId },
      data: { attempts: { increment: 1 }, startedAt: new Date() },
    });
  });
  if (!job) return "nothing-to-do";
  try {
    const { variant, field, text } = await selectProgram(job);
    const report = await grade({
      files: [{ path: "solution.ts", text }],
      project: codeProject(variant, field),
      scope: "all",
      tools,
      signal,
    });
    if (report.status === "internal_error") throw new Error("the grader reported an internal error");
    const result = codeResult(field, report, variant.values);
    const stored = await inTransaction(async (tx) => {
      // in the order in which hand-ins, marks and regrades take them
      await lockAttempt(tx, job.attemptId);
      const locked = await lockJob(tx, jobId);
      if (!locked || locked.finishedAt) return false;
      await tx.quizCodeJob.update({
        where: { id: jobId },
        data: {
          finishedAt: new Date(),
          failedAt: null,
          report: report as unknown as Prisma.InputJsonObject,
          result: result as unknown as Prisma.InputJsonObject,
        },
      });
      const { handedInAt } = await tx.quizAttempt.findUniqueOrThrow({ where: { id: job.attemptId } });
      // a reopened attempt is judged when it is handed in again
      if (handedInAt !== null) await rejudgeAttempt(tx, job.attemptId);
      return true;
    });
    return stored ? "graded" : "nothing-to-do";
  } catch (error) {
    log().error({ error, jobId, attemptId: job.attemptId }, "a program of a quiz was not graded, by our fault");
    const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const givenUp = job.faults + 1 >= maxFaults;
    await db().quizCodeJob.updateMany({
      where: { id: jobId, finishedAt: null },
      data: { faults: { increment: 1 }, startedAt: null, failure, ...(givenUp ? { failedAt: new Date() } : {}) },
    });
    if (givenUp) return "fault";
    throw error;
  }
}
