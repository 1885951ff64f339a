"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { grantHeldBack } from "../../../lib/submissions/grant.ts";
import { rejudge } from "../../../lib/submissions/rejudge.ts";
import { requireActor } from "../../_session/actor.ts";
import { orNotFound } from "../../_session/answer.ts";

const schema = z.object({ submissionId: z.uuid() });

/** Whether it was this click or an earlier one, the page then shows the grading that is under way. */
export async function askForRejudge(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { submissionId } = schema.parse(Object.fromEntries(form));
  await orNotFound(rejudge(actor, submissionId));
  redirect(`/submissions/${submissionId}`);
}

const grantSchema = schema.extend({
  check: z.string().min(1).max(200),
  points: z.coerce.number().nonnegative(),
  reason: z.string().trim().min(1).max(1000),
});

/** What a person decides about points that a check kept back; where somebody was faster the page shows what they decided. */
export async function grant(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { submissionId, ...decision } = grantSchema.parse(Object.fromEntries(form));
  await orNotFound(grantHeldBack(actor, submissionId, decision));
  // no fragment: with one the browser would stay on the page as it was before the decision
  redirect(`/submissions/${submissionId}`);
}
