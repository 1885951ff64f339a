import { createHash } from "node:crypto";
import { z } from "zod";
import type { SourceFile } from "../../grader/compile/types.ts";
import { checkHandIn } from "../../grader/intake/check.ts";
import { readZip } from "../../grader/intake/hand-in.ts";
import { type Localised, type Message, messageSchema } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { can } from "../can.ts";
import { commitDurably, databaseClock } from "../clock.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { brokenRule, db, type Tx } from "../db.ts";
import { NotFound } from "../errors.ts";
import { groupAt, selectStays } from "../groups.ts";
import { standing } from "../projects/standing.ts";
import { enqueueGrading } from "../queue.ts";
import type { ScheduleState } from "../schedule.ts";
import { announce } from "./notify.ts";
import { placeInQueue } from "./place.ts";
import { refusals } from "./refusals.ts";

export interface HandIn {
  courseSlug: string;
  projectSlug: string;
  /** made once when the form opens: the same key always means the same hand-in */
  idempotencyKey: string;
  files: { path: string; bytes: Uint8Array }[] | { zip: Uint8Array };
  /** the person has seen the penalty and hands in nevertheless */
  acceptLate?: boolean;
}

export type Submitted =
  | {
      ok: true;
      submissionId: string;
      number: number;
      receivedAt: string;
      contentHash: string;
      place: number;
      /** files that were left out, and why */
      messages: Message[];
    }
  | {
      ok: false;
      reason: "files" | "not-open" | "closed" | "late-needs-confirmation" | "not-enrolled" | "key-reused" | "too-many";
      /** one sentence for a person */
      message: Localised;
      /** for "files": what is wrong with which file */
      messages: Message[];
      schedule?: ScheduleState;
    };

/** Hand-ins of one person or group that may wait for grading at the same time. */
const maxWaiting = 5;
const keySchema = z.string().min(8).max(200);
const oneDay = 86_400_000;

function refuse(
  reason: keyof typeof refusals,
  more: { messages?: Message[]; schedule?: ScheduleState } = {},
): Submitted {
  return { ok: false, reason, message: refusals[reason], messages: [], ...more };
}

