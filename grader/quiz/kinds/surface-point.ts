import { answerSchemas } from "../answer.ts";
import { evaluate } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { FieldOf } from "../field.ts";
import { isMatrix, kindOf, type Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";

/** Points [w1, w2] any of which is right. @throws ExpressionError */
export function rightPoints({ answer }: FieldOf<"surface-point">, values: Values): [number, number][] {
  const value = evaluate(answer, values);
  if (isMatrix(value) && value[0]!.length === 2) return value as [number, number][];
  throw new ExpressionError(answer, `is ${kindOf(value)}, not a list of points [w1, w2]`);
}

/** Distance as a share of the diagonal of the drawn window, in which both axes are equally long. */
export function distance(
  { w1, w2 }: FieldOf<"surface-point">,
  a: readonly [number, number],
  b: readonly [number, number],
): number {
  return Math.hypot((a[0] - b[0]) / (w1[1] - w1[0]), (a[1] - b[1]) / (w2[1] - w2[0])) / Math.SQRT2;
}

/** A point clicked on an error surface: near one of the right ones, or not. */
export function judgeSurfacePoint(field: FieldOf<"surface-point">, answer: unknown, { values }: Variant): Judgement {
  const read = answerSchemas["surface-point"].safeParse(answer);
  if (!read.success) return answer === "" ? empty : malformed;
  const point: [number, number] = [read.data.w1, read.data.w2];
  return byCredit(rightPoints(field, values).some((right) => distance(field, point, right) <= field.radius) ? 1 : 0);
}
