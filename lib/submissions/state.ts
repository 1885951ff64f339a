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
