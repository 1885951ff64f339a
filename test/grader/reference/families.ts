import type { Activation, Matrix, Network } from "../../../grader/contract.ts";
import { seededRandom } from "../../../grader/random.ts";

export interface Case {
  name: string;
  net: Network;
  X: Matrix;
  D: Matrix;
}

interface Family {
  sizes: number[];
  activations: Activation[];
  examples: number;
  /** factor on every parameter */
  scale?: number;
}

const families: Record<string, Family> = {
  "rectangular 3-4-5-2, tanh": { sizes: [3, 4, 5, 2], activations: ["tanh", "tanh", "linear"], examples: 7 },
  "square 3-3-3-3, tanh and logistic": { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5 },
  "small weights": { sizes: [3, 4, 3], activations: ["tanh", "logistic"], examples: 6, scale: 0.05 },
  "saturated weights": { sizes: [3, 4, 3], activations: ["tanh", "logistic"], examples: 6, scale: 12 },
  relu: { sizes: [3, 5, 4, 2], activations: ["relu", "relu", "linear"], examples: 8 },
  "leaky-relu and elu": { sizes: [3, 5, 4, 2], activations: ["leaky-relu", "elu", "linear"], examples: 8 },
  "elu and softplus, small weights": {
    sizes: [3, 4, 4, 2],
    activations: ["elu", "softplus", "elu"],
    examples: 6,
    scale: 0.05,
  },
  "softplus output": { sizes: [2, 4, 2], activations: ["softplus", "softplus"], examples: 5 },
  "hidden softmax": { sizes: [3, 4, 3, 2], activations: ["softmax", "tanh", "linear"], examples: 6 },
  "softmax output": { sizes: [3, 4, 3], activations: ["tanh", "softmax"], examples: 6 },
  "softmax in every layer": { sizes: [3, 4, 3], activations: ["softmax", "softmax"], examples: 6 },
  "softmax output, saturated": { sizes: [3, 4, 3], activations: ["tanh", "softmax"], examples: 6, scale: 12 },
  "one example": { sizes: [2, 3, 2], activations: ["logistic", "tanh"], examples: 1 },
  "one layer, one node": { sizes: [1, 1], activations: ["logistic"], examples: 3 },
};

/** All numbers on the float32 grid, so that rounding the inputs is no difference; the rows of D sum to 1 for a softmax output. */
export const cases: Case[] = Object.entries(families).map(([name, { sizes, activations, examples, scale = 1 }]) => {
  const random = seededRandom("reference agreement", name);
  const drawn = (count: number) => Array.from({ length: count }, () => Math.fround(random.normal() * scale));
  const net = activations.map((f, m) => ({
    W: Array.from({ length: sizes[m + 1]! }, () => drawn(sizes[m]!)),
    b: drawn(sizes[m + 1]!),
    f,
  }));
  const outputs = sizes.at(-1)!;
  const X = Array.from({ length: examples }, () => Array.from({ length: sizes[0]! }, () => random.normal()));
  const D = X.map(() => {
    const chosen = random.below(outputs);
    if (activations.at(-1) === "softmax") return Array.from({ length: outputs }, (_, j) => (j === chosen ? 1 : 0));
    return Array.from({ length: outputs }, () => random.normal());
  });
  return { name, net, X, D };
});
