import { monteCarloBound, tolerance } from "../../../grader/compare/bound.ts";
import { joined, type NetworkKind, placesOf } from "../../../grader/diagnose/network/case.ts";
import { forward } from "../../../grader/oracle/forward.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten } from "../../../grader/oracle/parameters.ts";
import type { How } from "../../../grader/oracle/rounding.ts";
import { sensitivities } from "../../../grader/oracle/sensitivities.ts";
import { seededRandom } from "../../../grader/random.ts";
import { drawNetwork, type NetworkSpec, type PosedNetwork } from "../../fixtures/networks.ts";
import type { StudentProgram } from "../../fixtures/student-program.ts";

/** The families of the design: square, rectangular, one example, rectifiers, softmax, saturated, small. */
export const standardFamilies: readonly NetworkSpec[] = [
  { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5, seed: "square" },
  { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5, seed: "square again" },
  { sizes: [3, 4, 5, 2], activations: ["tanh", "logistic", "logistic"], examples: 7 },
  { sizes: [3, 3, 3, 3], activations: ["tanh", "logistic", "linear"], examples: 5 },
  { sizes: [3, 3, 3], activations: ["logistic", "tanh"], examples: 1 },
  { sizes: [3, 4, 3, 3], activations: ["relu", "leaky-relu", "linear"], examples: 5, seed: "rectifiers" },
  { sizes: [3, 4, 3], activations: ["leaky-relu", "logistic"], examples: 4, seed: "leaky" },
  { sizes: [3, 4, 3, 2], activations: ["elu", "softplus", "logistic"], examples: 4 },
  { sizes: [3, 3, 3], activations: ["softmax", "logistic"], examples: 4 },
  { sizes: [3, 3, 3], activations: ["tanh", "softmax"], examples: 5 },
  { sizes: [3, 3, 3], activations: ["tanh", "softmax"], examples: 4, seed: "other" },
  { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5, scale: 0.05, seed: "small" },
  { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5, scale: 4, seed: "saturated" },
  { sizes: [2, 2, 1], activations: ["logistic", "logistic"], examples: 4 },
  { sizes: [2, 3, 1], activations: ["tanh", "linear"], examples: 1 },
];

export interface Posed {
  case: PosedNetwork & { x?: number[]; d?: number[] };
  right: Float64Array;
  bound: Float64Array;
  exact: Float64Array;
}

export function oracleAnswer(kind: NetworkKind, { net, X, D }: PosedNetwork, how: How = {}): Float64Array {
  switch (kind) {
    case "forward": {
      const { u, y } = forward(net, X[0]!, how);
      return joined(u, y);
    }
    case "loss":
      return Float64Array.of(loss(net, X, D, how));
    case "sensitivities":
      return joined(sensitivities(net, X[0]!, D[0]!, how));
    case "gradient":
      return flatten(gradient(net, X, D, how));
    case "hessian":
      return Float64Array.from(hessian(net, X, D, how).flat());
  }
}

/** Cases with right answers and bounds, tensor by tensor. */
export function pose(kind: NetworkKind, families: readonly NetworkSpec[]): Posed[] {
  return families.map((family) => {
    const posed = drawNetwork(family);
    const right = oracleAnswer(kind, posed);
    const bounds = ([24, 50] as const).map((bits) => {
      const spread = monteCarloBound((round) => oracleAnswer(kind, posed, { round }), {
        bits,
        random: seededRandom("bound", kind, ...family.sizes),
      });
      const bound = new Float64Array(right.length);
      for (const { start, rows, columns } of placesOf(kind, posed.net)) {
        const end = start + rows * columns;
        bound.set(tolerance(spread.subarray(start, end), right.subarray(start, end), bits), start);
      }
      return bound;
    });
    const one = kind === "forward" || kind === "sensitivities";
    return {
      case: one ? { ...posed, x: posed.X[0]!, d: posed.D[0]! } : posed,
      right,
      bound: bounds[0]!,
      exact: bounds[1]!,
    };
  });
}

/** What a program answers, in the contract's order; null when it throws or returns another shape. */
export function answerOf(kind: NetworkKind, program: StudentProgram, { net, X, D }: PosedNetwork): Float64Array | null {
  let values: Float64Array;
  try {
    switch (kind) {
      case "forward": {
        const { u, y } = program.forward(net, X[0]!);
        values = joined(u, y);
        break;
      }
      case "loss":
        values = Float64Array.of(program.loss(net, X, D));
        break;
      case "sensitivities":
        values = joined(program.sensitivities(net, X[0]!, D[0]!));
        break;
      default: {
        const g = program.gradient(net, X, D);
        const fits = net.every(
          ({ W, b }, m) =>
            g[m]!.b.length === b.length &&
            g[m]!.W.length === W.length &&
            g[m]!.W.every((r, i) => r.length === W[i]!.length),
        );
        if (!fits) return null;
        values = flatten(g);
      }
    }
  } catch {
    return null;
  }
  return values;
}
