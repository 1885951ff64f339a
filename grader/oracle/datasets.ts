import type { Activation, Matrix, Vector } from "../contract.ts";
import type { Random } from "../random.ts";

/** Data sets that a project may name; `random` draws examples that fit the network's output. */
export type Dataset = "random" | "xor" | "and" | "or" | "nand" | "two-moons" | "sine";

export interface Examples {
  X: Matrix;
  D: Matrix;
}

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

const gates: Record<"xor" | "and" | "or" | "nand", (a: number, b: number) => number> = {
  xor: (a, b) => a ^ b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  nand: (a, b) => 1 - (a & b),
};

const vector = (length: number, draw: () => number): Vector => Array.from({ length }, () => Math.fround(draw()));

/** logic level of one class as the output layer can say it: one node holds the level, more nodes hold it one-hot */
function label(level: number, outputs: number): Vector {
  return outputs === 1 ? [level] : Array.from({ length: outputs }, (_, j) => (j === level ? 1 : 0));
}

/** a target in the range of the output function, so that the error is not only its offset */
function target(f: Activation, outputs: number, targets: "auto" | "distribution", random: Random): Vector {
  switch (f) {
    case "softmax": {
      if (targets === "auto") return label(random.below(outputs), outputs);
      // shares of 1024 are exact in single precision and sum to exactly 1
      const cuts = Array.from({ length: outputs - 1 }, () => 0);
      const free = 1024 - outputs;
      const bars = cuts.map(() => random.below(free + 1)).sort((a, b) => a - b);
      return Array.from({ length: outputs }, (_, j) => ((bars[j] ?? free) - (bars[j - 1] ?? 0) + 1) / 1024);
    }
    case "logistic":
      return vector(outputs, () => random.uniform());
    case "tanh":
      return vector(outputs, () => random.symmetric());
    case "relu":
    case "softplus":
      return vector(outputs, () => Math.abs(random.normal()));
    default:
      return vector(outputs, () => random.normal());
  }
}

/**
 * N examples with N_0 inputs and N_M outputs, on the float32 grid.
 * A logic gate has its four examples, repeated in order when `count` is larger.
 */
export function drawExamples(
  dataset: Dataset,
  count: number,
  inputs: number,
  outputs: number,
  outputFunction: Activation,
  targets: "auto" | "distribution",
  random: Random,
): Examples {
  switch (dataset) {
    case "random": {
      const X = Array.from({ length: count }, () => vector(inputs, () => random.normal()));
      return { X, D: X.map(() => target(outputFunction, outputs, targets, random)) };
    }
    case "two-moons": {
      const examples = Array.from({ length: count }, (_, n) => {
        const level = n % 2;
        const angle = Math.PI * random.uniform();
        const x = level === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
        return { x: x.map((xi) => Math.fround(xi + 0.1 * random.normal())), d: label(level, outputs) };
      });
      return { X: examples.map(({ x }) => x), D: examples.map(({ d }) => d) };
    }
    case "sine": {
      const X = Array.from({ length: count }, () => vector(1, () => Math.PI * random.symmetric()));
      return { X, D: X.map((x) => [Math.fround(Math.sin(x[0]!))]) };
    }
    default: {
      const rows = Array.from({ length: Math.max(4, count) }, (_, n) => corners[n % 4]!);
      return { X: rows.map((row) => [...row]), D: rows.map(([a, b]) => label(gates[dataset](a, b), outputs)) };
    }
  }
}
