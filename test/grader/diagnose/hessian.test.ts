import { describe, expect, test } from "vitest";
import type { Matrix, Network } from "../../../grader/contract.ts";
import { diagnoseNetwork } from "../../../grader/diagnose/network.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { drawNetwork, type NetworkSpec, type PosedNetwork } from "../../fixtures/networks.ts";
import { studentProgram } from "../../fixtures/student-program.ts";
import { pose } from "./probes.ts";

const families: NetworkSpec[] = [
  { sizes: [2, 3, 2], activations: ["tanh", "logistic"], examples: 5 },
  { sizes: [3, 3, 3], activations: ["tanh", "logistic"], examples: 4 },
  { sizes: [2, 2, 3], activations: ["logistic", "softmax"], examples: 4 },
  { sizes: [2, 2, 1], activations: ["logistic", "linear"], examples: 3 },
];
const posed = pose("hessian", families);
type Program = (c: PosedNetwork) => Matrix;

const right: Program = ({ net, X, D }) => hessian(net, X, D);
const times =
  (factor: (c: PosedNetwork) => number): Program =>
  (c) =>
    right(c).map((row) => row.map((v) => v * factor(c)));

/** The Hessian of a student who differentiates the gradient numerically, with a mistake in that gradient. */
const ofGradient =
  (g: (net: Network, c: PosedNetwork) => Float64Array): Program =>
  (c) => {
    const w = flatten(c.net);
    return Array.from(w.keys(), (k) => {
      const at = (h: number) =>
        g(
          unflattenNetwork(
            w.map((v, i) => (i === k ? v + h : v)),
            c.net,
          ),
          c,
        );
      const plus = at(1e-5);
      const minus = at(-1e-5);
      return Array.from(plus, (v, i) => (v - minus[i]!) / 2e-5);
    });
  };
const withoutSlope = studentProgram([
  "delta[m - 1] = throughF(net[m - 1].f, u[m - 1], y[m - 1], back);",
  "delta[m - 1] = back;",
]);

function weightsBeforeBiases({ net, X, D }: PosedNetwork): Matrix {
  const H = hessian(net, X, D);
  let start = 0;
  const weights: number[] = [];
  const biases: number[] = [];
  for (const { W, b } of net) {
    const count = b.length * W[0]!.length;
    weights.push(...Array.from({ length: count }, (_, k) => start + k));
    biases.push(...b.map((_, k) => start + count + k));
    start += count + b.length;
  }
  const order = [...weights, ...biases];
  return order.map((p) => order.map((q) => H[p]![q]!));
}

const mistakes: [code: string, program: Program][] = [
  ["missing-mean-over-examples", times(({ X }) => X.length)],
  [
    "missing-factor-2",
    ({ net, X, D }) => right({ net, X, D }).map((row) => row.map((v) => (net.at(-1)!.f === "softmax" ? v : v / 2))),
  ],
  ["sign-flipped", times(() => -1)],
  ["diagonal-hessian", (c) => right(c).map((row, p) => row.map((v, q) => (p === q ? v : 0)))],
  ["flattened-in-other-order", weightsBeforeBiases],
  ["missing-derivative-hidden", ofGradient((net, { X, D }) => flatten(withoutSlope.gradient(net, X, D)))],
  ["unexplained", (c) => right(c).map((row, p) => row.map((v, q) => (p > q ? 0 : v)))],
  ["unexplained", (c) => right(c).map((row, p) => row.map((v, q) => (p === q ? v + 1 : v)))],
];

describe("a Hessian's mistake gets its name", () => {
  test.each(mistakes)("%s", (code, program) => {
    const probes = posed.map(({ case: c, right: expected, bound }) => ({
      case: c,
      student: Float64Array.from(program(c).flat()),
      right: expected,
      bound,
    }));
    const codes = diagnoseNetwork("hessian", probes).map((d) => d.code);
    // with a single hidden layer those two are one mistake
    expect(codes.filter((other) => other !== "missing-derivative-first-layer")).toEqual([code]);
  });
});

test("Gauss-Newton is recognised from the products of the outputs' derivatives alone", () => {
  const probes = posed.map(({ case: c, right: expected, bound }) => {
    const { net, X, D } = c;
    const softmax = net.at(-1)!.f === "softmax";
    const size = flatten(net).length;
    const H = new Float64Array(size * size);
    const plain = studentProgram();
    for (const x of X) {
      const outputs = D[0]!.map((_, j) => {
        // dy_j/dw: the gradient of (d_j - y_j)^2 with d_j = y_j - 1/2 and every other error 0
        const y = plain.forward(net, x).y.at(-1)!;
        const squares = softmax ? net.map((l, m) => (m === net.length - 1 ? { ...l, f: "linear" as const } : l)) : net;
        const out = plain.forward(squares, x).y.at(-1)!;
        const d = out.map((v, k) => (k === j ? v - 0.5 : v));
        return { y, g: flatten(gradient(squares, [x], [d])).map((v) => v * out.length) };
      });
      outputs.forEach(({ y, g }, j) => {
        outputs.forEach(({ g: other }, k) => {
          const factor = softmax ? (j === k ? y[j]! : 0) - y[j]! * y[k]! : j === k ? 2 / D[0]!.length : 0;
          for (let p = 0; p < size; p++)
            for (let q = 0; q < size; q++) H[p * size + q]! += (factor * g[p]! * other[q]!) / X.length;
        });
      });
    }
    return { case: c, student: H, right: expected, bound };
  });
  expect(diagnoseNetwork("hessian", probes).map((d) => d.code)).toEqual(["gauss-newton-for-hessian"]);
});

test("a float32 Hessian is inside the bound", () => {
  for (const { case: c, right: expected, bound } of posed) {
    const single = hessian(c.net, c.X, c.D, { round: Math.fround }).flat();
    expected.forEach((v, i) => {
      expect(Math.abs(single[i]! - v)).toBeLessThanOrEqual(bound[i]!);
    });
  }
  expect(drawNetwork(families[0]!)).toEqual(drawNetwork(families[0]!));
});
