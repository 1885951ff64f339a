import type { Visibility } from "../../generated/prisma/client.ts";
import type { ProjectFolder } from "../../grader/project-folder.ts";
import { recordAudit } from "../audit.ts";
import type { Tx } from "../db.ts";
import { type CourseFile, instantOf } from "./course-file.ts";

const stored: Record<"public" | "hidden" | "after-due", Visibility> = {
  public: "public",
  hidden: "hidden",
  "after-due": "afterDue",
};

const points = (checks: readonly { points: number }[]) => checks.reduce((sum, check) => sum + check.points, 0);

/** The row of this content, made when it is new; it is not published by this. */
export async function storeVersion(tx: Tx, projectId: string, folder: ProjectFolder) {
  const { contentHash, project, statements, starter, solution, paths } = folder;
  const there = await tx.projectVersion.findUnique({ where: { projectId_contentHash: { projectId, contentHash } } });
  if (there) return { version: there, isNew: false };
  const version = await tx.projectVersion.create({
    data: {
      projectId,
      contentHash,
      title: project.title,
      maxScore: points(project.exercises.flatMap((exercise) => exercise.checks)),
      definition: project,
      statement: statements,
      starter: starter.map(({ path, text }) => ({ path, text })),
      solution: solution.map(({ path, text }) => ({ path, text })),
      paths,
      exercises: {
        create: project.exercises.map((exercise, position) => ({
          key: exercise.id,
          position,
          title: exercise.title,
          maxScore: points(exercise.checks),
          checks: {
            create: exercise.checks.map((check, place) => ({
              key: check.id,
              position: place,
              kind: check.kind,
              visibility: stored[check.visibility],
              points: check.points,
            })),
          },
        })),
      },
    },
  });
  return { version, isNew: true };
}

/** Makes a version the one that hand-ins are graded with from now on. Whether it may be is the caller's question. */
export async function makeCurrent(
  tx: Tx,
  publication: { courseId: string; projectId: string; versionId: string; actorId: string | null },
): Promise<void> {
  const { courseId, projectId, versionId, actorId } = publication;
  const { currentVersionId } = await tx.project.findUniqueOrThrow({ where: { id: projectId } });
  await tx.project.update({ where: { id: projectId }, data: { currentVersionId: versionId } });
  await tx.publication.create({ data: { projectId, versionId, publishedById: actorId } });
  const { contentHash } = await tx.projectVersion.findUniqueOrThrow({ where: { id: versionId } });
  await recordAudit(tx, {
    actorId,
    courseId,
    action: "project.published",
    thing: "project",
    thingId: projectId,
    details: { versionId, contentHash, replaces: currentVersionId },
  });
}

/** The project of a course that a `course.yaml` names; made, with the dates that stand there, when it is new. */
export async function findOrMakeProject(
  tx: Tx,
  course: { id: string; timeZone: string },
  entry: CourseFile["projects"][number],
  position: number,
  now: Date,
) {
  const place = { courseId: course.id, slug: entry.slug };
  const there = await tx.project.findUnique({ where: { courseId_slug: place } });
  if (there) return there;
  return tx.project.create({
    data: {
      slug: entry.slug,
      position,
      course: { connect: { id: course.id } },
      schedule: {
        create: {
          opensAt: instantOf(entry.opens, course.timeZone, now),
          dueAt: instantOf(entry.due, course.timeZone, now),
          lateDays: entry.late.days,
          latePercentPerDay: entry.late.percentPerDay,
        },
      },
    },
  });
}
