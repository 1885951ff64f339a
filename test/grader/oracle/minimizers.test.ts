import { describe, expect, test } from "vitest";
import { lBfgs, twoLoop } from "../../../grader/oracle/l-bfgs.ts";
import { minimize } from "../../../grader/oracle/minimize.ts";
import {
  type DifferentiableFunction,
  networkObjective,
  quadratic,
  rosenbrock,
} from "../../../grader/oracle/objectives.ts";
import { scaledConjugateGradient } from "../../../grader/oracle/scaled-conjugate-gradient.ts";
import { seededRandom } from "../../../grader/random.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

const methods = { BFGS: minimize, "L-BFGS": lBfgs, SCG: scaledConjugateGradient };
const each = Object.entries(methods).map(([name, method]) => ({ name, method }));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, ai, i) => sum + ai * b[i]!, 0);
const minus = (a: Float64Array, b: Float64Array) => a.map((v, i) => v - b[i]!);

/** 1/2 (w - c)^T A (w - c) with A = B^T B / n + I / 10 */
function drawQuadratic(n: number): { A: Float64Array; c: Float64Array; objective: DifferentiableFunction } {
  const random = seededRandom("quadratic", n);
  const B = Float64Array.from({ length: n * n }, () => random.normal());
  const A = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    let sum = i === j ? 0.1 : 0;
    for (let q = 0; q < n; q++) sum += (B[q * n + i]! * B[q * n + j]!) / n;
    return sum;
  });
  const c = Float64Array.from({ length: n }, () => random.normal());
  return { A, c, objective: quadratic(A, c) };
}

const times = (A: Float64Array, v: Float64Array) =>
  v.map((_, i) => dot(A.subarray(i * v.length, (i + 1) * v.length), v));

/** a^T A b over the lengths of both: 0 for conjugate directions */
const conjugacy = (A: Float64Array, a: Float64Array, b: Float64Array) =>
  Math.abs(dot(a, times(A, b))) / Math.sqrt(dot(a, times(A, a)) * dot(b, times(A, b)));

/** `objective` with every point recorded that a gradient was asked at */
function watched(objective: DifferentiableFunction) {
  const at: Float64Array[] = [];
  let calls = 0;
  const spied: DifferentiableFunction = {
    dimension: objective.dimension,
    f: (w) => {
      calls += 1;
      return objective.f(w);
    },
    grad: (w) => {
      calls += 1;
      at.push(w.slice());
      return objective.grad(w);
    },
  };
  return { spied, at, calls: () => calls };
}

describe.each(each)("$name", ({ method }) => {
  test.each([2, 5])("finds Rosenbrock's minimum in %i dimensions", (n) => {
    const start = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { w, curve } = method(rosenbrock(n), start, { maxEvaluations: 6000, tolerance: 1e-8 });
    expect(Math.hypot(...rosenbrock(n).grad(w))).toBeLessThanOrEqual(1e-8);
    expect(Math.max(...w.map((v) => Math.abs(v - 1)))).toBeLessThan(1e-6);
    expect(curve.every((J, k) => k === 0 || J <= curve[k - 1]!)).toBe(true);
  });

  test("finds the minimum of a quadratic", () => {
    const { objective, c } = drawQuadratic(8);
    const { w } = method(objective, new Float64Array(8), { maxEvaluations: 1000, tolerance: 1e-9 });
    expect(Math.max(...minus(w, c).map(Math.abs))).toBeLessThan(1e-7);
  });

  test("trains a network to a point where the gradient vanishes", () => {
    const { net, X, D } = drawNetwork({ sizes: [2, 3, 1], activations: ["tanh", "linear"], examples: 20 });
    const objective = networkObjective(net, X, D);
    const start = Float64Array.from({ length: objective.dimension }, (_, i) => Math.sin(3 * i + 1));
    const { w } = method(objective, start, { maxEvaluations: 6000, tolerance: 1e-5 });
    expect(Math.hypot(...objective.grad(w))).toBeLessThanOrEqual(1e-5);
  });

  test.each([2, 3, 4, 7, 20])("spends at most its budget of %i", (maxEvaluations) => {
    const { spied, calls } = watched(rosenbrock(2));
    method(spied, Float64Array.of(-1.2, 1), { maxEvaluations, tolerance: 1e-12 });
    expect(calls()).toBeLessThanOrEqual(maxEvaluations);
  });

  test("leaves its starting point alone, and stops at once where it is a minimum", () => {
    const { objective, c } = drawQuadratic(3);
    const before = c.slice();
    const { spied, calls } = watched(objective);
    expect(method(spied, c, { maxEvaluations: 100, tolerance: 1e-8 }).w).toEqual(before);
    expect(calls()).toBe(2);
  });
});

