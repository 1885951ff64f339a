import type { Matrix, Network, Vector } from "../../../contract.ts";
import { timesJacobian } from "../../../oracle/activation.ts";
import { forward } from "../../../oracle/forward.ts";
import { divisorOf, lossOf } from "../../../oracle/loss.ts";
import { flatten, parameterCount } from "../../../oracle/parameters.ts";
import { reverse } from "../../../oracle/sensitivities.ts";
import type { Hypothesis } from "../../recognise.ts";
import type { NetworkCase } from "../case.ts";
import { inputOf, outer } from "../steps.ts";

/** Mistakes of the Hessian alone; those of the gradient that it differentiates are tried elsewhere. */

/** Gradients of all outputs y_j (or, for the cross-entropy, of all u_j) of one example by the parameters, flattened. */
function outputJacobian(net: Network, x: Vector, of: "y" | "u"): Float64Array[] {
  const pass = forward(net, x);
  const output = net.at(-1)!;
  return output.b.map((_, j) => {
    const unit = output.b.map((_b, k) => (k === j ? 1 : 0));
    const top = of === "u" ? unit : timesJacobian(output.f, pass.u.at(-1)!, pass.y.at(-1)!, unit);
    const delta = reverse(net, pass, top, undefined);
    return flatten(net.map((_layer, m) => ({ W: outer(delta[m]!, inputOf({ x, ...pass }, m)), b: delta[m]! })));
  });
}

/** Gauss-Newton: c sum_n 2 (dy/dw)(dy/dw)^T, or (du/dw)(diag(y) - y y^T)(du/dw)^T for a softmax with cross-entropy. */
function gaussNewton(c: NetworkCase): Float64Array {
  const size = parameterCount(c.net);
  const sum = new Float64Array(size * size);
  const crossEntropy = lossOf(c.net) === "cross-entropy";
  const add = (a: Float64Array, b: Float64Array, factor: number) => {
    for (let p = 0; p < size; p++) for (let q = 0; q < size; q++) sum[p * size + q]! += factor * a[p]! * b[q]!;
  };
  for (const x of c.X) {
    const J = outputJacobian(c.net, x, crossEntropy ? "u" : "y");
    const y = forward(c.net, x).y.at(-1)!;
    J.forEach((row, j) => {
      if (!crossEntropy) {
        add(row, row, 2);
        return;
      }
      J.forEach((other, k) => {
        add(row, other, (j === k ? y[j]! : 0) - y[j]! * y[k]!);
      });
    });
  }
  return sum.map((v) => v / divisorOf(c.net, c.X.length));
}

/** Where each parameter of the contract's order stands in another order. */
type Order = (net: Network) => number[];

/** Positions of one layer's parameters, listed in another order; `start` is where the layer begins in the contract's. */
const byLayer =
  (list: (rows: number, columns: number) => number[], layers: (parts: number[][]) => number[][] = (p) => p): Order =>
  (net) => {
    let start = 0;
    const parts = net.map(({ W }) => {
      const rows = W.length;
      const columns = W[0]!.length;
      const part = list(rows, columns).map((k) => start + k);
      start += rows * (columns + 1);
      return part;
    });
    return layers(parts).flat();
  };
const grid = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_v, j) => i * columns + j));
const biases = (rows: number, columns: number): number[] => Array.from({ length: rows }, (_, i) => rows * columns + i);
const columnwise = (rows: number, columns: number): number[] =>
  Array.from({ length: columns }, (_, j) => grid(rows, columns).map((row) => row[j]!)).flat();

const natural = (rows: number, columns: number): number[] => [...grid(rows, columns).flat(), ...biases(rows, columns)];
const allWeightsFirst: Order = (net) => {
  const weights: number[] = [];
  const rest: number[] = [];
  let start = 0;
  for (const { W, b } of net) {
    const count = W.length * W[0]!.length;
    for (let k = 0; k < count; k++) weights.push(start + k);
    for (let k = 0; k < b.length; k++) rest.push(start + count + k);
    start += count + b.length;
  }
  return [...weights, ...rest];
};

const orders: readonly Order[] = [
  byLayer((rows, columns) => [...columnwise(rows, columns), ...biases(rows, columns)]),
  allWeightsFirst,
  byLayer((rows, columns) => [...biases(rows, columns), ...grid(rows, columns).flat()]),
  byLayer((rows, columns) => grid(rows, columns).flatMap((row, i) => [...row, rows * columns + i])),
  byLayer((rows, columns) => grid(rows, columns).flatMap((row, i) => [rows * columns + i, ...row])),
  byLayer(natural, (parts) => parts.toReversed()),
];

function permuted(H: Matrix, order: number[]): Float64Array {
  return Float64Array.from(order.flatMap((p) => order.map((q) => H[p]![q]!)));
}

export function hessianHypotheses(right: (c: NetworkCase) => Matrix): Hypothesis<NetworkCase>[] {
  return [
    { code: "gauss-newton-for-hessian", predict: gaussNewton },
    {
      code: "diagonal-hessian",
      leavesZeros: true,
      predict: (c) => Float64Array.from(right(c).flatMap((row, p) => row.map((v, q) => (p === q ? v : 0)))),
    },
    {
      code: "diagonal-hessian",
      leavesZeros: true,
      // Gauss-Newton's diagonal: both simplifications at once
      predict: (c) => {
        const size = parameterCount(c.net);
        return gaussNewton(c).map((v, k) => (Math.floor(k / size) === k % size ? v : 0));
      },
    },
    ...orders.map((order) => ({
      code: "flattened-in-other-order",
      predict: (c: NetworkCase) => permuted(right(c), order(c.net)),
    })),
  ];
}
