/** Where a submission is; derived from the timestamps of its grading job, never stored. */
export type LiveState =
  | { kind: "received" }
  /** `place` 1 is next; `estimateSeconds` is null while nothing was measured yet */
  | { kind: "queued"; place: number; estimateSeconds: number | null }
  | { kind: "compiling" }
  /** `index` counts from 1 */
  | { kind: "running"; check: string; index: number; of: number }
  | { kind: "graded" }
  /** held back: the fault is ours, nothing is scored and no attempt is lost */
  | { kind: "internal_error" };

/** What the state of a grading job depends on. */
export interface JobInstants {
  startedAt: Date | null;
  runningAt: Date | null;
  failedAt: Date | null;
  progressCheck: string | null;
  progressIndex: number | null;
  progressOf: number | null;
}

/**
 * The state of a submission without a report whose newest job is `job`. Whether it is graded is for the report alone to say: the
 * rows are not read at one instant, so a job may already look finished whose report was not there yet when it was looked for.
 * @param waiting place in the queue and seconds to wait, when known; only looked at while the job waits
 */
export function liveState(
  job: JobInstants | undefined,
  waiting?: { place: number; estimateSeconds: number | null },
): LiveState {
  if (!job) return { kind: "received" };
  if (job.failedAt) return { kind: "internal_error" };
  if (!job.startedAt) return waiting ? { kind: "queued", ...waiting } : { kind: "received" };
  const { progressCheck, progressIndex, progressOf } = job;
  if (job.runningAt && progressCheck !== null && progressIndex !== null && progressOf !== null) {
    return { kind: "running", check: progressCheck, index: progressIndex, of: progressOf };
  }
  return { kind: "compiling" };
}
