import { ExpressionError } from "./expression-error.ts";
import { type Code, type Run, weighed } from "./run.ts";
import { isList, isNumber, kindOf, type Value } from "./values.ts";

/** The property of an object, its own ones only. */
export function property(run: Run, value: Value, name: string): Value {
  if (typeof value === "object" && !isList(value) && Object.hasOwn(value, name)) return value[name]!;
  throw new ExpressionError(run.text, `${kindOf(value)} has no ".${name}"`);
}

/** Indices count from 1; a range or a list of indices takes several: A[1, :] is the first row, A[:, 2] the second column. */
export function at(run: Run, value: Value, places: readonly Code[]): Value {
  const [place, ...rest] = places;
  if (!place) return value;
  if (!isList(value)) {
    if (typeof value === "object") {
      const name = place(run);
      if (typeof name === "string" && rest.length === 0) return property(run, value, name);
    }
    throw new ExpressionError(run.text, `${kindOf(value)} has no places`);
  }
  run.ends.push(value.length);
  const where = place(run);
  run.ends.pop();
  const one = (k: Value): Value => {
    if (isNumber(k) && Number.isInteger(k) && k >= 1 && k <= value.length) return at(run, value[k - 1]!, rest);
    const asked = isNumber(k) ? `place ${k}` : kindOf(k);
    throw new ExpressionError(run.text, `${asked} is asked of ${kindOf(value)}; places count from 1`);
  };
  if (!isList(where)) return one(where);
  return weighed(run, where.map(one));
}
