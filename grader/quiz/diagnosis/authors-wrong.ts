import type { Localised } from "../../report.ts";
import type { Answers } from "../answer.ts";
import { evaluate } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Field } from "../field.ts";
import type { Item } from "../item.ts";
import { isNumber, type Value, type Values } from "../values.ts";
import type { Prediction } from "./recognise-typed.ts";

type Json = Answers[string];

/** A wrong answer that the author has written down for a field, and why people give it. */
export interface KnownWrong {
  /** the diagnosis that the author names, otherwise one of the question's own */
  code: string;
  /** whether it is a mistake of the catalogue, which then finds its own numbers */
  catalogued: boolean;
  why: Localised;
  written: Json;
}

export function knownWrongs(item: Item, field: Field): KnownWrong[] {
  return item.wrong.flatMap(({ code, why, answers }, k) => {
    const written = answers[field.id];
    if (written === undefined) return [];
    return [{ code: code ?? `known-wrong-${k + 1}`, catalogued: code !== undefined, why, written }];
  });
}

/** An author's number, list or rows, whole or entry by entry an expression. @throws ExpressionError */
function workedOut(written: Json, values: Values): Value {
  if (typeof written === "string") return evaluate(written, values);
  if (Array.isArray(written)) return written.map((part) => workedOut(part, values));
  if (typeof written === "number") return written;
  throw new ExpressionError(JSON.stringify(written), "is no number");
}

/**
 * The numbers of the author's wrong answers, as causes beside those of the catalogue; what cannot be worked out here is left out.
 */
export function* authorsPredictions(wrongs: readonly KnownWrong[], values: Values): Generator<Prediction> {
  for (const { code, catalogued, written } of wrongs) {
    if (catalogued) continue;
    try {
      const value = workedOut(written, values);
      const numbers = Array.isArray(value) ? (value.flat(2) as Value[]) : [value];
      if (numbers.every(isNumber)) yield { code, values: numbers, expected: true };
    } catch (error) {
      // the self-test has told the author; a student's result does not hang on it
      if (!(error instanceof ExpressionError)) throw error;
    }
  }
}
