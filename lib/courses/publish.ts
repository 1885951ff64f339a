import { join } from "node:path";
import { loadProject } from "../../grader/project-folder.ts";
import { db } from "../db.ts";
import { publishQuizzes } from "../quizzes/publish-folder.ts";
import { readCourseFile } from "./course-file.ts";
import { findOrMakeProject, makeCurrent, storeVersion } from "./versions.ts";

/**
 * Brings a course on disk into the database and publishes it without a proof: for the demonstration, whose content is ours and
 * is proved by our tests. What is new is made, a project whose content changed gets a new version. Whatever comes from
 * elsewhere is stored by `storeUpload` and published by `publishVersion`, which asks for a proof.
 * Dates are set when a project is first seen and left alone afterwards: people may have moved them since.
 * @param now the day that the dates of `course.yaml` count from
 * @returns id of the course
 * @throws Error naming what is wrong with course.yaml or the folder of a project or quiz
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
  const courseId = await db().$transaction(async (tx) => {
    const { slug, title, timeZone } = file;
    const course = await tx.course.upsert({
      where: { slug },
      create: { slug, title, timeZone },
      update: { title, timeZone },
    });
    for (const [position, { entry, folder: content }] of projects.entries()) {
      const project = await findOrMakeProject(tx, course, entry, position, now);
      const { version, isNew } = await storeVersion(tx, project.id, content);
      await tx.project.update({ where: { id: project.id }, data: { position } });
      // what is there already stays: somebody may have published another version since
      if (!isNew && project.currentVersionId) continue;
      await makeCurrent(tx, { courseId: course.id, projectId: project.id, versionId: version.id, actorId: null });
    }
    return course.id;
  });
  await publishQuizzes(folder, file, { id: courseId, timeZone: file.timeZone }, now);
  return courseId;
}
