import { norm } from "../compare/norm.ts";
import type { Minimum } from "./minimize.ts";
import type { DifferentiableFunction } from "./objectives.ts";

/** s = w(k+1) - w(k), y = grad(k+1) - grad(k), with s^T y > 0. */
export interface CurvaturePair {
  s: Float64Array;
  y: Float64Array;
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, ai, i) => sum + ai * b[i]!, 0);

/**
 * H v, H the L-BFGS approximation to the inverse Hessian from `pairs`, the oldest first (Nocedal & Wright, Numerical
 * Optimization, algorithm 7.4), H_0 = (s^T y / y^T y) I of the newest pair. It satisfies the secant equation H y = s.
 */
export function twoLoop(pairs: readonly CurvaturePair[], v: Float64Array): Float64Array {
  let q = Float64Array.from(v);
  const rho = pairs.map(({ s, y }) => 1 / dot(s, y));
  const alpha = new Array<number>(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y } = pairs[k]!;
    const factor = rho[k]! * dot(s, q);
    alpha[k] = factor;
    q = q.map((qi, i) => qi - factor * y[i]!);
  }
  const newest = pairs.at(-1);
  const gamma = newest ? dot(newest.s, newest.y) / dot(newest.y, newest.y) : 1;
  q = q.map((qi) => gamma * qi);
  for (const [k, { s, y }] of pairs.entries()) {
    const factor = alpha[k]! - rho[k]! * dot(y, q);
    q = q.map((qi, i) => qi + factor * s[i]!);
  }
  return q;
}

const memory = 10;
/** Wolfe's conditions: sufficient decrease, and a slope that has become flatter */
const decrease = 1e-4;
const flatter = 0.9;

/**
 * L-BFGS with a bisecting line search for Wolfe's (weak) conditions, under which every pair has s^T y > 0. Stops at
 * ||grad||_2 <= tolerance, when the next evaluation would exceed the budget of f and grad together, or when no step descends.
 */
export function lBfgs(
  { f, grad }: DifferentiableFunction,
  w0: Float64Array,
  { maxEvaluations, tolerance }: { maxEvaluations: number; tolerance: number },
): Minimum {
  let [w, value, g] = [w0, f(w0), grad(w0)];
  let calls = 2;
  const curve = [value];
  const pairs: CurvaturePair[] = [];
  while (norm(g) > tolerance) {
    const p = twoLoop(pairs, g).map((v) => -v);
    const slope = dot(p, g);
    let t = pairs.length === 0 ? Math.min(1, 1 / norm(g)) : 1;
    let [low, high] = [0, Number.POSITIVE_INFINITY];
    let accepted: { w: Float64Array; value: number; g: Float64Array } | null = null;
    while (accepted === null && calls + 2 <= maxEvaluations && high - low > 1e-16 * t) {
      const next = w.map((wi, i) => wi + t * p[i]!);
      const nextValue = f(next);
      calls += 1;
      if (!(nextValue <= value + decrease * t * slope)) {
        high = t;
      } else {
        const nextG = grad(next);
        calls += 1;
        if (dot(nextG, p) >= flatter * slope) accepted = { w: next, value: nextValue, g: nextG };
        else low = t;
      }
      t = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
    }
    if (accepted === null) break;
    const { w: next, g: nextG } = accepted;
    const pair = { s: next.map((v, i) => v - w[i]!), y: nextG.map((v, i) => v - g[i]!) };
    if (dot(pair.s, pair.y) > 0) pairs.push(pair);
    if (pairs.length > memory) pairs.shift();
    [w, value, g] = [next, accepted.value, nextG];
    curve.push(value);
  }
  return { w, curve };
}
