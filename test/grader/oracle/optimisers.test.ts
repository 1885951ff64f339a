import { describe, expect, test } from "vitest";
import type { Method, UpdateOptions } from "../../../grader/contract.ts";
import { drawNewtonCase } from "../../../grader/exercises/newton-cases.ts";
import { minimize } from "../../../grader/oracle/minimize.ts";
import { bestOf, initialNetworks, multiStart } from "../../../grader/oracle/multi-start.ts";
import { newton } from "../../../grader/oracle/newton.ts";
import { networkObjective, quadratic, rosenbrock } from "../../../grader/oracle/objectives.ts";
import { flatten } from "../../../grader/oracle/parameters.ts";
import { train } from "../../../grader/oracle/train.ts";
import { updateRules } from "../../../grader/oracle/update-rules.ts";
import type { NewtonFamily } from "../../../grader/project.ts";
import { seededRandom } from "../../../grader/random.ts";

describe("update rules by hand", () => {
  // two steps with g = 1, then 2, from w = 0; each row worked out on paper
  test.each<[Method, Partial<UpdateOptions>, number, number]>([
    ["gradient-descent", { alpha: 0.1 }, -0.1, -0.3],
    ["momentum", { alpha: 0.1, beta: 0.5 }, -0.1, -0.1 - 0.1 * 2.5],
    ["adagrad", { alpha: 0.1, epsilon: 0, initial: 3 }, -0.1 / 2, -0.05 - 0.2 / Math.sqrt(8)],
    ["rmsprop", { alpha: 0.1, rho: 0.75, epsilon: 0 }, -0.2, -0.2 - 0.2 / Math.sqrt(0.75 * 0.25 + 1)],
    [
      "adam",
      { alpha: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0 },
      -0.1,
      -0.1 - (0.1 * (1.25 / 0.75)) / Math.sqrt((0.1875 + 1) / 0.4375),
    ],
  ])("%s", (method, options, first, second) => {
    const step = updateRules[method](1, options as UpdateOptions);
    const w1 = step(Float64Array.of(1))[0]!;
    const w2 = w1 + step(Float64Array.of(2))[0]!;
    expect(w1).toBeCloseTo(first, 14);
    expect(w2).toBeCloseTo(second, 14);
  });
});

describe("newton", () => {
  test("lands on the minimum of a quadratic in one full step", () => {
    const H = Float64Array.of(4, 1, 1, 3);
    const c = Float64Array.of(2, -5);
    const w = Float64Array.of(10, 10);
    const next = newton(w, quadratic(H, c).grad(w), H, 1)!;
    for (const [i, v] of c.entries()) expect(next[i]).toBeCloseTo(v, 12);
  });

  /** Number of negative eigenvalues, by Jacobi rotations: independent of any factorisation. */
  function eigenvalues(H: Float64Array, n: number): number[] {
    const A = Float64Array.from(H);
    for (let sweep = 0; sweep < 60; sweep++) {
      for (let p = 0; p < n; p++) {
        for (let q = p + 1; q < n; q++) {
          const apq = A[p * n + q]!;
          if (Math.abs(apq) < 1e-300) continue;
          const theta = (A[q * n + q]! - A[p * n + p]!) / (2 * apq);
          const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
          const c = 1 / Math.hypot(t, 1);
          const s = t * c;
          for (let k = 0; k < n; k++) {
            const [kp, kq] = [A[k * n + p]!, A[k * n + q]!];
            A[k * n + p] = c * kp - s * kq;
            A[k * n + q] = s * kp + c * kq;
          }
          for (let k = 0; k < n; k++) {
            const [pk, qk] = [A[p * n + k]!, A[q * n + k]!];
            A[p * n + k] = c * pk - s * qk;
            A[q * n + k] = s * pk + c * qk;
          }
        }
      }
    }
    return Array.from({ length: n }, (_, i) => A[i * n + i]!).sort((a, b) => a - b);
  }

  test.each(["positive-definite", "indefinite", "singular"] as const)(
    "%s Hessians are what they are called",
    (hessian) => {
      for (const parameters of [2, 3, 6]) {
        for (let draw = 0; draw < 6; draw++) {
          const family: NewtonFamily = { parameters, draws: 6, alpha: 1, hessian };
          const { H, w, g } = drawNewtonCase("seed", "check", 0, draw, family);
          const values = eigenvalues(H, parameters);
          const size = Math.max(...values.map(Math.abs));
          if (hessian === "positive-definite") expect(values[0]!).toBeGreaterThan(1e-3 * size);
          if (hessian === "indefinite") {
            expect(values[0]!).toBeLessThan(-1e-3 * size);
            expect(values.at(-1)!).toBeGreaterThan(0);
          }
          if (hessian === "singular") expect(Math.min(...values.map(Math.abs))).toBeLessThan(1e-12 * size);
          expect(newton(w, g, H, 1) === null).toBe(hessian !== "positive-definite");
        }
      }
    },
  );
});

