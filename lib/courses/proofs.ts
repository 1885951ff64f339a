import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import {
  type Proof,
  type ProofStep,
  type ProofStepName,
  problemCount,
  proofStepSchema,
} from "../../grader/validate/proof.ts";
import { graderVersion } from "../../grader/version.ts";
import { databaseClock } from "../clock.ts";
import { db, type Tx } from "../db.ts";
import { enqueueProof } from "../queue.ts";
import { announce } from "../submissions/notify.ts";

/** Attempts that may fail by our fault before a proof is given up. */
const maxAttempts = 4;

const withVersion = {
  version: { include: { project: { select: { courseId: true } } } },
} satisfies Prisma.ProjectProofInclude;

/** Whether a version may be published on the strength of a proof: finished, nothing found, by the grader that grades now. */
export function holds(proof: {
  finishedAt: Date | null;
  problems: number | null;
  graderVersion: string | null;
}): boolean {
  return proof.finishedAt !== null && proof.problems === 0 && proof.graderVersion === graderVersion;
}

/** Whether some proof of the version holds. */
export async function isProved(tx: Tx, versionId: string): Promise<boolean> {
  return (
    (await tx.projectProof.count({ where: { versionId, problems: 0, finishedAt: { not: null }, graderVersion } })) > 0
  );
}

/**
 * Asks for a version to be proved; the one that waits or runs already is as good.
 * @returns id of the proof
 */
export async function requestProof(tx: Tx, versionId: string, requestedById: string | null): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`proof ${versionId}`}, 0))`;
  const underWay = await tx.projectProof.findFirst({ where: { versionId, finishedAt: null, failedAt: null } });
  if (underWay) return underWay.id;
  const { id, version } = await tx.projectProof.create({ data: { versionId, requestedById }, include: withVersion });
  await enqueueProof(tx, id);
  await announce(tx, version.project.courseId);
  return id;
}

/** Holds a proof's row until the transaction ends. */
async function lockProof(tx: Tx, proofId: string) {
  await tx.$executeRaw`SELECT 1 FROM project_proofs WHERE id = ${proofId}::uuid FOR UPDATE`;
  return tx.projectProof.findUnique({ where: { id: proofId }, include: withVersion });
}

/**
 * A worker takes a proof up, from the start: what an attempt before found may be of another grader.
 * @returns null when there is nothing to do
 */
export function beginProof(proofId: string, workerId: string) {
  return db().$transaction(async (tx) => {
    const proof = await lockProof(tx, proofId);
    if (!proof || proof.finishedAt || proof.failedAt) return null;
    await tx.projectProof.update({
      where: { id: proofId },
      data: {
        attempts: { increment: 1 },
        workerId,
        graderVersion,
        startedAt: await databaseClock(tx),
        steps: [],
        stepName: null,
        stepKind: null,
      },
    });
    await announce(tx, proof.version.project.courseId);
    return proof;
  });
}

/** What a worker is at or has found; ignored when another worker has taken the proof over. */
export async function recordProofStep(
  mine: { id: string; workerId: string },
  step: ProofStepName,
  steps: readonly ProofStep[],
): Promise<void> {
  await db().$transaction(async (tx) => {
    const proof = await lockProof(tx, mine.id);
    if (!proof || proof.finishedAt || proof.failedAt || proof.workerId !== mine.workerId) return;
    const data = { stepName: step.name, stepKind: step.kind ?? null, steps: z.array(proofStepSchema).parse(steps) };
    await tx.projectProof.update({ where: { id: mine.id }, data });
    await announce(tx, proof.version.project.courseId);
  });
}

/** Keeps what a proof said, once. */
export async function finishProof(proofId: string, proof: Proof): Promise<void> {
  await db().$transaction(async (tx) => {
    const there = await lockProof(tx, proofId);
    if (!there || there.finishedAt || there.failedAt) return;
    await tx.projectProof.update({
      where: { id: proofId },
      data: {
        finishedAt: await databaseClock(tx),
        graderVersion: proof.grader,
        steps: proof.steps,
        problems: problemCount(proof.steps),
        stepName: null,
        stepKind: null,
      },
    });
    await announce(tx, there.version.project.courseId);
  });
}

/** An attempt failed by our own fault. @returns whether another one is worth making */
export function recordFailedProof(mine: { id: string; workerId: string }, failure: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const proof = await lockProof(tx, mine.id);
    if (!proof || proof.finishedAt || proof.failedAt || proof.workerId !== mine.workerId) return false;
    const over = proof.attempts >= maxAttempts;
    await tx.projectProof.update({
      where: { id: mine.id },
      data: {
        failure,
        startedAt: null,
        stepName: null,
        stepKind: null,
        ...(over ? { failedAt: await databaseClock(tx) } : {}),
      },
    });
    await announce(tx, proof.version.project.courseId);
    return !over;
  });
}

/** After the queue's last retry. */
export async function giveUpProof(proofId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const proof = await lockProof(tx, proofId);
    if (!proof || proof.finishedAt || proof.failedAt) return;
    const failure = proof.failure ?? "every worker that took the proof up died or fell silent";
    await tx.projectProof.update({ where: { id: proofId }, data: { failedAt: await databaseClock(tx), failure } });
    await announce(tx, proof.version.project.courseId);
  });
}
