import { type MathNode, parse } from "mathjs/number";
import { compile } from "./compile-expression.ts";
import { ExpressionError, NotFiniteError } from "./expression-error.ts";
import type { Purse } from "./run.ts";
import { allFinite, type Value, type Values } from "./values.ts";

/** Longest text, deepest nesting and most nodes of one expression: its author is not trusted with the host either. */
const longest = 2000;
const deepest = 60;
/** Steps of one evaluation where nobody counts several together; the Hessian of a 6-8-8-2 network costs a tenth of it. */
const budget = 3_000_000;

export interface Expression {
  readonly text: string;
  /** names of parameters that it reads */
  readonly names: ReadonlySet<string>;
  readonly tree: MathNode;
  /**
   * Its value, which may hold NaN or Infinity: for curves, surfaces and samples of formulas. Everything else goes through `evaluate`.
   * An ExpressionError where it has none.
   */
  run(values: Values, purse?: Purse): Value;
}

const read = new Map<string, Expression>();
const keep = 2000;

/**
 * Reads an expression: mathjs's grammar, of which only arithmetic, comparisons, lists, indices (from 1 on), properties and the
 * functions of scope.ts are taken; no assignment, no definition, no access to anything but the values handed in.
 * @throws ExpressionError with what an author can do about it
 */
export function readExpression(text: string): Expression {
  const known = read.get(text);
  if (known) return known;
  if (text.length > longest) throw new ExpressionError(text, `longer than ${longest} characters`);
  tooDeep(text);
  let tree: MathNode;
  try {
    tree = parse(text.replaceAll("\u2212", "-"));
  } catch (cause) {
    // mathjs names the place, "(char 7)"
    throw new ExpressionError(text, cause instanceof Error ? cause.message : "cannot be read", { cause });
  }
  const { names, code } = compile(tree, text);
  const expression: Expression = {
    text,
    names,
    tree,
    run: (values, purse = { left: budget }) => code({ values, purse, text, ends: [] }),
  };
  if (read.size >= keep) read.delete(read.keys().next().value!);
  read.set(text, expression);
  return expression;
}

/** mathjs's parser is recursive: brackets and signs without end would exhaust its stack. */
function tooDeep(text: string): void {
  let depth = 0;
  let run = 0;
  for (const character of text) {
    if ("([{?^".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    run = "+-\u2212~!' ".includes(character) ? run + 1 : 0;
    if (depth > deepest || run > deepest) throw new ExpressionError(text, "nested too deeply");
  }
}

/**
 * The value of an expression over parameters.
 * @throws ExpressionError where it cannot be read or evaluated; its subclass NotFiniteError where a number is NaN or infinite
 */
export function evaluate(text: string, values: Values, purse?: Purse): Value {
  const value = readExpression(text).run(values, purse);
  if (!allFinite(value)) throw new NotFiniteError(text);
  return value;
}

/** An author's number or list that may be written out or computed. */
export const writtenValue = (written: number | string, values: Values): Value =>
  typeof written === "string" ? evaluate(written, values) : written;

/** An author's truth that may be written out or computed. */
export function truthOf(written: boolean | string, values: Values, purse?: Purse): boolean {
  if (typeof written === "boolean") return written;
  const value = evaluate(written, values, purse);
  if (typeof value !== "boolean") throw new ExpressionError(written, "is neither true nor false");
  return value;
}
