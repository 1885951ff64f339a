import type { JobReason } from "../../generated/prisma/client.ts";
import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { db } from "../db.ts";
import { NotFound } from "../errors.ts";
import type { Lane } from "../lanes.ts";
import { selectWorkers, type WorkerRow } from "../workers/queries.ts";
import { type GivenUpWork, selectGivenUpWork, selectOtherWork, type WorkState } from "./other-work.ts";
import { type LaneState, selectLanes } from "./queue-state.ts";
import { selectSupervised } from "./supervised.ts";

export interface FailedAttemptRow {
  attempt: number;
  workerId: string | null;
  at: string;
  /** the chain of causes, one a line */
  failure: string;
}

export interface GivenUpJob {
  jobId: string;
  submissionId: string;
  number: number;
  courseSlug: string;
  projectTitle: Localised;
  submittedBy: string;
  reason: JobReason;
  lane: Lane;
  attempts: number;
  failedAt: string;
  /** null while nobody has let it rest */
  discardedAt: string | null;
  /** the newest first */
  failures: FailedAttemptRow[];
}

export interface OperationsPage {
  lanes: LaneState[];
  /** proofs, programs of quizzes and regrades */
  otherWork: WorkState[];
  workers: WorkerRow[];
  /** held back until somebody retries or discards them, the newest first */
  givenUp: GivenUpJob[];
  /** likewise, of what is no hand-in; asked for again at its own page */
  givenUpWork: GivenUpWork[];
  /** the last ones that were let rest; they can still be retried */
  discarded: GivenUpJob[];
  /** attempts that failed lately, also of jobs that were graded in the end */
  recent: (FailedAttemptRow & { submissionId: string; jobId: string })[];
}

const shown = 50;

const parts = {
  failures: { orderBy: { at: "desc" }, take: 10 },
  version: { select: { title: true } },
  submission: {
    select: {
      id: true,
      number: true,
      submittedBy: { select: { name: true } },
      project: { select: { course: { select: { slug: true } } } },
    },
  },
} as const;

type Stored = Awaited<ReturnType<typeof selectFailed>>[number];

function selectFailed(courseIds: string[], discarded: boolean) {
  return db().gradingJob.findMany({
    where: {
      failedAt: { not: null },
      discardedAt: discarded ? { not: null } : null,
      submission: { courseId: { in: courseIds } },
    },
    orderBy: { failedAt: "desc" },
    take: discarded ? 20 : shown,
    include: parts,
  });
}

const toAttempt = (row: { attempt: number; workerId: string | null; at: Date; failure: string }): FailedAttemptRow => ({
  attempt: row.attempt,
  workerId: row.workerId,
  at: row.at.toISOString(),
  failure: row.failure,
});

function toGivenUp(job: Stored): GivenUpJob {
  return {
    jobId: job.id,
    submissionId: job.submission.id,
    number: job.submission.number,
    courseSlug: job.submission.project.course.slug,
    projectTitle: localised.parse(job.version.title),
    submittedBy: job.submission.submittedBy.name,
    reason: job.reason,
    lane: job.lane,
    attempts: job.attempts,
    failedAt: job.failedAt!.toISOString(),
    discardedAt: job.discardedAt?.toISOString() ?? null,
    failures: job.failures.map(toAttempt),
  };
}

/**
 * What runs, what waits and what failed. Failures name people, so an instructor sees those of their own courses only;
 * lanes and workers are the same for everybody.
 * @throws NotFound for everybody else
 */
export async function selectOperations(actor: Actor): Promise<OperationsPage> {
  const courses = await selectSupervised(actor);
  if (courses.length === 0 && !actor.admin) throw new NotFound("the operator's page");
  const ids = courses.map(({ id }) => id);
  const [lanes, otherWork, workers, givenUp, givenUpWork, discarded, recent] = await Promise.all([
    selectLanes(),
    selectOtherWork(),
    selectWorkers(),
    selectFailed(ids, false),
    selectGivenUpWork(ids, shown),
    selectFailed(ids, true),
    db().failedAttempt.findMany({
      where: { job: { submission: { courseId: { in: ids } } } },
      orderBy: { at: "desc" },
      take: shown,
      include: { job: { select: { submissionId: true } } },
    }),
  ]);
  return {
    lanes,
    otherWork,
    workers,
    givenUp: givenUp.map(toGivenUp),
    givenUpWork,
    discarded: discarded.map(toGivenUp),
    recent: recent.map((row) => ({ ...toAttempt(row), submissionId: row.job.submissionId, jobId: row.jobId })),
  };
}
