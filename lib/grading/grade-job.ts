import { z } from "zod";
import { grade, graderVersion, type Progress, type Tools } from "../../grader/grade.ts";
import { projectSchema } from "../../grader/project.ts";
import { messageSchema } from "../../grader/report.ts";
import { log } from "../log.ts";
import type { GradingMetrics } from "../metrics/grading.ts";
import { beginAttempt, publishReport, recordFailedAttempt, recordProgress } from "../submissions/publish.ts";

/** Progress is shown to people: more often than this, in ms, only costs. */
const progressEvery = 150;

/**
 * Grades one job from its rows to its published report. May be called again for the same job at any time, by any worker:
 * a job that has its report is left alone, and only one report is ever published.
 * @returns "fault" when the fault is ours and no further attempt is made: the job is given up or in other hands
 * @throws when the fault is ours; the queue tries again
 */
export async function gradeJob(work: {
  jobId: string;
  workerId: string;
  tools: Tools;
  signal: AbortSignal;
  metrics?: GradingMetrics;
}): Promise<"published" | "nothing-to-do" | "fault"> {
  const { jobId, workerId, tools, signal, metrics } = work;
  const job = await beginAttempt(jobId, workerId, graderVersion);
  if (!job) return "nothing-to-do";
  const mine = { id: job.id, submissionId: job.submissionId, workerId };
  const began = performance.now();
  let compiledAt = began;
  let shown = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();
  const onProgress = (progress: Progress) => {
    if (progress.stage === "running" && compiledAt === began) compiledAt = performance.now();
    if (progress.stage !== "running" || performance.now() - shown < progressEvery) return;
    shown = performance.now();
    const { check, index, of } = progress;
    // a lost progress line harms nobody: the report decides
    writing = writing
      .then(() => recordProgress(mine, { check, index: index + 1, of }))
      .catch((error) => log().warn({ error, jobId }, "progress was not written"));
  };
  try {
    const report = await grade({
      files: job.submission.files.map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) })),
      project: projectSchema.parse(job.version.definition),
      scope: "all",
      tools,
      notices: z.array(messageSchema).parse(job.submission.messages),
      signal,
      onProgress,
    });
    await writing;
    if (report.status === "internal_error") throw new Error("the grader reported an internal error");
    const published = await publishReport(jobId, report);
    const ended = performance.now();
    const stages = {
      waiting: +job.startedAt! - +job.createdAt,
      compiling: compiledAt - began,
      running: ended - compiledAt,
    };
    if (published) metrics?.published(report, stages);
    const { submissionId, lane, attempts: attempt } = job;
    const ms = Math.round(ended - began);
    log().info({ jobId, submissionId, workerId, lane, attempt, ms, status: report.status, published }, "graded");
    return published ? "published" : "nothing-to-do";
  } catch (error) {
    await writing;
    const { submissionId, attempts: attempt } = job;
    log().error({ error, jobId, submissionId, workerId, attempt }, "grading failed by our fault");
    metrics?.fault();
    const goesOn = await recordFailedAttempt(mine, causesOf(error)).catch((cause) => {
      log().error({ error: cause, jobId }, "the failed attempt was not written down");
      return true;
    });
    if (goesOn) throw error;
    return "fault";
  }
}

/** The chain of causes, for an operator. */
function causesOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error && parts.length < 5; at = at.cause) parts.push(`${at.name}: ${at.message}`);
  return parts.join("\ncaused by ") || String(error);
}
