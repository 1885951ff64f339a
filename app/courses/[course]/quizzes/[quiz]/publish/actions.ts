"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { cancelProof, proveDraft } from "../../../../../../lib/quizzes/authoring/prove.ts";
import { publishDraft } from "../../../../../../lib/quizzes/authoring/publish-draft.ts";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";

const addressSchema = z.object({ courseSlug: z.string(), quizSlug: z.string() });

/** What came of it stands in the address, so that it works without a script. */
const show = ({ courseSlug, quizSlug }: z.infer<typeof addressSchema>, result: string): never =>
  redirect(`/courses/${courseSlug}/quizzes/${quizSlug}/publish${result ? `?result=${result}` : ""}`);

export async function prove(form: FormData): Promise<void> {
  const actor = await requireActor();
  const address = addressSchema.parse(Object.fromEntries(form));
  await orNotFound(proveDraft(actor, address));
  show(address, "");
}

export async function cancel(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { proofId, ...address } = addressSchema.extend({ proofId: z.uuid() }).parse(Object.fromEntries(form));
  await orNotFound(cancelProof(actor, address, proofId));
  show(address, "cancelled");
}

export async function publish(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema.extend({ contentHash: z.string().max(100) }).parse(Object.fromEntries(form));
  const published = await orNotFound(publishDraft(actor, asked));
  show(asked, published.ok ? "published" : published.reason);
}
