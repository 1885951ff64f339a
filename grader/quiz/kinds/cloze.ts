import { answerSchemas } from "../answer.ts";
import { writtenValue } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { FieldOf } from "../field.ts";
import { readNumber } from "../read-number.ts";
import { shownGapChoices } from "../shown-order.ts";
import { isNumber, kindOf, type Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { judgeChosen } from "./choices.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";
import { saysTheSame } from "./short-text.ts";
import { within } from "./tolerance.ts";

type Gap = FieldOf<"cloze">["gaps"][string];

/** @throws ExpressionError where the author's value is no number */
export function gapNumber(gap: Extract<Gap, { kind: "numeric" }>, values: Values): number {
  const value = writtenValue(gap.answer, values);
  if (!isNumber(value)) throw new ExpressionError(String(gap.answer), `is ${kindOf(value)}, and the gap asks a number`);
  return value;
}

function judgeGap(field: FieldOf<"cloze">, id: string, typed: string, variant: Variant): Judgement {
  if (typed.trim() === "") return empty;
  const gap = field.gaps[id]!;
  switch (gap.kind) {
    case "numeric": {
      const read = readNumber(typed);
      if (!read.ok) return { state: "unreadable", credit: 0, message: read.message };
      return byCredit(within(read.value, gapNumber(gap, variant.values), gap.tolerance) ? 1 : 0);
    }
    case "short-text":
      return byCredit(gap.accept.some((text) => saysTheSame(typed, text, false)) ? 1 : 0);
    case "single-choice":
      return judgeChosen(shownGapChoices(variant, field, id), typed, variant.values);
  }
}

/** A text with gaps: each gap for itself, by its points. */
export function judgeCloze(field: FieldOf<"cloze">, answer: unknown, variant: Variant): Judgement {
  const read = answerSchemas.cloze.safeParse(answer);
  if (!read.success) return malformed;
  const gaps = Object.entries(field.gaps).map(([id, { points }]) => {
    const typed = Object.hasOwn(read.data, id) ? read.data[id]! : "";
    return { points, judged: judgeGap(field, id, typed, variant) };
  });
  if (gaps.every(({ judged }) => judged.state === "empty")) return empty;
  const total = gaps.reduce((sum, { points }) => sum + points, 0);
  const reached = gaps.reduce((sum, { points, judged }) => sum + points * judged.credit!, 0);
  const message = gaps.find(({ judged }) => judged.message)?.judged.message;
  const words = gaps.flatMap(({ judged }) => judged.words ?? []);
  const credited = byCredit(reached / total);
  return {
    ...credited,
    ...(credited.credit === 0 && message ? { state: "unreadable" as const } : {}),
    parts: gaps.map(({ judged }) => judged.state === "right"),
    ...(message ? { message } : {}),
    ...(words.length > 0 ? { words } : {}),
  };
}
