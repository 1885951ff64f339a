import type { Matrix, Network } from "../contract.ts";
import { gradient } from "./gradient.ts";
import { loss } from "./loss.ts";
import { flatten, unflattenNetwork } from "./parameters.ts";

/** A function to minimise, with its gradient. */
export interface DifferentiableFunction {
  dimension: number;
  f(w: Float64Array): number;
  grad(w: Float64Array): Float64Array;
}

/** sum_i 100 (w_{i+1} - w_i^2)^2 + (1 - w_i)^2: a curved valley, minimum 0 at (1, ..., 1) (Rosenbrock 1960, chained). */
export function rosenbrock(dimension: number): DifferentiableFunction {
  return {
    dimension,
    f: (w) => {
      let sum = 0;
      for (let i = 0; i + 1 < dimension; i++) sum += 100 * (w[i + 1]! - w[i]! ** 2) ** 2 + (1 - w[i]!) ** 2;
      return sum;
    },
    grad: (w) => {
      const g = new Float64Array(dimension);
      for (let i = 0; i + 1 < dimension; i++) {
        const valley = w[i + 1]! - w[i]! ** 2;
        g[i]! += -400 * w[i]! * valley - 2 * (1 - w[i]!);
        g[i + 1]! += 200 * valley;
      }
      return g;
    },
  };
}

/** 1/2 (w - c)^T A (w - c) for a symmetric positive definite A, by rows. */
export function quadratic(A: Float64Array, c: Float64Array): DifferentiableFunction {
  const dimension = c.length;
  const grad = (w: Float64Array) => {
    const g = new Float64Array(dimension);
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j < dimension; j++) g[i]! += A[i * dimension + j]! * (w[j]! - c[j]!);
    }
    return g;
  };
  return { dimension, f: (w) => grad(w).reduce((sum, gi, i) => sum + (gi * (w[i]! - c[i]!)) / 2, 0), grad };
}

/** J of a network as a function of its parameters, in the contract's order. */
export function networkObjective(net: Network, X: Matrix, D: Matrix): DifferentiableFunction {
  return {
    dimension: flatten(net).length,
    f: (w) => loss(unflattenNetwork(w, net), X, D),
    grad: (w) => flatten(gradient(unflattenNetwork(w, net), X, D)),
  };
}
