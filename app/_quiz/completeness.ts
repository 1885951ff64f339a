import type { Answers } from "../../grader/quiz/answer.ts";
import { readNumber } from "../../grader/quiz/read-number.ts";
import type { RenderedField, RenderedItem } from "./rendered.ts";

export type Completeness = "empty" | "partly" | "answered";

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(texts);
  return value === undefined || value === null ? [] : [String(value)];
}

/** How many parts a field asks for, as far as each of them is to be filled in. */
function asked(field: RenderedField, value: unknown): number {
  switch (field.kind) {
    case "vector":
      return field.length;
    case "matrix":
      return field.rows !== undefined && field.columns !== undefined ? field.rows * field.columns : texts(value).length;
    case "matching":
      return field.left.length;
    case "cloze":
      return field.gaps.length;
    case "diagram":
      return field.blanks.length;
    case "ordering":
      return field.hasDistractors ? 1 : field.lines.length;
    default:
      return 1;
  }
}

/** How much of a field is filled in. */
export function fieldCompleteness(field: RenderedField, value: unknown): Completeness {
  const filled = texts(value).filter((text) => text.trim() !== "").length;
  if (filled === 0) return "empty";
  return filled < asked(field, value) ? "partly" : "answered";
}

export function itemCompleteness(item: RenderedItem, answers: Answers): Completeness {
  const states = item.fields.map((field) => fieldCompleteness(field, answers[field.id]));
  if (states.every((state) => state === "answered")) return "answered";
  return states.every((state) => state === "empty") ? "empty" : "partly";
}

/** Numbers that were typed and cannot be read as such. Formulas are read by their own, larger reader. */
export function unreadableNumbers(field: RenderedField, value: unknown): string[] {
  const numbers =
    field.kind === "numeric" || field.kind === "vector" || field.kind === "matrix" || field.kind === "diagram"
      ? texts(value)
      : field.kind === "cloze"
        ? field.gaps
            .filter(({ kind }) => kind === "numeric")
            .flatMap(({ id }) => texts((value as Record<string, unknown> | undefined)?.[id]))
        : [];
  return numbers.filter((text) => text.trim() !== "" && !readNumber(text).ok);
}
