import { join } from "node:path";
import type { Visibility } from "../../generated/prisma/client.ts";
import { loadProject, type ProjectFolder } from "../../grader/project-folder.ts";
import { recordAudit } from "../audit.ts";
import { db, type Tx } from "../db.ts";
import { instantOf, readCourseFile } from "./course-file.ts";

const stored: Record<"public" | "hidden" | "after-due", Visibility> = {
  public: "public",
  hidden: "hidden",
  "after-due": "afterDue",
};

const points = (checks: readonly { points: number }[]) => checks.reduce((sum, check) => sum + check.points, 0);

/** The row of this content, made when it is new. */
async function storeVersion(tx: Tx, projectId: string, folder: ProjectFolder) {
  const { contentHash, project, statements, starter, solution } = folder;
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

/**
 * Brings a course on disk into the database: what is new is made, a project whose content changed gets a new version.
 * Dates are set when a project is first seen and left alone afterwards: people may have moved them since.
 * @param now the day that the dates of `course.yaml` count from
 * @returns id of the course
 * @throws Error naming what is wrong with course.yaml or a project's folder
 */
export async function publishCourse(folder: string, now: Date): Promise<string> {
  const file = await readCourseFile(folder);
  const projects = await Promise.all(
    file.projects.map(async (entry) => {
      const loaded = await loadProject(join(folder, entry.folder));
      if (loaded.ok) return { entry, folder: loaded.folder };
      const places = loaded.messages.map((message) => `  ${message.file}:${message.line}: ${message.text}`);
      throw new Error(`The project ${entry.folder} is not right:\n${places.join("\n")}`);
    }),
  );
  return db().$transaction(async (tx) => {
    const { slug, title, timeZone } = file;
    const course = await tx.course.upsert({
      where: { slug },
      create: { slug, title, timeZone },
      update: { title, timeZone },
    });
    for (const [position, { entry, folder: content }] of projects.entries()) {
      const place = { courseId: course.id, slug: entry.slug };
      const project =
        (await tx.project.findUnique({ where: { courseId_slug: place } })) ??
        (await tx.project.create({
          data: {
            slug: entry.slug,
            position,
            course: { connect: { id: course.id } },
            schedule: {
              create: {
                opensAt: instantOf(entry.opens, timeZone, now),
                dueAt: instantOf(entry.due, timeZone, now),
                lateDays: entry.late.days,
                latePercentPerDay: entry.late.percentPerDay,
              },
            },
          },
        }));
      const { version, isNew } = await storeVersion(tx, project.id, content);
      await tx.project.update({ where: { id: project.id }, data: { currentVersionId: version.id, position } });
      if (!isNew) continue;
      await recordAudit(tx, {
        actorId: null,
        courseId: course.id,
        action: "project.published",
        thing: "project",
        thingId: project.id,
        details: { versionId: version.id, contentHash: content.contentHash },
      });
    }
    return course.id;
  });
}
