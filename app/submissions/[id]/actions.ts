"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
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
