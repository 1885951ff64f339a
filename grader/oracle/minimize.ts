import { norm } from "../compare/norm.ts";
import type { DifferentiableFunction } from "./objectives.ts";

export interface Minimum {
  w: Float64Array;
  /** best value of f after each call of f, for the curve */
  curve: number[];
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, ai, i) => sum + ai * b[i]!, 0);
const along = (w: Float64Array, p: Float64Array, t: number) => w.map((wi, i) => wi + t * p[i]!);

/**
 * BFGS (Nocedal & Wright, Numerical Optimization, algorithm 6.1): inverse Hessian updated by rank two, backtracking until
 * Armijo's condition holds, pairs without positive curvature skipped. Stops at ||grad||_2 <= tolerance, when the budget of
 * calls of f and grad together would be exceeded, or when no step descends any more.
 */
export function minimize(
  { f, grad, dimension }: DifferentiableFunction,
  w0: Float64Array,
  { maxEvaluations, tolerance }: { maxEvaluations: number; tolerance: number },
): Minimum {
  let w = w0;
  let value = f(w);
  let g = grad(w);
  let calls = 2;
  const curve = [value];
  const identity = () => {
    const H = new Float64Array(dimension * dimension);
    for (let i = 0; i < dimension; i++) H[i * dimension + i] = 1;
    return H;
  };
  let H = identity();
  const times = (v: Float64Array) => v.map((_, i) => dot(H.subarray(i * dimension, (i + 1) * dimension), v));
  let first = true;
  while (norm(g) > tolerance && calls + 2 <= maxEvaluations) {
    let p = times(g).map((v) => -v);
    if (!(dot(p, g) < 0)) {
      H = identity();
      p = g.map((v) => -v);
    }
    let t = first ? Math.min(1, 1 / norm(g)) : 1;
    let next = along(w, p, t);
    let nextValue = f(next);
    calls += 1;
    while (!(nextValue <= value + 1e-4 * t * dot(p, g)) && calls + 2 <= maxEvaluations && t > 1e-18) {
      t /= 2;
      next = along(w, p, t);
      nextValue = f(next);
      calls += 1;
    }
    if (!(nextValue < value)) break;
    const nextG = grad(next);
    calls += 1;
    const s = next.map((v, i) => v - w[i]!);
    const y = nextG.map((v, i) => v - g[i]!);
    const sy = dot(s, y);
    if (sy > 1e-12 * norm(s) * norm(y)) {
      if (first) H = H.map((v) => (v * sy) / dot(y, y));
      const Hy = times(y);
      const yHy = dot(y, Hy);
      for (let i = 0; i < dimension; i++) {
        for (let j = 0; j < dimension; j++) {
          H[i * dimension + j]! += ((1 + yHy / sy) * s[i]! * s[j]! - Hy[i]! * s[j]! - s[i]! * Hy[j]!) / sy;
        }
      }
      first = false;
    }
    w = next;
    value = nextValue;
    g = nextG;
    curve.push(value);
  }
  return { w, curve };
}
