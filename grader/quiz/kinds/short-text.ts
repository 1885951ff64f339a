import type { Localised } from "../../report.ts";
import { answerSchemas } from "../answer.ts";
import type { FieldOf } from "../field.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";

const spaced = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ");

/** Without case, accents and runs of spaces; typographic quotes and dashes as plain ones. */
const loose = (text: string): string =>
  spaced(text)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .toLowerCase();

/** Whether a typed text is an accepted one, in either language. */
export function saysTheSame(typed: string, accepted: Localised, exact: boolean): boolean {
  const form = exact ? spaced : loose;
  return form(accepted.en) === form(typed) || form(accepted["pt-BR"]) === form(typed);
}

export function judgeShortText(field: FieldOf<"short-text">, answer: unknown): Judgement {
  const read = answerSchemas["short-text"].safeParse(answer);
  if (!read.success) return malformed;
  if (read.data.trim() === "") return empty;
  const found = field.accept.find(({ text }) => saysTheSame(read.data, text, field.exact));
  return { ...byCredit(found?.credit ?? 0), ...(found?.feedback ? { words: [found.feedback] } : {}) };
}
