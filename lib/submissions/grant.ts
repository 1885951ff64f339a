import { z } from "zod";
import { reportSchema } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { can } from "../can.ts";
import { databaseClock } from "../clock.ts";
import { db } from "../db.ts";
import { Forbidden, NotFound } from "../errors.ts";
import { isOwn, selectStays } from "../groups.ts";
import { announce } from "./notify.ts";
import { columnsOf } from "./publish.ts";
import { settleHeldBack } from "./settle-held-back.ts";

/** `waiting`: it is being graded again, and the new report may say something else; `settled`: nothing is held back there now. */
export type Granted = { ok: true } | { ok: false; reason: "waiting" | "settled" };

const decisionSchema = z.object({
  check: z.string().min(1).max(200),
  /** so many of the points that are held back; 0 leaves none of them */
  points: z.number().nonnegative().max(10_000),
  /** the student reads it */
  reason: z.string().trim().min(1).max(1000),
});
export type Decision = z.infer<typeof decisionSchema>;

/**
 * A person decides about points that a check kept back. It makes a new report, which counts from then on; the one before is
 * kept, and a later rejudge asks anew only where it holds back another number of points.
 * @throws NotFound when the actor may not know of the hand-in, Forbidden for those whose own work it is
 */
export async function grantHeldBack(actor: Actor, submissionId: string, given: Decision): Promise<Granted> {
  if (!z.uuid().safeParse(submissionId).success) throw new NotFound(`submission ${submissionId}`);
  const decision = decisionSchema.parse(given);
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM submissions WHERE id = ${submissionId}::uuid FOR UPDATE`;
    const submission = await tx.submission.findUnique({
      where: { id: submissionId },
      include: {
        report: { include: { job: true } },
        jobs: { orderBy: { createdAt: "desc" } },
        project: { include: { course: { include: { enrolments: { where: { personId: actor.personId } } } } } },
      },
    });
    if (!submission) throw new NotFound(`submission ${submissionId}`);
    const role = submission.project.course.enrolments[0]?.role ?? null;
    const stays = await selectStays(tx, actor.personId, submission.projectId);
    const thing = { role, mine: isOwn(actor.personId, stays, submission) };
    if (!can(actor, "submission.change-grade", thing)) {
      if (can(actor, "submission.see", thing)) throw new Forbidden(`points of submission ${submissionId}`);
      throw new NotFound(`submission ${submissionId}`);
    }
    const { report, jobs } = submission;
    if (jobs.some((job) => !job.finishedAt && !job.failedAt)) return { ok: false, reason: "waiting" };
    const settled = report && settleHeldBack(reportSchema.parse(report.body), decision);
    if (!settled) return { ok: false, reason: "settled" };

    const now = await databaseClock(tx);
    const last = jobs[0]?.createdAt ?? now;
    const job = await tx.gradingJob.create({
      data: {
        submissionId,
        versionId: report.job.versionId,
        reason: "grant",
        lane: "rejudge",
        priority: 0,
        graderVersion: report.graderVersion,
        createdAt: last >= now ? new Date(last.getTime() + 1) : now,
        finishedAt: now,
      },
    });
    const { id } = await tx.report.create({
      data: { jobId: job.id, submissionId, body: settled, ...columnsOf(settled) },
      select: { id: true },
    });
    await tx.submission.update({ where: { id: submissionId }, data: { reportId: id } });
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: submission.courseId,
      action: "points.granted",
      thing: "submission",
      thingId: submissionId,
      details: { ...decision, replaces: report.id, score: settled.score },
    });
    await announce(tx, submissionId);
    return { ok: true };
  });
}
