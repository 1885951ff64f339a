import { describe, expect, test } from "vitest";
import { riddersGradient } from "../../../grader/compare/finite-differences.ts";
import type { Activation } from "../../../grader/contract.ts";
import { forward } from "../../../grader/oracle/forward.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten, parameterCount, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { sensitivities } from "../../../grader/oracle/sensitivities.ts";
import { drawNetwork, type NetworkSpec } from "../../fixtures/networks.ts";

const families: NetworkSpec[] = [
  { sizes: [3, 4, 5, 2], activations: ["tanh", "logistic", "linear"], examples: 7 },
  { sizes: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"], examples: 5 },
  { sizes: [3, 4, 2], activations: ["relu", "linear"], examples: 4 },
  { sizes: [3, 4, 2], activations: ["leaky-relu", "tanh"], examples: 4 },
  { sizes: [3, 4, 3, 2], activations: ["elu", "softplus", "logistic"], examples: 4 },
  { sizes: [3, 4, 3], activations: ["tanh", "softmax"], examples: 5 },
  { sizes: [3, 4, 3, 3], activations: ["softmax", "tanh", "softmax"], examples: 5 },
  { sizes: [2, 3, 2, 2], activations: ["softmax", "softmax", "logistic"], examples: 3 },
  { sizes: [2, 2, 1], activations: ["logistic", "linear"], examples: 1 },
  { sizes: [2, 1], activations: ["linear"], examples: 3 },
];
const title = ({ sizes, activations, examples }: NetworkSpec) => `${sizes.join("-")} ${activations}, N = ${examples}`;

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number) {
  expect(actual.length).toBe(expected.length);
  const size = Math.max(...Array.from(expected, Math.abs), 1e-3);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!), `entry ${i}: ${actual[i]} for ${expected[i]}`).toBeLessThan(
      relative * size,
    );
  }
}

describe.each(families)("$sizes $activations", (family) => {
  const { net, X, D } = drawNetwork(family);
  const w = flatten(net);

  test(`the gradient is that of the loss: ${title(family)}`, async () => {
    const numerical = await riddersGradient((v) => loss(unflattenNetwork(v, net), X, D), w);
    expectClose(flatten(gradient(net, X, D)), numerical, 1e-9);
  });

  test("the Hessian is the derivative of the gradient, and symmetric", async () => {
    const H = hessian(net, X, D);
    expect(H.length).toBe(parameterCount(net));
    for (let k = 0; k < H.length; k++) {
      const numerical = await riddersGradient((v) => flatten(gradient(unflattenNetwork(v, net), X, D))[k]!, w);
      expectClose(H[k]!, numerical, 1e-8);
      for (let q = 0; q < k; q++) expect(Math.abs(H[k]![q]! - H[q]![k]!)).toBeLessThan(1e-14);
    }
  });

  test("delta^m is the derivative of one example's sum of squares by b^m", async () => {
    const squares = (v: Float64Array) =>
      forward(unflattenNetwork(v, net), X[0]!)
        .y.at(-1)!
        .reduce((sum, y, j) => sum + (D[0]![j]! - y) ** 2, 0);
    const numerical = await riddersGradient(squares, w);
    const delta = sensitivities(net, X[0]!, D[0]!);
    let end = w.length;
    for (let m = net.length - 1; m >= 0; m--) {
      const { W, b } = net[m]!;
      expectClose(delta[m]!, numerical.slice(end - b.length, end), 1e-9);
      end -= b.length * (W[0]!.length + 1);
    }
  });

  test("is a mean: permuted or doubled examples change nothing", () => {
    const reference = flatten(gradient(net, X, D));
    const order = X.map((_, n) => (n * 3 + 1) % X.length);
    if (new Set(order).size === X.length) {
      expectClose(
        flatten(
          gradient(
            net,
            order.map((n) => X[n]!),
            order.map((n) => D[n]!),
          ),
        ),
        reference,
        1e-14,
      );
    }
    expectClose(flatten(gradient(net, [...X, ...X], [...D, ...D])), reference, 1e-14);
  });
});

test("the lecture's 2-2-1 network by hand, factor by factor", () => {
  const f: Activation = "logistic";
  const [w11, w12, w21, w22, b1, b2, v1, v2, c] = [0.5, -0.25, 0.75, 1, 0.1, -0.2, 1.5, -1, 0.3];
  const net = [
    {
      W: [
        [w11, w12],
        [w21, w22],
      ],
      b: [b1, b2],
      f,
    },
    { W: [[v1, v2]], b: [c], f },
  ];
  const x = [0.6, -0.4];
  const d = 1;
  const logistic = (u: number) => 1 / (1 + Math.exp(-u));
  const y1 = logistic(w11 * x[0]! + w12 * x[1]! + b1);
  const y2 = logistic(w21 * x[0]! + w22 * x[1]! + b2);
  const y = logistic(v1 * y1 + v2 * y2 + c);
  const delta2 = -2 * (d - y) * y * (1 - y);
  const delta1 = [v1 * y1 * (1 - y1) * delta2, v2 * y2 * (1 - y2) * delta2];
  const by = [
    delta1[0]! * x[0]!,
    delta1[0]! * x[1]!,
    delta1[1]! * x[0]!,
    delta1[1]! * x[1]!,
    ...delta1,
    delta2 * y1,
    delta2 * y2,
    delta2,
  ];
  expectClose(flatten(gradient(net, [x], [[d]])), by, 1e-15);
  expectClose(sensitivities(net, x, [d]).flat(), [...delta1, delta2], 1e-15);
});

test("renumbering the hidden nodes renumbers the gradient and nothing else", () => {
  const { net, X, D } = drawNetwork({ sizes: [3, 4, 2], activations: ["tanh", "logistic"], examples: 5 });
  const order = [2, 0, 3, 1];
  const renumbered = [
    { ...net[0]!, W: order.map((i) => net[0]!.W[i]!), b: order.map((i) => net[0]!.b[i]!) },
    { ...net[1]!, W: net[1]!.W.map((row) => order.map((i) => row[i]!)) },
  ];
  const plain = gradient(net, X, D);
  const other = gradient(renumbered, X, D);
  expectClose(
    other[0]!.W.flat(),
    order.flatMap((i) => plain[0]!.W[i]!),
    1e-14,
  );
  expectClose(
    other[1]!.W.flat(),
    plain[1]!.W.flatMap((row) => order.map((i) => row[i]!)),
    1e-14,
  );
});

test("a target of 0 adds nothing to the cross-entropy, even where the softmax has underflowed", () => {
  const net = [{ W: [[900], [-900]], b: [0, 0], f: "softmax" as const }];
  expect(loss(net, [[1]], [[1, 0]])).toBe(0);
  expect(loss(net, [[1]], [[0, 1]])).toBe(1800);
});
