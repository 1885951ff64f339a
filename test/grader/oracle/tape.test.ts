import { describe, expect, test } from "vitest";
import type { Activation, Network } from "../../../grader/contract.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { train } from "../../../grader/oracle/train.ts";
import { drawNetwork } from "../../fixtures/networks.ts";
import { derivatives, lossOnTape } from "../../fixtures/tape.ts";

/** The oracle against automatic differentiation that knows nothing of layers, sensitivities or Jacobians. */
const functions: Activation[] = ["linear", "logistic", "tanh", "relu", "leaky-relu", "elu", "softplus", "softmax"];
const pairs = functions.flatMap((hidden) => functions.map((output) => [hidden, output] as const));

function expectClose(actual: ArrayLike<number>, expected: readonly number[], relative: number) {
  const size = Math.max(...expected.map(Math.abs), 1e-6);
  expect(actual.length).toBe(expected.length);
  for (const [i, v] of expected.entries())
    expect(Math.abs(actual[i]! - v), `${i}: ${actual[i]} for ${v}`).toBeLessThan(relative * size);
}

const gradientOnTape = (net: Network, X: number[][], D: number[][]) => {
  const { J, parameters } = lossOnTape(net, X, D);
  return derivatives(J, parameters).map(({ value }) => value);
};

describe("every activation function in a hidden layer under every one in the output", () => {
  test.each(pairs)("%s under %s: J, its gradient, its Hessian", (hidden, output) => {
    const { net, X, D } = drawNetwork({ sizes: [2, 3, 3], activations: [hidden, output], examples: 3, seed: "tape" });
    const { J, parameters } = lossOnTape(net, X, D);
    const g = derivatives(J, parameters);
    expectClose([loss(net, X, D)], [J.value], 1e-13);
    expectClose(
      flatten(gradient(net, X, D)),
      g.map(({ value }) => value),
      1e-12,
    );
    const H = hessian(net, X, D);
    for (const [k, gk] of g.entries()) {
      expectClose(
        H[k]!,
        derivatives(gk, parameters).map(({ value }) => value),
        1e-11,
      );
    }
  });
});

test("three layers, softmax in the middle, targets that are a distribution", () => {
  const { net, X } = drawNetwork({ sizes: [2, 3, 3, 3], activations: ["softmax", "tanh", "softmax"], examples: 2 });
  const D = [
    [0.5, 0.25, 0.25],
    [0, 0.875, 0.125],
  ];
  expectClose(flatten(gradient(net, X, D)), gradientOnTape(net, X, D), 1e-12);
});

test("a whole training with gradients from the tape and momentum written out", () => {
  const { net, X, D } = drawNetwork({ sizes: [2, 3, 2], activations: ["tanh", "logistic"], examples: 5 });
  const epochs = [[[3, 0], [1, 4], [2]], [[2, 2, 1]], [[4], [0, 1, 2, 3]]];
  const { net: trained, losses } = train(net, X, D, { method: "momentum", alpha: 0.3, beta: 0.7, epochs });
  let current = net;
  const w = Array.from(flatten(net));
  const v = w.map(() => 0);
  const expected = [lossOnTape(net, X, D).J.value];
  for (const epoch of epochs) {
    for (const batch of epoch) {
      const rows = (from: number[][]) => batch.map((n) => from[n]!);
      for (const [i, gi] of gradientOnTape(current, rows(X), rows(D)).entries()) {
        v[i] = 0.7 * v[i]! + gi;
        w[i] = w[i]! - 0.3 * v[i]!;
      }
      current = unflattenNetwork(w, net);
    }
    expected.push(lossOnTape(current, X, D).J.value);
  }
  expectClose(losses, expected, 1e-12);
  expectClose(flatten(trained), w, 1e-12);
});
