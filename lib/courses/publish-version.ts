import { z } from "zod";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { db, type Tx } from "../db.ts";
import { NotFound } from "../errors.ts";
import { announce } from "../submissions/notify.ts";
import { isProved, requestProof } from "./proofs.ts";
import { makeCurrent } from "./versions.ts";

export type Published =
  | { ok: true }
  /** `not-proved`: no proof of it holds; `changed`: somebody published in the meantime; `same`: it is published already */
  | { ok: false; reason: "not-proved" | "changed" | "same" };

/** A version with its project's row held. @throws NotFound also for those who may not publish it */
async function lockVersion(tx: Tx, actor: Actor, versionId: string) {
  if (!z.uuid().safeParse(versionId).success) throw new NotFound(`version ${versionId}`);
  const version = await tx.projectVersion.findUnique({
    where: { id: versionId },
    include: { project: { include: { course: { include: { enrolments: { where: { personId: actor.personId } } } } } } },
  });
  const role = version?.project.course.enrolments[0]?.role ?? null;
  if (!version || !can(actor, "project.publish", { role })) throw new NotFound(`version ${versionId}`);
  await tx.$executeRaw`SELECT 1 FROM projects WHERE id = ${version.projectId}::uuid FOR UPDATE`;
  return tx.projectVersion.findUniqueOrThrow({ where: { id: versionId }, include: { project: true } });
}

/**
 * Makes a version the one that counts from now on, a newer one or an older one again. What is graded stays as it is graded.
 * @param replaces the version that counted when the person decided; null: none did
 */
export function publishVersion(actor: Actor, versionId: string, replaces: string | null): Promise<Published> {
  return db().$transaction(async (tx) => {
    const { project } = await lockVersion(tx, actor, versionId);
    if (project.currentVersionId === versionId) return { ok: false, reason: "same" };
    if (project.currentVersionId !== replaces) return { ok: false, reason: "changed" };
    if (!(await isProved(tx, versionId))) return { ok: false, reason: "not-proved" };
    const { id: projectId, courseId } = project;
    await makeCurrent(tx, { courseId, projectId, versionId, actorId: actor.personId });
    await announce(tx, courseId);
    return { ok: true };
  });
}

/** Asks for another proof of a version: the last one failed by our fault, or was of another grader. */
export async function proveAgain(actor: Actor, versionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockVersion(tx, actor, versionId);
    await requestProof(tx, versionId, actor.personId);
  });
}
