"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type QuestionRule, questionRules } from "../../../../../../lib/quizzes/regrading/plan.ts";
import {
  applyRegrade,
  cancelRegrade,
  previewRegrade,
  type RegradeAsked,
} from "../../../../../../lib/quizzes/regrading/request.ts";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";

const addressSchema = z.object({ courseSlug: z.string(), quizSlug: z.string() });
const settleSchema = addressSchema.extend({ id: z.uuid() });

function show({ courseSlug, quizSlug }: z.infer<typeof addressSchema>, asked: RegradeAsked, done: string): never {
  const result = asked.ok ? done : asked.reason;
  redirect(`/courses/${courseSlug}/quizzes/${quizSlug}/regrade${result ? `?result=${result}` : ""}`);
}

/** Rules come as one field for each question, `rule:<id>`; an empty one leaves the question as it is. */
function rulesOf(form: FormData): Record<string, QuestionRule> {
  const rules: Record<string, QuestionRule> = {};
  for (const [name, value] of form) {
    const rule = questionRules.find((each) => each === value);
    if (name.startsWith("rule:") && rule) rules[name.slice("rule:".length)] = rule;
  }
  return rules;
}

export async function look(form: FormData): Promise<void> {
  const actor = await requireActor();
  const address = addressSchema.parse(Object.fromEntries(form));
  const rules = { questions: rulesOf(form), neverLower: form.get("neverLower") === "on" };
  show(address, await orNotFound(previewRegrade(actor, { ...address, rules })), "");
}

export async function apply(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = settleSchema.parse(Object.fromEntries(form));
  show(asked, await orNotFound(applyRegrade(actor, asked)), "");
}

export async function cancel(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = settleSchema.parse(Object.fromEntries(form));
  show(asked, await orNotFound(cancelRegrade(actor, asked)), "cancelled");
}