describe("minimize", () => {
  test.each([2, 5])("finds Rosenbrock's minimum in %i dimensions", (n) => {
    const start = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { w, curve } = minimize(rosenbrock(n), start, { maxEvaluations: 3000, tolerance: 1e-8 });
    expect(Math.hypot(...rosenbrock(n).grad(w))).toBeLessThanOrEqual(1e-8);
    expect(curve.every((J, k) => k === 0 || J <= curve[k - 1]!)).toBe(true);
  });

  test("never spends more than its budget", () => {
    for (const maxEvaluations of [2, 3, 7, 20]) {
      const { f, grad, dimension } = rosenbrock(2);
      let calls = 0;
      const counted =
        <R>(call: (w: Float64Array) => R) =>
        (w: Float64Array) => {
          calls += 1;
          return call(w);
        };
      const objective = { dimension, f: counted(f), grad: counted(grad) };
      minimize(objective, Float64Array.of(-1.2, 1), { maxEvaluations, tolerance: 1e-12 });
      expect(calls).toBeLessThanOrEqual(maxEvaluations);
    }
  });
});

const xor = {
  X: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  D: [[0], [1], [1], [0]],
};

function nets(starts: number) {
  const random = seededRandom("starts");
  return initialNetworks(
    [2, 3, 1],
    ["tanh", "logistic"],
    Array.from({ length: 13 * starts }, () => random.normal()),
  );
}

describe("train and multi-start", () => {
  const epochs = Array.from({ length: 40 }, () => [[0, 1, 2, 3]]);

  test("descends, and records J before, after each epoch, and nothing else", () => {
    const { losses } = train(nets(1)[0]!, xor.X, xor.D, { method: "gradient-descent", alpha: 0.5, epochs });
    expect(losses).toHaveLength(41);
    expect(losses.every((J, e) => e === 0 || J < losses[e - 1]!)).toBe(true);
    expect(train(nets(1)[0]!, xor.X, xor.D, { method: "gradient-descent", alpha: 0.5, epochs: [] }).losses).toEqual([
      losses[0],
    ]);
  });

  test("a step of training is a step along the gradient of J", () => {
    const net = nets(1)[0]!;
    const objective = networkObjective(net, xor.X, xor.D);
    const trained = train(net, xor.X, xor.D, { method: "gradient-descent", alpha: 0.25, epochs: [[[0, 1, 2, 3]]] });
    const w = flatten(net);
    const g = objective.grad(w);
    for (const [i, v] of flatten(trained.net).entries()) expect(v).toBeCloseTo(w[i]! - 0.25 * g[i]!, 14);
    expect(trained.losses[1]).toBeCloseTo(objective.f(flatten(trained.net)), 14);
  });

  test("the best start is the first of the smallest", () => {
    expect(bestOf([3, 1, 2, 1])).toBe(1);
    const starts = multiStart(nets(4), xor.X, xor.D, { method: "momentum", alpha: 0.2, beta: 0.8, epochs } as never);
    expect(starts.losses).toHaveLength(4);
    expect(starts.losses[starts.best]).toBe(Math.min(...starts.losses));
  });
});
