"use server";
import { redirect } from "next/navigation";
import { createQuiz } from "../../../../../lib/quizzes/authoring/create.ts";
import { requireActor } from "../../../../_session/actor.ts";
import { orNotFound } from "../../../../_session/answer.ts";

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Makes a quiz and goes to its editor; what is wrong comes back beside what was typed. */
export async function create(form: FormData): Promise<void> {
  const actor = await requireActor();
  const course = text(form, "course");
  const typed = ["slug", "titlePt", "titleEn", "opens", "due"] as const;
  const asked = {
    slug: text(form, "slug").trim(),
    title: { en: text(form, "titleEn").trim(), "pt-BR": text(form, "titlePt").trim() },
    opens: text(form, "opens"),
    due: text(form, "due"),
  };
  const created = await orNotFound(createQuiz(actor, course, asked));
  if (created.ok) redirect(`/courses/${course}/quizzes/${created.slug}/edit`);
  const query = new URLSearchParams(typed.map((name) => [name, text(form, name).slice(0, 200)]));
  query.set("wrong", created.field);
  redirect(`/courses/${course}/quizzes/new?${query}`);
}
