import { describe, expect, test } from "vitest";
import type { Method, UpdateOptions } from "../../../grader/contract.ts";
import { updateRules } from "../../../grader/oracle/update-rules.ts";

/** w(1), w(2), ... from `w0` along the gradient of J. */
function trajectory(
  method: Method,
  options: Partial<UpdateOptions>,
  w0: readonly number[],
  grad: (w: Float64Array) => Float64Array,
  steps: number,
): number[][] {
  const step = updateRules[method](w0.length, options as UpdateOptions);
  let w = Float64Array.from(w0);
  return Array.from({ length: steps }, () => {
    const change = step(grad(w));
    w = w.map((wi, i) => wi + change[i]!);
    return [...w];
  });
}

function expectSame(actual: number[][], expected: readonly (readonly number[])[]) {
  expect(actual).toHaveLength(expected.length);
  for (const [k, row] of expected.entries())
    for (const [i, v] of row.entries()) expect(actual[k]![i], `w_${i}(${k + 1})`).toBeCloseTo(v, 13);
}

const { sqrt } = Math;

describe("three steps of each rule on J = w^2, g = 2w, every number written out", () => {
  const square = (w: Float64Array) => w.map((v) => 2 * v);

  test("gradient descent: w shrinks by 1 - 2 alpha", () => {
    const path = trajectory("gradient-descent", { alpha: 0.25 }, [1, -2], square, 3);
    expectSame(path, [
      [0.5, -1],
      [0.25, -0.5],
      [0.125, -0.25],
    ]);
  });

  test("momentum, as TensorFlow.js tests its own: [0.8, 1.6], [0.54, 1.08]", () => {
    // v: 2, 0.5 * 2 + 1.6 = 2.6, 0.5 * 2.6 + 1.08 = 2.38
    const path = trajectory("momentum", { alpha: 0.1, beta: 0.5 }, [1, 2], square, 3);
    expectSame(path, [
      [0.8, 1.6],
      [0.54, 1.08],
      [0.54 - 0.238, 2 * (0.54 - 0.238)],
    ]);
  });

  test("AdaGrad: a grows by g^2 from its initial value", () => {
    // epsilon = 0.5, initial = 0.5: a + epsilon = 1 + 4 + ...
    const [alpha, w0] = [0.5, 1];
    const w1 = w0 - (alpha * 2) / sqrt(0.5 + 2 ** 2 + 0.5);
    const w2 = w1 - (alpha * 2 * w1) / sqrt(0.5 + 2 ** 2 + (2 * w1) ** 2 + 0.5);
    const w3 = w2 - (alpha * 2 * w2) / sqrt(0.5 + 2 ** 2 + (2 * w1) ** 2 + (2 * w2) ** 2 + 0.5);
    expect(w1).toBeCloseTo(1 - 1 / sqrt(5), 15);
    expectSame(trajectory("adagrad", { alpha, epsilon: 0.5, initial: 0.5 }, [w0], square, 3), [[w1], [w2], [w3]]);
  });

  test("RMSProp: a forgets by rho, and epsilon is under the root", () => {
    const [alpha, rho, epsilon] = [0.125, 0.75, 0.25];
    // a(1) = 0.25 * 4 = 1
    const w1 = 1 - (alpha * 2) / sqrt(1 + epsilon);
    const a2 = rho * 1 + (1 - rho) * (2 * w1) ** 2;
    const w2 = w1 - (alpha * 2 * w1) / sqrt(a2 + epsilon);
    const a3 = rho * a2 + (1 - rho) * (2 * w2) ** 2;
    const w3 = w2 - (alpha * 2 * w2) / sqrt(a3 + epsilon);
    expectSame(trajectory("rmsprop", { alpha, rho, epsilon }, [1], square, 3), [[w1], [w2], [w3]]);
  });

  test("Adam: both moments corrected, epsilon outside the root", () => {
    const [alpha, beta1, beta2, epsilon] = [0.125, 0.5, 0.75, 0.25];
    // k = 1: mhat = g = 2, vhat = g^2 = 4
    const w1 = 1 - (alpha * 2) / (2 + epsilon);
    const m2 = 0.5 * 1 + 0.5 * 2 * w1;
    const v2 = 0.75 * 1 + 0.25 * (2 * w1) ** 2;
    const w2 = w1 - (alpha * (m2 / (1 - 0.25))) / (sqrt(v2 / (1 - 0.5625)) + epsilon);
    const m3 = 0.5 * m2 + 0.5 * 2 * w2;
    const v3 = 0.75 * v2 + 0.25 * (2 * w2) ** 2;
    const w3 = w2 - (alpha * (m3 / (1 - 0.125))) / (sqrt(v3 / (1 - 0.421875)) + epsilon);
    expectSame(trajectory("adam", { alpha, beta1, beta2, epsilon }, [1], square, 3), [[w1], [w2], [w3]]);
  });

  test("Adam's first step has length alpha whatever the gradient's size, as long as epsilon is small beside it", () => {
    const options = { alpha: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-12 };
    for (const size of [1e-4, 1, 1e4]) {
      const [[w1]] = trajectory("adam", options, [1], () => Float64Array.of(-size), 1) as [[number]];
      expect(w1).toBeCloseTo(1.01, 8);
    }
  });
});
