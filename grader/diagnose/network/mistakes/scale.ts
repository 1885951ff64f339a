import { lossOf } from "../../../oracle/loss.ts";
import type { NetworkCase, NetworkKind } from "../case.ts";

/** Mistakes that multiply the whole answer by one number. */
export interface ScaleMistake {
  code: string;
  kinds: readonly NetworkKind[];
  /** R = ||student|| / ||right||; null where the mistake cannot be made */
  ratio(facts: ScaleFacts): number | null;
}

export interface ScaleFacts {
  /** N */
  examples: number;
  /** N_M */
  outputs: number;
  /** the 2, N_M and the root belong to the squared error: what else such a program does to the cross-entropy is unknown */
  crossEntropy: boolean;
  J: number;
}

export function factsOf(kind: NetworkKind, c: NetworkCase, J: number): ScaleFacts {
  return {
    examples: c.X.length,
    outputs: c.net.at(-1)!.b.length,
    // sensitivities are of squares whatever the output is
    crossEntropy: kind !== "sensitivities" && lossOf(c.net) === "cross-entropy",
    J,
  };
}

const differentiated = ["gradient", "hessian"] as const;
const wholeBatch = ["loss", "gradient", "hessian"] as const;
const squares = (value: (f: ScaleFacts) => number | null) => (f: ScaleFacts) => (f.crossEntropy ? null : value(f));

export const scaleMistakes: readonly ScaleMistake[] = [
  { code: "missing-factor-2", kinds: [...differentiated, "sensitivities"], ratio: squares(() => 1 / 2) },
  { code: "missing-mean-over-examples", kinds: wholeBatch, ratio: (f) => f.examples },
  { code: "missing-mean-over-outputs", kinds: wholeBatch, ratio: squares((f) => f.outputs) },
  { code: "missing-mean", kinds: wholeBatch, ratio: squares((f) => f.examples * f.outputs) },
  { code: "half-squared-error", kinds: wholeBatch, ratio: squares((f) => (f.examples * f.outputs) / 2) },
  { code: "half-squared-error", kinds: wholeBatch, ratio: squares((f) => (f.outputs > 1 ? f.outputs / 2 : null)) },
  {
    code: "half-squared-error",
    kinds: wholeBatch,
    ratio: squares((f) => (f.examples > 1 && f.outputs > 1 ? f.examples / 2 : null)),
  },
  { code: "half-squared-error", kinds: ["loss"], ratio: squares(() => 1 / 2) },
  { code: "sign-flipped", kinds: [...wholeBatch, "sensitivities"], ratio: () => -1 },
  { code: "mean-over-examples-twice", kinds: wholeBatch, ratio: (f) => 1 / f.examples },
  { code: "n-minus-one", kinds: wholeBatch, ratio: (f) => (f.examples > 1 ? f.examples / (f.examples - 1) : null) },
  {
    code: "n-minus-one",
    kinds: wholeBatch,
    ratio: squares((f) => (f.examples * f.outputs > 1 ? (f.examples * f.outputs) / (f.examples * f.outputs - 1) : 0)),
  },
  { code: "extra-mean-over-outputs", kinds: [...wholeBatch, "sensitivities"], ratio: (f) => 1 / f.outputs },
  { code: "rmse-differentiated", kinds: ["gradient"], ratio: squares((f) => 1 / (2 * Math.sqrt(f.J))) },
  { code: "rmse-differentiated", kinds: ["loss"], ratio: squares((f) => 1 / Math.sqrt(f.J)) },
];
