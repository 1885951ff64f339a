import { z } from "zod";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { can } from "../can.ts";
import { db } from "../db.ts";
import { Forbidden, NotFound } from "../errors.ts";
import { isOwn, selectStays } from "../groups.ts";
import { enqueueGrading } from "../queue.ts";
import { announce } from "./notify.ts";

/** `waiting`: it is being graded already; what comes out is as new as a rejudge's. */
export type Rejudged = { ok: true; jobId: string } | { ok: false; reason: "waiting" };

/**
 * Grades a submission again, against the project as it is now. The published report counts until the new one is there,
 * and both are kept.
 * @throws NotFound when the actor may not know of it, Forbidden for those whose own work it is
 */
export async function rejudge(actor: Actor, submissionId: string): Promise<Rejudged> {
  if (!z.uuid().safeParse(submissionId).success) throw new NotFound(`submission ${submissionId}`);
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM submissions WHERE id = ${submissionId}::uuid FOR UPDATE`;
    const submission = await tx.submission.findUnique({
      where: { id: submissionId },
      include: {
        jobs: { where: { finishedAt: null, failedAt: null }, select: { id: true } },
        project: { include: { course: { include: { enrolments: { where: { personId: actor.personId } } } } } },
      },
    });
    if (!submission) throw new NotFound(`submission ${submissionId}`);
    const role = submission.project.course.enrolments[0]?.role ?? null;
    const stays = await selectStays(tx, actor.personId, submission.projectId);
    const thing = { role, mine: isOwn(actor.personId, stays, submission) };
    if (!can(actor, "submission.rejudge", thing)) {
      if (can(actor, "submission.see", thing)) throw new Forbidden(`rejudge of submission ${submissionId}`);
      throw new NotFound(`submission ${submissionId}`);
    }
    if (submission.jobs.length > 0) return { ok: false, reason: "waiting" };
    const versionId = submission.project.currentVersionId ?? submission.versionId;
    const jobId = await enqueueGrading(tx, { submissionId, versionId, reason: "rejudge", lane: "rejudge" });
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: submission.courseId,
      action: "submission.rejudged",
      thing: "submission",
      thingId: submissionId,
      details: { jobId, versionId, replaces: submission.reportId },
    });
    await announce(tx, submissionId);
    return { ok: true, jobId };
  });
}