/** SHA-256 over paths and contents, so that a person can tell two hand-ins apart and prove which one was received. */
function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${createHash("sha256").update(text).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

/** What was answered to an earlier hand-in with the same key; null when there was none. */
async function selectAnswered(actor: Actor, projectId: string, key: string, contentHash: string) {
  const earlier = await db().submission.findUnique({
    where: { submittedById_idempotencyKey: { submittedById: actor.personId, idempotencyKey: key } },
    include: { jobs: { orderBy: { createdAt: "asc" }, take: 1 } },
  });
  if (!earlier) return null;
  if (earlier.projectId !== projectId || earlier.contentHash !== contentHash) return refuse("key-reused");
  return acknowledge(db(), earlier, earlier.jobs[0]!);
}

async function acknowledge(
  tx: Tx,
  submission: { id: string; number: number; receivedAt: Date; contentHash: string; messages: unknown },
  job: { id: string; priority: number; createdAt: Date },
): Promise<Submitted> {
  const { place } = await placeInQueue(tx, job);
  return {
    ok: true,
    submissionId: submission.id,
    number: submission.number,
    receivedAt: submission.receivedAt.toISOString(),
    contentHash: submission.contentHash,
    place,
    messages: z.array(messageSchema).parse(submission.messages),
  };
}

/**
 * Now, by the database's clock: deadlines must not depend on which web process answers, nor on a clock that is set meanwhile.
 * What the question took, by a clock that only runs forwards, is not the student's to lose.
 */
async function arrival(): Promise<Date> {
  const asked = performance.now();
  const now = await databaseClock(db());
  return new Date(now.getTime() - (performance.now() - asked));
}

/**
 * Stores a hand-in and queues its grading in one transaction: when this says `ok`, nothing of it can be lost.
 * The instant that counts is the one at which this is called, with all bytes at hand.
 * @throws NotFound when the actor may not know of the course or the project
 */
export async function submit(actor: Actor, handIn: HandIn): Promise<Submitted> {
  const receivedAt = await arrival();
  const key = keySchema.parse(handIn.idempotencyKey);
  const course = await selectEnrolled(actor, handIn.courseSlug);
  const project = await db().project.findUnique({
    where: { courseId_slug: { courseId: course.id, slug: handIn.projectSlug } },
    include: { schedule: { include: { overrides: true } } },
  });
  if (!project?.currentVersionId) throw new NotFound(`project ${handIn.projectSlug}`);
  const versionId = project.currentVersionId;

  const checked = "zip" in handIn.files ? await readZip(handIn.files.zip) : checkHandIn(handIn.files);
  if (!checked.ok) return refuse("files", { messages: checked.messages });
  const contentHash = hashOf(checked.files);
  // before the schedule: a lost answer may be asked for again after the deadline
  const answered = await selectAnswered(actor, project.id, key, contentHash);
  if (answered) return answered;

  const groupId = groupAt(await selectStays(db(), actor.personId, project.id), receivedAt);
  const schedule = standing(project.schedule, { personId: actor.personId, groupId }, course.timeZone, receivedAt);
  const thing = { role: course.role, open: schedule.status !== "not-open" };
  const bound = !can(actor, "submission.list", thing); // staff try a project out whenever they like
  if (course.role === null) return refuse("not-enrolled");
  if (!can(actor, "project.hand-in", thing)) return refuse("not-open", { schedule });
  if (bound && schedule.status === "closed") return refuse("closed", { schedule });
  if (bound && schedule.status === "late" && !handIn.acceptLate) return refuse("late-needs-confirmation", { schedule });

  const owner = groupId === null ? { ownerId: actor.personId, groupId: null } : { ownerId: null, groupId };
  const nearDeadline = Date.parse(schedule.dueAt) - receivedAt.getTime() < oneDay && schedule.status !== "closed";
  try {
    return await db().$transaction(async (tx) => {
      await commitDurably(tx);
      // hand-ins of one group or person take their numbers one after the other
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${project.id} ${groupId ?? actor.personId}`}, 0))`;
      const waiting = await tx.gradingJob.count({
        where: {
          reason: "submission",
          finishedAt: null,
          failedAt: null,
          submission: { projectId: project.id, ...owner },
        },
      });
      if (waiting >= maxWaiting) return refuse("too-many");
      const latest = await tx.submission.findFirst({
        where: { projectId: project.id, ...owner },
        orderBy: { number: "desc" },
        select: { number: true },
      });
      const files = checked.files.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
      const submission = await tx.submission.create({
        data: {
          courseId: course.id,
          projectId: project.id,
          versionId,
          ...owner,
          number: (latest?.number ?? 0) + 1,
          submittedById: actor.personId,
          receivedAt,
          contentHash,
          byteCount: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
          messages: checked.messages,
          idempotencyKey: key,
          files: { create: files },
        },
      });
      const jobId = await enqueueGrading(tx, {
        submissionId: submission.id,
        versionId,
        reason: "submission",
        lane: nearDeadline ? "deadline" : "practice",
      });
      await recordAudit(tx, {
        actorId: actor.personId,
        courseId: course.id,
        action: "submission.received",
        thing: "submission",
        thingId: submission.id,
        details: { number: submission.number, contentHash, files: files.length, late: schedule.status === "late" },
      });
      await announce(tx, submission.id);
      const job = await tx.gradingJob.findUniqueOrThrow({ where: { id: jobId } });
      return acknowledge(tx, submission, job);
    });
  } catch (error) {
    // a second click that came while the first was being stored
    if (brokenRule(error) === "P2002") {
      const first = await selectAnswered(actor, project.id, key, contentHash);
      if (first) return first;
    }
    throw error;
  }
}
