"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { startAttempt } from "../../../../../lib/quizzes/taking/start.ts";
import { requireActor } from "../../../../_session/actor.ts";
import { orNotFound } from "../../../../_session/answer.ts";

const schema = z.object({ courseSlug: z.string(), quizSlug: z.string(), idempotencyKey: z.string().min(8).max(200) });

/** Begins an attempt and goes there; a second click goes to the same one. A refusal is named in the address, so that it needs no script. */
export async function start(form: FormData): Promise<void> {
  const actor = await requireActor();
  const request = schema.parse(Object.fromEntries(form));
  const started = await orNotFound(startAttempt(actor, request));
  redirect(
    started.ok
      ? `/attempts/${started.attemptId}`
      : `/courses/${request.courseSlug}/quizzes/${request.quizSlug}?refused=${started.reason}`,
  );
}
