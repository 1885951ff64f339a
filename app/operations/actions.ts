"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { discardGivenUp, type Handled, retryGivenUp } from "../../lib/operations/given-up.ts";
import { requireActor } from "../_session/actor.ts";
import { orNotFound } from "../_session/answer.ts";

const retrySchema = z.object({ jobId: z.uuid() });
const discardSchema = retrySchema.extend({ reason: z.string().trim().min(1).max(1000) });

/** The page says what came of it; it is in the address so that it works without a script. */
function show(handled: Handled, done: "retried" | "discarded"): never {
  redirect(`/operations?done=${handled.ok ? done : handled.reason}`);
}

export async function retry(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { jobId } = retrySchema.parse(Object.fromEntries(form));
  show(await orNotFound(retryGivenUp(actor, jobId)), "retried");
}

export async function discard(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { jobId, reason } = discardSchema.parse(Object.fromEntries(form));
  show(await orNotFound(discardGivenUp(actor, jobId, reason)), "discarded");
}
