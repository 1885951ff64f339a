import type { Answers } from "../../../grader/quiz/answer.ts";
import type { Locale } from "../../../lib/actor.ts";
import { unreadableNumbers } from "../../_quiz/completeness.ts";
import type { RenderedItem } from "../../_quiz/rendered.ts";

/**
 * What was typed in a question and could not be graded, formulas included; their reader is loaded for it. Where it cannot be
 * loaded, formulas are passed over: their field has said so already.
 */
export async function unreadableIn(item: RenderedItem, answers: Answers, locale: Locale): Promise<string[]> {
  const found: string[] = [];
  for (const field of item.fields) {
    const value = answers[field.id];
    found.push(...unreadableNumbers(field, value));
    if (field.kind !== "formula" || typeof value !== "string" || value.trim() === "") continue;
    const reader = await import("../../_quiz/controls/formula-reading.ts").catch(() => null);
    if (reader && !reader.readingOf(value, field.variables, locale).ok) found.push(value);
  }
  return found;
}
