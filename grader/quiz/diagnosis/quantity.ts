import type { Matrix, Method, Network, UpdateOptions, Vector } from "../../contract.ts";
import { describeNetworkMistake } from "../../diagnose/catalogue/network.ts";
import { updateRuleMistakes } from "../../diagnose/catalogue/update-rules.ts";
import { type NetworkCase, type NetworkKind, type Place, placesOf } from "../../diagnose/network/case.ts";
import { rightAnswer, singleHypotheses } from "../../diagnose/network/hypotheses.ts";
import { updateMutants } from "../../diagnose/update-rule-mutants.ts";
import { sizesOf } from "../../oracle/parameters.ts";
import { type UpdateRule, updateRules } from "../../oracle/update-rules.ts";
import type { Localised } from "../../report.ts";
import { evaluate } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Quantity } from "../field.ts";
import { readNetwork } from "../read-network.ts";
import { isList, isMatrix, isNumber, isVector, kindOf, type Value, type Values } from "../values.ts";
import type { Prediction } from "./recognise-typed.ts";

/** A quantity that a field asks for: its right numbers, and what known mistakes make of them. */
export interface AskedQuantity {
  /** the asked entries; a rule whose `w` is read in two ways has both, the likelier first */
  right: number[][];
  predictions(way: number): Iterable<Prediction>;
  describe(code: string): Localised;
}

/** Mistakes that only programs make: nobody keeps an old accumulator, or rounds by mistake, on paper. */
const onlyInPrograms: ReadonlySet<string> = new Set([
  "rounded",
  "gradient-clipped",
  "accumulator-not-reset",
  "accumulator-overwritten",
  "stale-activations",
  "update-inside-batch",
  "sensitivity-overwritten",
  "weights-updated-before-recursion",
  "short-batch-mishandled",
]);

type NetworkQuantity = Extract<Quantity, { net: string }>;
type UpdateQuantity = Exclude<Quantity, NetworkQuantity>;

/** @throws ExpressionError in the author's words where the quantity cannot be worked out */
export function askedQuantity(quantity: Quantity, values: Values): AskedQuantity {
  return "net" in quantity ? ofNetwork(quantity, values) : ofUpdate(quantity, values);
}

function rowsOf(expression: string, columns: number, values: Values): Matrix {
  const value = evaluate(expression, values);
  if (isMatrix(value) && value[0]!.length === columns) return value;
  // a single example is one row, and is often written without the second pair of brackets
  if (isVector(value) && value.length === columns) return [value];
  throw new ExpressionError(expression, `is ${kindOf(value)} where rows of ${columns} are needed`);
}

function caseOf(quantity: NetworkQuantity, values: Values): NetworkCase {
  const read = readNetwork(evaluate(quantity.net, values));
  if (!read.ok) throw new ExpressionError(quantity.net, read.message);
  const sizes = sizesOf(read.net);
  const X = rowsOf(quantity.X, sizes[0]!, values);
  const outputs = sizes.at(-1)!;
  // forward looks at no target
  const D =
    quantity.D === undefined ? X.map(() => new Array<number>(outputs).fill(0)) : rowsOf(quantity.D, outputs, values);
  if (quantity.D === undefined && quantity.of !== "forward") {
    throw new ExpressionError(quantity.of, "needs the desired outputs D");
  }
  if (D.length !== X.length) throw new ExpressionError(quantity.X, `X has ${X.length} examples and D has ${D.length}`);
  return { net: read.net, X, D };
}

/** Indices of the asked entries among the flat values of an answer. */
function indicesOf({ of, tensor, entries }: NetworkQuantity, net: Network): number[] {
  const places = placesOf(of, net);
  const place = places.find(({ name }) => name === tensor);
  if (place === undefined) {
    throw new ExpressionError(tensor, `is no tensor of ${of}: ${places.map(({ name }) => name).join(", ")}`);
  }
  if (entries === undefined) return Array.from({ length: place.rows * place.columns }, (_, k) => place.start + k);
  return entries.map((entry) => indexOf(place, entry));
}

