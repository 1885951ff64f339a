import { z } from "zod";
import type { Actor } from "../../actor.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { enqueueQuizProof } from "../../queue.ts";
import { lockQuiz, type QuizAddress, selectForStaff } from "./access.ts";
import { storedDraft } from "./drafts.ts";
import { fingerprint } from "./files.ts";
import { type ProofState, provedSeeds, toProofState } from "./proof-row.ts";

/** everything but the files and the generators' results, which are large */
const shown = {
  id: true,
  createdAt: true,
  startedAt: true,
  seenAt: true,
  finishedAt: true,
  cancelledAt: true,
  failure: true,
  done: true,
  of: true,
  seeds: true,
  problems: true,
  contentHash: true,
} as const;

/**
 * Asks for the self-tests of the draft as it is stored now. A run of the same files that waits or goes on is not asked for
 * twice; one that was cancelled, failed by our fault or lost its worker is.
 */
export async function proveDraft(actor: Actor, address: QuizAddress): Promise<ProofState> {
  const { quiz } = await selectForStaff(actor, address, "quiz.publish");
  return db().$transaction(async (tx) => {
    await lockQuiz(tx, quiz.id);
    const { files } = await storedDraft(tx, quiz.id);
    const contentHash = fingerprint(files);
    const now = new Date();
    const last = await tx.quizProof.findFirst({
      where: { quizId: quiz.id },
      orderBy: { createdAt: "desc" },
      select: shown,
    });
    if (last && last.contentHash === contentHash) {
      const state = toProofState(last, now);
      if (state.state === "waiting" || state.state === "running") return state;
    }
    const made = await tx.quizProof.create({
      data: {
        quizId: quiz.id,
        contentHash,
        files: JSON.parse(JSON.stringify(files)),
        seeds: provedSeeds,
        requestedById: actor.personId,
      },
      select: shown,
    });
    await enqueueQuizProof(tx, made.id);
    return toProofState(made, now);
  });
}

/** A run of a quiz's self-tests, or its latest one; null when there was none. */
export async function selectProof(actor: Actor, address: QuizAddress, proofId?: string): Promise<ProofState | null> {
  const { quiz } = await selectForStaff(actor, address, "quiz.publish");
  if (proofId !== undefined && !z.uuid().safeParse(proofId).success) throw new NotFound(`proof ${proofId}`);
  const row = await db().quizProof.findFirst({
    where: { quizId: quiz.id, ...(proofId === undefined ? {} : { id: proofId }) },
    orderBy: { createdAt: "desc" },
    select: shown,
  });
  if (!row && proofId !== undefined) throw new NotFound(`proof ${proofId}`);
  return row && toProofState(row, new Date());
}

/** Ends a run that is no longer wanted; what it found is thrown away. Whether it had ended already makes no difference. */
export async function cancelProof(actor: Actor, address: QuizAddress, proofId: string): Promise<void> {
  const { quiz } = await selectForStaff(actor, address, "quiz.publish");
  if (!z.uuid().safeParse(proofId).success) throw new NotFound(`proof ${proofId}`);
  await db().quizProof.updateMany({
    where: { id: proofId, quizId: quiz.id, finishedAt: null },
    data: { cancelledAt: new Date() },
  });
}
