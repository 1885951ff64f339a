import { Prisma } from "../../generated/prisma/client.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { can } from "../can.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db, type Tx } from "../db.ts";
import { Forbidden, NotFound } from "../errors.ts";
import { enqueueGrading } from "../queue.ts";
import { announce } from "./notify.ts";

/** `latest`: the last hand-in of each person or group; `all`: every one. */
export type Which = "latest" | "all";

/** In one transaction: a long one would hold back the hand-ins that arrive meanwhile. */
const batch = 25;

/** Graded hand-ins whose report is of another version than the one that counts, and that nothing grades now. */
export function selectOutdated(tx: Tx, projectId: string, which: Which): Promise<{ id: string }[]> {
  // one pass over the project: asking anew for each hand-in which is the last would take the square of their number
  const latest =
    which === "all"
      ? Prisma.empty
      : Prisma.sql`AND s.id IN (SELECT DISTINCT ON (o.owner_id, o.group_id) o.id FROM submissions o
          WHERE o.project_id = ${projectId}::uuid ORDER BY o.owner_id, o.group_id, o.number DESC)`;
  return tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM submissions s
    JOIN projects p ON p.id = s.project_id
    JOIN reports r ON r.id = s.report_id
    JOIN grading_jobs j ON j.id = r.job_id
    WHERE s.project_id = ${projectId}::uuid AND j.version_id <> p.current_version_id
      AND NOT EXISTS (SELECT 1 FROM grading_jobs u
        WHERE u.submission_id = s.id AND u.finished_at IS NULL AND u.failed_at IS NULL)
      ${latest}
    ORDER BY s.received_at, s.id`;
}

/**
 * Has hand-ins graded again that were graded with another version of the project than the one that counts. Their reports count
 * until the new ones are there.
 * @returns how many are graded again
 */
export async function rejudgeOutdated(
  actor: Actor,
  courseSlug: string,
  projectSlug: string,
  which: Which,
): Promise<number> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "submission.rejudge", course)) throw new Forbidden(`rejudge in ${courseSlug}`);
  const project = await db().project.findUnique({
    where: { courseId_slug: { courseId: course.id, slug: projectSlug } },
  });
  if (!project?.currentVersionId) throw new NotFound(`project ${projectSlug}`);
  const versionId = project.currentVersionId;
  const outdated = await selectOutdated(db(), project.id, which);
  let asked = 0;
  for (let from = 0; from < outdated.length; from += batch) {
    await db().$transaction(async (tx) => {
      for (const { id: submissionId } of outdated.slice(from, from + batch)) {
        await tx.$executeRaw`SELECT 1 FROM submissions WHERE id = ${submissionId}::uuid FOR UPDATE`;
        // somebody else may have asked for it meanwhile
        if ((await tx.gradingJob.count({ where: { submissionId, finishedAt: null, failedAt: null } })) > 0) continue;
        const jobId = await enqueueGrading(tx, { submissionId, versionId, reason: "rejudge", lane: "rejudge" });
        await recordAudit(tx, {
          actorId: actor.personId,
          courseId: course.id,
          action: "submission.rejudged",
          thing: "submission",
          thingId: submissionId,
          details: { jobId, versionId, because: "another version of the project was published" },
        });
        await announce(tx, submissionId);
        asked += 1;
      }
    });
  }
  return asked;
}
