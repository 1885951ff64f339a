import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Actor } from "../../lib/actor.ts";
import { db } from "../../lib/db.ts";

/** A received hand-in of a person's own to a project of the course "small", without a grading job. */
export async function storeSubmission(owner: Actor, projectSlug: string, source?: string) {
  const project = await db().project.findFirstOrThrow({ where: { slug: projectSlug, course: { slug: "small" } } });
  const text = source ?? (await readFile("test/fixtures/course/projects/small/solution/solution.ts", "utf8"));
  const latest = await db().submission.count({ where: { projectId: project.id, ownerId: owner.personId } });
  return db().submission.create({
    data: {
      courseId: project.courseId,
      projectId: project.id,
      versionId: project.currentVersionId!,
      ownerId: owner.personId,
      submittedById: owner.personId,
      number: latest + 1,
      receivedAt: new Date(),
      contentHash: "0".repeat(64),
      byteCount: text.length,
      messages: [],
      idempotencyKey: randomUUID(),
      files: { create: [{ path: "solution.ts", bytes: Buffer.from(text) }] },
    },
  });
}
