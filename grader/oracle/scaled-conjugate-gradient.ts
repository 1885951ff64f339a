import { norm } from "../compare/norm.ts";
import type { Minimum } from "./minimize.ts";
import type { DifferentiableFunction } from "./objectives.ts";

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, ai, i) => sum + ai * b[i]!, 0);

/** Møller's constants: length of the step that curvature is measured over, and the first damping. */
const sigma0 = 5e-5;
const lambda0 = 5e-7;

/**
 * Scaled conjugate gradient (Møller, Neural Networks 6, 1993): the curvature along the direction p is measured by a
 * difference of gradients, s = (grad(w + sigma p) - grad(w)) / sigma, raised by lambda ||p||^2 until it is positive, and the
 * step is -p^T g / (p^T s + lambda ||p||^2) without a line search; lambda follows how well the quadratic model predicted J.
 * Stops at ||grad||_2 <= tolerance, or when the next iteration would exceed the budget of f and grad together.
 */
export function scaledConjugateGradient(
  { f, grad, dimension }: DifferentiableFunction,
  w0: Float64Array,
  { maxEvaluations, tolerance }: { maxEvaluations: number; tolerance: number },
): Minimum {
  let [w, value] = [w0, f(w0)];
  let r = grad(w0).map((v) => -v);
  let calls = 2;
  let p = r;
  let lambda = lambda0;
  let curvature = 0;
  let stepped = true;
  let sinceRestart = 0;
  const curve = [value];
  // an iteration takes at most the curvature's gradient, f at the new point and the gradient there
  while (norm(r) > tolerance && calls + 3 <= maxEvaluations && lambda < 1e100) {
    const length2 = dot(p, p);
    if (stepped) {
      const sigma = sigma0 / Math.sqrt(length2);
      const ahead = grad(w.map((wi, i) => wi + sigma * p[i]!));
      calls += 1;
      curvature = p.reduce((sum, pi, i) => sum + (pi * (ahead[i]! + r[i]!)) / sigma, 0);
    }
    let delta = curvature + lambda * length2;
    if (delta <= 0) {
      // lambda' = 2 (lambda - delta / ||p||^2) makes the scaled curvature positive
      lambda = 2 * (lambda - delta / length2);
      delta = curvature + lambda * length2;
    }
    const mu = dot(p, r);
    const alpha = mu / delta;
    const next = w.map((wi, i) => wi + alpha * p[i]!);
    const nextValue = f(next);
    calls += 1;
    /** 1 where J went down by exactly what the quadratic model said */
    const comparison = (2 * delta * (value - nextValue)) / mu ** 2;
    stepped = comparison > 0;
    if (stepped) {
      const nextR = grad(next).map((v) => -v);
      calls += 1;
      sinceRestart += 1;
      const beta = (dot(nextR, nextR) - dot(nextR, r)) / mu;
      const conjugate = nextR.map((v, i) => v + beta * p[i]!);
      const restart = sinceRestart >= dimension || !(dot(conjugate, nextR) > 0);
      p = restart ? nextR : conjugate;
      if (restart) sinceRestart = 0;
      [w, value, r] = [next, nextValue, nextR];
      curve.push(value);
      if (comparison >= 0.75) lambda = Math.max(lambda / 4, 1e-15);
    }
    if (!(comparison >= 0.25))
      lambda += Number.isFinite(comparison) ? (delta * (1 - comparison)) / length2 : 4 * lambda;
  }
  return { w, curve };
}
