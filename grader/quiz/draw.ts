import type { Activation, Network } from "../contract.ts";
import { activationSchema } from "../project.ts";
import type { Random } from "../random.ts";
import { evaluate } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Parameter } from "./item.ts";
import type { Purse } from "./run.ts";
import { type Value, type Values, valueSchema } from "./values.ts";

/** A parameter that cannot be drawn, in words for its author. */
export class DrawError extends Error {
  override name = "DrawError";
}

interface Span {
  from: number;
  to: number;
  step: number;
  nonZero: boolean;
}

/** Of multiples of `step` in [from, to]: the first and the last factor. */
export function factorsOf({ from, to, step }: Omit<Span, "nonZero">): [first: number, last: number] {
  // 0.3 / 0.1 is a little less than 3
  return [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
}

/** A multiple of `step`, written as a decimal number as short as the step's own. */
function multiple(span: Span, random: Random): number {
  const [first, last] = factorsOf(span);
  const zero = span.nonZero && first <= 0 && last >= 0;
  const count = last - first + (zero ? 0 : 1);
  if (count < 1) throw new DrawError(`no multiple of ${span.step} between ${span.from} and ${span.to} can be drawn`);
  let factor = first + random.below(count);
  if (zero && factor >= 0) factor += 1;
  // 3 * 0.1 is 0.30000000000000004
  return Number((factor * span.step).toPrecision(12)) + 0;
}

const times = <T>(length: number, draw: () => T): T[] => Array.from({ length }, draw);

function network(
  { layers, activations, ...span }: Extract<Parameter, { network: unknown }>["network"],
  values: Values,
  random: Random,
): Network {
  if (activations.length !== layers.length - 1) {
    throw new DrawError(`${layers.length - 1} layers need as many activation functions, not ${activations.length}`);
  }
  return activations.map((written, m) => {
    const f = activationSchema.safeParse(activationSchema.safeParse(written).success ? written : values[written]);
    if (!f.success)
      throw new DrawError(`"${written}" is neither an activation function nor a parameter that holds one`);
    const draw = () => multiple(span, random);
    const [inputs, nodes] = [layers[m]!, layers[m + 1]!];
    return { W: times(nodes, () => times(inputs, draw)), b: times(nodes, draw), f: f.data as Activation };
  });
}

/** JSON as a value, in words where it is none. */
function plain(json: unknown): Value {
  const read = valueSchema.safeParse(json);
  if (!read.success) throw new DrawError(read.error.issues.map((issue) => issue.message).join("; "));
  return read.data;
}

/**
 * Draws one parameter from a stream of its own; `values` are those before it.
 * @throws DrawError or ExpressionError, in words for the author
 */
export function drawParameter(parameter: Parameter, values: Values, random: Random, purse: Purse): Value {
  if (typeof parameter === "string") return evaluate(parameter, values, purse);
  if ("number" in parameter) return multiple(parameter.number, random);
  if ("integer" in parameter) return multiple({ ...parameter.integer, step: 1, nonZero: false }, random);
  if ("choice" in parameter) return plain(parameter.choice[random.below(parameter.choice.length)]);
  if ("shuffle" in parameter) {
    return plain(random.permutation(parameter.shuffle.length).map((k) => parameter.shuffle[k]!));
  }
  if ("vector" in parameter) {
    const { length, ...span } = parameter.vector;
    return times(length, () => multiple(span, random));
  }
  if ("matrix" in parameter) {
    const { rows, columns, ...span } = parameter.matrix;
    return times(rows, () => times(columns, () => multiple(span, random)));
  }
  return network(parameter.network, values, random).map((layer) => ({ ...layer }));
}

export const isAuthorsMistake = (error: unknown): error is Error =>
  error instanceof DrawError || error instanceof ExpressionError;
