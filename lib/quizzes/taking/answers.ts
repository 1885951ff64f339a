import { type Answers, answerSchemas, answersSchema } from "../../../grader/quiz/answer.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import type { Refusal } from "../refusals.ts";

/** Bytes, as JSON, that the answers of one question may have: the largest code field and a long essay fit. */
export const maxAnswerBytes = 300_000;

export type ReadAnswers = { ok: true; answers: Answers; text: string } | { ok: false; reason: Refusal; field?: string };

/**
 * Answers as they came from a browser: fields of this question only, each of its kind and size. What people type is kept as it
 * is, readable or not; only what the database cannot hold (the character U+0000) is left out.
 */
export function readAnswers(item: Item, json: unknown): ReadAnswers {
  const parsed = answersSchema.safeParse(json);
  if (!parsed.success) return { ok: false, reason: "not-an-answer" };
  const answers: Answers = {};
  for (const field of item.fields) {
    const given = parsed.data[field.id];
    if (given === undefined || given === null) continue;
    const read = answerSchemas[field.kind].safeParse(given);
    if (!read.success) {
      const large = read.error.issues.some((issue) => issue.code === "too_big");
      return { ok: false, reason: large ? "too-large" : "not-an-answer", field: field.id };
    }
    answers[field.id] = read.data as Answers[string];
  }
  if (Object.keys(parsed.data).some((id) => !item.fields.some((field) => field.id === id)))
    return { ok: false, reason: "not-an-answer" };
  // also lone halves of surrogate pairs, which JSON may carry and PostgreSQL refuses
  const text = JSON.stringify(answers, (_, value) =>
    typeof value === "string" ? value.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\uFFFD") : value,
  );
  if (Buffer.byteLength(text) > maxAnswerBytes) return { ok: false, reason: "too-large" };
  return { ok: true, answers: JSON.parse(text) as Answers, text };
}

/** Whether nothing was entered: an answer that was typed and deleted again is none. */
function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isBlank);
  if (typeof value === "object") return Object.values(value).every(isBlank);
  return false;
}

/** Ids of the fields in which nothing was entered. */
export function emptyFields(item: Item, answers: Answers): string[] {
  return item.fields
    .filter((field) => {
      const answer = answers[field.id];
      return isBlank(answer) || (field.kind === "code" && answer === field.starter);
    })
    .map(({ id }) => id);
}