function indexOf({ name, start, rows, columns }: Place, entry: readonly number[]): number {
  const [i, j] = entry.length === 1 ? [1, entry[0]!] : [entry[0]!, entry[1]!];
  if (i > rows || j > columns) throw new ExpressionError(name, `has ${rows} x ${columns} entries, and no [${entry}]`);
  return start + (i - 1) * columns + (j - 1);
}

function ofNetwork(quantity: NetworkQuantity, values: Values): AskedQuantity {
  const c = caseOf(quantity, values);
  const indices = indicesOf(quantity, c.net);
  return networkQuantity(quantity.of, c, indices, 1);
}

/** Some entries of an answer of this kind, times a factor that the question leaves out or puts in. */
export function networkQuantity(
  kind: NetworkKind,
  c: NetworkCase,
  indices: readonly number[],
  factor: number,
): AskedQuantity {
  const asked = (flat: Float64Array) => indices.map((k) => factor * (flat[k] ?? Number.NaN));
  return {
    right: [asked(rightAnswer(kind, c))],
    *predictions() {
      for (const hypothesis of singleHypotheses(kind)) {
        // a fitted number has all the freedom that a few typed digits leave
        if ("fit" in hypothesis || onlyInPrograms.has(hypothesis.code)) continue;
        const flat = hypothesis.predict(c);
        const { code, second } = hypothesis;
        if (flat !== null) yield { code, ...(second === undefined ? {} : { second }), values: asked(flat) };
      }
    },
    describe: (code) => describeNetworkMistake(code).message,
  };
}

function vectorOf(value: Value | undefined, expression: string): Vector {
  if (isNumber(value)) return [value];
  if (isVector(value) && value.length > 0) return value;
  throw new ExpressionError(expression, `is ${kindOf(value)}, not a vector`);
}

function optionsOf(expression: string, values: Values): UpdateOptions {
  const value = evaluate(expression, values);
  if (typeof value !== "object" || isList(value))
    throw new ExpressionError(expression, `is ${kindOf(value)}, not options`);
  const options: UpdateOptions = { alpha: 0, beta: 0, epsilon: 0, initial: 0, rho: 0, beta1: 0, beta2: 0 };
  for (const name of Object.keys(options) as (keyof UpdateOptions)[]) {
    const option = value[name];
    if (isNumber(option)) options[name] = option;
  }
  return options;
}

/** w after all steps that the gradients are of, or after the last of them only, w being where the earlier ones have led. */
function stepped(
  rule: UpdateRule,
  w: Vector,
  gradients: readonly Vector[],
  options: UpdateOptions,
  way: number,
): number[] {
  const step = rule(w.length, options);
  let at = Float64Array.from(w);
  for (const [k, g] of gradients.entries()) {
    const change = step(Float64Array.from(g));
    if (way === 0 || k === gradients.length - 1) at = at.map((wi, i) => wi + change[i]!);
  }
  return [...at];
}

function ofUpdate(quantity: UpdateQuantity, values: Values): AskedQuantity {
  const w = vectorOf(evaluate(quantity.w, values), quantity.w);
  const list = evaluate(quantity.gradients, values);
  if (!isList(list) || list.length === 0) throw new ExpressionError(quantity.gradients, "is not a list of gradients");
  const gradients = list.map((g) => vectorOf(g, quantity.gradients));
  if (gradients.some((g) => g.length !== w.length)) {
    throw new ExpressionError(quantity.gradients, `has gradients that are not of the ${w.length} parameters of w`);
  }
  const options = optionsOf(quantity.options, values);
  const method: Method = quantity.of;
  const rule = updateRules[method];
  return {
    right: [0, 1].map((way) => stepped(rule, w, gradients, options, way)),
    *predictions(way) {
      for (const mutant of updateMutants(method, rule)) {
        yield { code: mutant.code, values: stepped(mutant.rule, w, gradients, options, way) };
      }
    },
    describe: (code) => {
      const entry = updateRuleMistakes[code];
      if (entry === undefined) throw new RangeError(`no words for the mistake "${code}"`);
      return entry.message;
    },
  };
}
