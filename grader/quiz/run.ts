import { ValueProblem } from "./arithmetic.ts";
import { ExpressionError } from "./expression-error.ts";
import { entriesOf, kindOf, mostEntries, type Value, type Values } from "./values.ts";

/** What evaluations may still cost, in steps of about one multiplication; no clock, so that every machine ends at the same place. */
export interface Purse {
  left: number;
}

/** One evaluation. */
export interface Run {
  readonly values: Values;
  readonly text: string;
  readonly purse: Purse;
  /** lengths that `end` stands for, innermost index last */
  ends: number[];
}

export type Code = (run: Run) => Value;

export function spend(run: Run, steps: number): void {
  run.purse.left -= steps;
  if (run.purse.left < 0) throw new ExpressionError(run.text, "takes too much computing");
}

/** What was made has its price, so that lists of lists of lists end soon. */
export function weighed(run: Run, value: Value): Value {
  if (typeof value !== "object") return value;
  const entries = entriesOf(value, mostEntries + 1);
  if (entries > mostEntries) throw new ExpressionError(run.text, `makes more than ${mostEntries} numbers`);
  spend(run, entries);
  return value;
}

/** A condition's value. */
export function truth(run: Run, value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new ExpressionError(run.text, `a condition is ${kindOf(value)}, not true or false`);
}

/** Problems with values come without the text they are in. */
export function inWords<T>(run: Run, work: () => T, name?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new ExpressionError(run.text, name ? `${name}: ${error.message}` : error.message);
  }
}
