import type { Prisma } from "../../generated/prisma/client.ts";
import type { Tx } from "../db.ts";
import { latenessOf, type ScheduleWithOverrides } from "../projects/standing.ts";
import { placeInQueue } from "./place.ts";
import type { Viewing } from "./redact.ts";
import { type LiveState, liveState } from "./state.ts";

export interface SubmissionRow {
  id: string;
  number: number;
  receivedAt: string;
  contentHash: string;
  submittedBy: string;
  state: LiveState;
  /** of the report; null until graded */
  status: string | null;
  /** what the viewer may see of it, before any late penalty; null until graded */
  score: number | null;
  shownMaxScore: number | null;
  maxScore: number;
  /** derived from the schedule, never stored */
  lateDays: number;
  penaltyPercent: number;
}

/** What a row is made of; reports without their bodies, which can be large. */
export const rowParts = {
  submittedBy: { select: { name: true } },
  version: { select: { maxScore: true } },
  jobs: { orderBy: { createdAt: "desc" }, take: 1 },
  report: { select: { status: true, score: true, maxScore: true, afterDueScore: true, afterDueMax: true } },
} satisfies Prisma.SubmissionInclude;

export type StoredRow = Prisma.SubmissionGetPayload<{ include: typeof rowParts }>;

/** What the newest grading job is at, with its place when it waits. */
async function jobStateOf(tx: Tx, jobs: StoredRow["jobs"]): Promise<LiveState> {
  const job = jobs[0];
  const waits = job && !job.startedAt && !job.finishedAt && !job.failedAt;
  return liveState(job, waits ? await placeInQueue(tx, job) : undefined);
}

/** The state of a stored submission. One that has a report is graded, whatever a rejudge is at: its report counts until then. */
export async function stateOf(tx: Tx, { jobs, report }: Pick<StoredRow, "jobs" | "report">): Promise<LiveState> {
  return report ? { kind: "graded" } : jobStateOf(tx, jobs);
}

/** What the rejudge of a graded submission is at; null when there is none under way. */
export async function rejudgeOf(
  tx: Tx,
  { jobs, report }: Pick<StoredRow, "jobs" | "report">,
): Promise<LiveState | null> {
  const job = jobs[0];
  if (!report || !job || job.finishedAt || job.failedAt) return null;
  return jobStateOf(tx, jobs);
}

/** What of a score its viewer may see; the totals of a report, without reading its body. */
export function shownScore(
  report: StoredRow["report"],
  { everything, lastClosing, now }: Viewing,
): { score: number; shownMaxScore: number } | null {
  if (!report) return null;
  if (everything || now > lastClosing || report.afterDueMax === 0) {
    return { score: report.score, shownMaxScore: report.maxScore };
  }
  return { score: report.score - report.afterDueScore, shownMaxScore: report.maxScore - report.afterDueMax };
}

export async function toRow(
  tx: Tx,
  stored: StoredRow,
  schedule: ScheduleWithOverrides,
  timeZone: string,
  viewing: Viewing,
): Promise<SubmissionRow> {
  const shown = shownScore(stored.report, viewing);
  return {
    id: stored.id,
    number: stored.number,
    receivedAt: stored.receivedAt.toISOString(),
    contentHash: stored.contentHash,
    submittedBy: stored.submittedBy.name,
    state: await stateOf(tx, stored),
    status: stored.report?.status ?? null,
    score: shown?.score ?? null,
    shownMaxScore: shown?.shownMaxScore ?? null,
    maxScore: stored.report?.maxScore ?? stored.version.maxScore,
    ...latenessOf(schedule, stored, timeZone),
  };
}
