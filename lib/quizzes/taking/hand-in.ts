import type { Actor } from "../../actor.ts";
import { NotFound } from "../../errors.ts";
import { inTransaction } from "../transaction.ts";
import { endAttempt } from "./finish.ts";
import { selectOwnAttempt } from "./own-attempt.ts";

export interface HandedIn {
  ok: true;
  attemptId: string;
  handedInAt: string;
  endedBy: string;
}

/**
 * Hands an attempt in and judges it. A second click, a second tab or the timer that came first give the same answer.
 * @throws NotFound when it is not the actor's own
 */
export async function handIn(actor: Actor, attemptId: string): Promise<HandedIn> {
  await selectOwnAttempt(actor, attemptId);
  const ended = await inTransaction((tx) => endAttempt(tx, attemptId, { endedBy: "person", actorId: actor.personId }));
  if (!ended) throw new NotFound(`attempt ${attemptId}`);
  return { ok: true, attemptId, handedInAt: ended.handedInAt.toISOString(), endedBy: ended.endedBy };
}
