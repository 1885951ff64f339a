import type { Gradient, Matrix, Network, Vector } from "../../contract.ts";
import { activate, timesJacobian } from "../../oracle/activation.ts";
import { divisorOf } from "../../oracle/loss.ts";
import { dot } from "../../oracle/rounding.ts";
import type { NetworkCase } from "./case.ts";

export interface Activations {
  x: Vector;
  u: Vector[];
  y: Vector[];
}

/** One example on its way through the network. Layers count from 0 here: `y[m]` is y^{m+1}. */
export interface Example extends Activations {
  case: NetworkCase;
  net: Network;
  d: Vector;
  n: number;
  /** whether the cross-entropy is differentiated; otherwise it is the square, as it always is for sensitivities */
  crossEntropy: boolean;
  /** filled from the output layer down */
  delta: Vector[];
  /** the forward pass of another example of the same call */
  passOf(n: number): Activations;
}

/**
 * Backpropagation cut into the steps that students get wrong. A mistake replaces one or two of them; the rest stays right.
 * Where a wrong index reaches outside an array the result is NaN, as it is in the student's program.
 */
export interface Steps {
  /** which examples are visited, in order */
  order(examples: number): number[];
  target(c: NetworkCase, n: number): Vector;
  /** what layer m is fed */
  input(pass: Activations, m: number): Vector;
  /** u = W input + b */
  combine(net: Network, m: number, input: Vector): Vector;
  activate(net: Network, m: number, u: Vector): Vector;
  /** the forward pass that belongs to example n in the reverse pass */
  activations(passOf: (n: number) => Activations, n: number, c: NetworkCase): Activations;
  /** dJ/dy of one example, before the division: -2 (d - y) */
  outputError(e: Example): Vector;
  outputDelta(e: Example, steps: Steps): Vector;
  /** F'(u) v of layer m */
  derivative(e: Example, m: number, v: Vector): Vector;
  /** W^T delta, from layer m to layer m - 1 */
  back(e: Example, m: number): Vector;
  /** delta of layer m - 1 from that of layer m */
  recursion(e: Example, m: number, steps: Steps): Vector;
  /** delta (y of the layer before)^T */
  weightTerm(e: Example, m: number): Matrix;
  biasTerm(e: Example, m: number): Vector;
  /** `k` counts the visited examples */
  accumulate(sum: Gradient, term: Gradient, k: number): void;
  /** the network that the next example meets */
  afterExample(net: Network, term: Gradient, c: NetworkCase): Network;
  finish(sum: Gradient, c: NetworkCase): Gradient;
  /** one example's part of the loss, before the division */
  lossTerm(e: Example): number;
  accumulateLoss(sum: number, term: number): number;
  finishLoss(sum: number, c: NetworkCase): number;
}

export const last = (net: Network): number => net.length - 1;
export const scaled = (v: Vector, factor: number): Vector => v.map((x) => x * factor);
export const entry = (W: Matrix, i: number, j: number): number => W[i]?.[j] ?? Number.NaN;
export const outer = (a: Vector, b: Vector): Matrix => a.map((x) => b.map((y) => x * y));
export const inputOf = (pass: Activations, m: number): Vector => (m === 0 ? pass.x : pass.y[m - 1]!);

/** Applies a function to every number of a gradient. */
export function mapGradient(g: Gradient, change: (v: number) => number): Gradient {
  return g.map(({ W, b }) => ({ W: W.map((row) => row.map(change)), b: b.map(change) }));
}

export function addGradient(sum: Gradient, term: Gradient): void {
  sum.forEach(({ W, b }, m) => {
    W.forEach((row, i) => {
      for (let j = 0; j < row.length; j++) row[j]! += entry(term[m]!.W, i, j);
    });
    for (let i = 0; i < b.length; i++) b[i]! += term[m]!.b[i] ?? Number.NaN;
  });
}

/** (W^m)^T delta with the nodes of layer m taken from `from` (inclusive) to `to` (exclusive). */
export function transposedTimesRows(W: Matrix, delta: Vector, columns: number, from = 0, to = delta.length): Vector {
  return Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += entry(W, i, j) * (delta[i] ?? Number.NaN);
    return sum;
  });
}

export const rightSteps: Steps = {
  order: (examples) => Array.from({ length: examples }, (_, n) => n),
  target: (c, n) => c.D[n]!,
  input: inputOf,
  combine: (net, m, input) => net[m]!.W.map((row, i) => dot(row, input, net[m]!.b[i]!, undefined)),
  activate: (net, m, u) => activate(net[m]!.f, u),
  activations: (passOf, n) => passOf(n),
  outputError: ({ y, d }) => y.at(-1)!.map((v, j) => -2 * (d[j]! - v)),
  outputDelta: (e, steps) => {
    if (!e.crossEntropy) return steps.derivative(e, last(e.net), steps.outputError(e));
    const total = e.d.reduce((sum, v) => sum + v, 0);
    return e.y.at(-1)!.map((v, j) => v * total - e.d[j]!);
  },
  derivative: ({ net, u, y }, m, v) => timesJacobian(net[m]!.f, u[m]!, y[m]!, v),
  back: ({ net, delta }, m) => transposedTimesRows(net[m]!.W, delta[m]!, net[m]!.W[0]!.length),
  recursion: (e, m, steps) => steps.derivative(e, m - 1, steps.back(e, m)),
  weightTerm: (e, m) => outer(e.delta[m]!, inputOf(e, m)),
  biasTerm: ({ delta }, m) => delta[m]!.slice(),
  accumulate: addGradient,
  afterExample: (net) => net,
  finish: (sum, c) => {
    const divisor = divisorOf(c.net, c.X.length);
    return mapGradient(sum, (v) => v / divisor);
  },
  lossTerm: ({ crossEntropy, y, d }) => {
    const output = y.at(-1)!;
    if (!crossEntropy) return output.reduce((sum, v, j) => sum + (d[j]! - v) ** 2, 0);
    return -output.reduce((sum, v, j) => (d[j] === 0 ? sum : sum + d[j]! * Math.log(v)), 0);
  },
  accumulateLoss: (sum, term) => sum + term,
  finishLoss: (sum, c) => sum / divisorOf(c.net, c.X.length),
};
