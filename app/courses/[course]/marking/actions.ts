"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Localised } from "../../../../grader/report.ts";
import { comment, removeComment } from "../../../../lib/quizzes/marking/comment.ts";
import { mark } from "../../../../lib/quizzes/marking/mark.ts";
import { retryPrograms } from "../../../../lib/quizzes/marking/retry-programs.ts";
import { requireActor } from "../../../_session/actor.ts";
import { orNotFound } from "../../../_session/answer.ts";

const markSchema = z.object({
  attemptId: z.uuid(),
  key: z.string().max(200),
  fieldId: z.string().max(60),
  credit: z.number().min(0).max(1).nullable(),
  comment: z.string().max(5000),
});

/** Marks one field; the answer's page shows it at once, and so does the queue. */
export async function markField(
  asked: z.infer<typeof markSchema>,
): Promise<{ ok: true } | { ok: false; message: Localised }> {
  const actor = await requireActor();
  const marked = await orNotFound(mark(actor, markSchema.parse(asked)));
  revalidatePath("/courses/[course]/marking", "layout");
  return marked.ok ? { ok: true } : { ok: false, message: marked.message };
}

const commentSchema = z.object({
  attemptId: z.uuid(),
  key: z.string().max(200),
  body: z.string().trim().min(1).max(5000),
});

export async function addComment(form: FormData): Promise<void> {
  const actor = await requireActor();
  await orNotFound(comment(actor, commentSchema.parse(Object.fromEntries(form))));
  revalidatePath("/courses/[course]/marking", "layout");
}

export async function takeBack(form: FormData): Promise<void> {
  const actor = await requireActor();
  await orNotFound(removeComment(actor, z.uuid().parse(form.get("id"))));
  revalidatePath("/courses/[course]/marking", "layout");
}

/** Lets programs be graded after all whose grading was given up by our fault. */
export async function gradeAgain(form: FormData): Promise<void> {
  const actor = await requireActor();
  await orNotFound(retryPrograms(actor, z.uuid().parse(form.get("attemptId"))));
  revalidatePath("/courses/[course]/marking", "layout");
}