describe("L-BFGS by its properties", () => {
  /** n steps with exact line searches along -H g, every pair kept */
  function exactSteps(n: number) {
    const { A, objective } = drawQuadratic(n);
    const pairs: { s: Float64Array; y: Float64Array }[] = [];
    let w = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const g = objective.grad(w);
      const p = twoLoop(pairs, g).map((v) => -v);
      const t = -dot(g, p) / dot(p, times(A, p));
      const next = w.map((wi, i) => wi + t * p[i]!);
      pairs.push({ s: minus(next, w), y: minus(objective.grad(next), g) });
      w = next;
    }
    return {
      A,
      pairs,
      slope: Math.hypot(...objective.grad(w)),
      first: Math.hypot(...objective.grad(new Float64Array(n))),
    };
  }

  test("the secant equation H y = s holds for the newest pair", () => {
    const { pairs } = exactSteps(6);
    for (let k = 1; k <= pairs.length; k++) {
      const { s, y } = pairs[k - 1]!;
      const Hy = twoLoop(pairs.slice(0, k), y);
      for (const [i, v] of s.entries()) expect(Math.abs(Hy[i]! - v)).toBeLessThan(1e-9 * Math.hypot(...s));
    }
  });

  test("on a quadratic, exact line searches give conjugate directions and the minimum in n steps", () => {
    const { A, pairs, slope, first } = exactSteps(6);
    for (const [k, a] of pairs.entries())
      for (const b of pairs.slice(0, k)) expect(conjugacy(A, a.s, b.s)).toBeLessThan(1e-6);
    expect(slope).toBeLessThan(1e-8 * first);
  });

  test("without pairs it is the gradient itself", () => {
    expect(twoLoop([], Float64Array.of(3, -4))).toEqual(Float64Array.of(3, -4));
  });
});

describe("scaled conjugate gradient by its properties", () => {
  test("its directions on a quadratic are conjugate, and n of them suffice", () => {
    const n = 6;
    const { A, objective } = drawQuadratic(n);
    const { spied, at } = watched(objective);
    const slope = Math.hypot(...objective.grad(new Float64Array(n)));
    const { curve } = scaledConjugateGradient(spied, new Float64Array(n), {
      maxEvaluations: 1000,
      tolerance: 1e-3 * slope,
    });
    expect(curve.length - 1).toBeLessThanOrEqual(n);
    // gradients are asked at the start, then in turn a little ahead and at the next point
    const points = [at[0]!, ...at.slice(1).filter((_, k) => k % 2 === 1)];
    const steps = points.slice(1).map((w, k) => minus(w, points[k]!));
    for (const [k, a] of steps.entries())
      for (const b of steps.slice(0, k)) expect(conjugacy(A, a, b)).toBeLessThan(1e-4);
  });

  test("goes on downhill where J curves downwards", () => {
    // (w^2 - 1)^2 from beside its maximum at 0
    const hill: DifferentiableFunction = {
      dimension: 1,
      f: ([w]) => (w! ** 2 - 1) ** 2,
      grad: ([w]) => Float64Array.of(4 * w! * (w! ** 2 - 1)),
    };
    const { w } = scaledConjugateGradient(hill, Float64Array.of(0.1), { maxEvaluations: 500, tolerance: 1e-9 });
    expect(w[0]!).toBeCloseTo(1, 8);
  });
});
