import type { Gradient, Matrix, Vector } from "../../../contract.ts";
import { divisorOf } from "../../../oracle/loss.ts";
import type { Mistake } from "../mistake.ts";
import { addGradient, type Example, entry, last, outer, rightSteps, type Steps, scaled } from "../steps.ts";

/** Mistakes in dJ/dW^m = sum delta^m (y^{m-1})^T and dJ/db^m = sum delta^m, and in how the result is laid out. */

const biasTimes = (factor: (e: Example) => number): Partial<Steps> => ({
  biasTerm: (e, m) => scaled(e.delta[m]!, factor(e)),
});
const N = (e: Example): number => e.case.X.length;
const outputs = (e: Example): number => e.net.at(-1)!.b.length;
const divisor = (e: Example): number => divisorOf(e.net, N(e));

/** Biases overwritten by (or kept from) one example; `factor` undoes a division that the student left out. */
const biasOfOneExample = (which: "first" | "last", scaledBy: (e: Example) => number): Partial<Steps> => ({
  biasTerm: (e, m) => scaled(e.delta[m]!, scaledBy(e)),
  accumulate: (sum, term, k) => {
    const kept = sum.map(({ b }) => b.slice());
    addGradient(sum, term);
    sum.forEach((layer, m) => {
      layer.b = which === "last" || k === 0 ? term[m]!.b.slice() : kept[m]!;
    });
  },
});

const afterwards = (change: (g: Gradient) => Gradient): Partial<Steps> => ({
  finish: (sum, c) => change(rightSteps.finish(sum, c)),
});
/** A vector where the input of layer m belongs: entries that it does not have are never added to. */
function asInput(e: Example, m: number, v: Vector): Vector {
  const columns = e.net[m]!.W[0]!.length;
  return Array.from({ length: columns }, (_, j) => (v.length > columns ? Number.NaN : (v[j] ?? 0)));
}

const zeroed = (g: Gradient, cleared: (m: number, i: number, j: number | null) => boolean): Gradient =>
  g.map(({ W, b }, m) => ({
    W: W.map((row, i) => row.map((v, j) => (cleared(m, i, j) ? 0 : v))),
    b: b.map((v, i) => (cleared(m, i, null) ? 0 : v)),
  }));

const transposed = (W: Matrix): Matrix => W.map((row, i) => row.map((_, j) => entry(W, j, i)));

/** G^1..G^M the other way round; NaN where the shapes do not fit. */
function reversed(g: Gradient): Gradient {
  return g.map(({ W, b }, m) => {
    const other = g[g.length - 1 - m]!;
    const fits = other.b.length === b.length && other.W[0]!.length === W[0]!.length;
    return {
      W: W.map((row, i) => row.map((_, j) => (fits ? entry(other.W, i, j) : Number.NaN))),
      b: b.map((_, i) => other.b[i] ?? Number.NaN),
    };
  });
}

const onlyOfLayer = (clears: (m: number, g: Gradient) => boolean, biasesToo: boolean): Partial<Steps> =>
  afterwards((g) => (g.length < 2 ? g : zeroed(g, (m, _i, j) => clears(m, g) && (biasesToo || j !== null))));

/** The reverse pass ends before it reaches these hidden layers (the first is 0): their delta is never computed. */
const deltaStaysZero = (where: (m: number) => boolean): Partial<Steps> => ({
  recursion: (e, m, steps) => {
    const delta = rightSteps.recursion(e, m, steps);
    return where(m - 1) ? delta.map(() => 0) : delta;
  },
});

export const productMistakes: readonly Mistake[] = [
  {
    code: "u-for-y",
    steps: { weightTerm: (e, m) => outer(e.delta[m]!, m === 0 ? e.x : e.u[m - 1]!) },
  },
  {
    code: "output-for-input",
    steps: {
      weightTerm: (e, m) => {
        return outer(e.delta[m]!, asInput(e, m, e.y[m]!));
      },
    },
  },
  {
    code: "x-for-y",
    steps: { weightTerm: (e, m) => outer(e.delta[m]!, asInput(e, m, e.x)) },
  },
  { code: "gradient-transposed", steps: afterwards((g) => g.map(({ W, b }) => ({ W: transposed(W), b }))) },
  { code: "layers-reversed", steps: afterwards(reversed) },
  { code: "bias-gradient-missing", leavesZeros: true, steps: biasTimes(() => 0) },
  { code: "bias-sign-flipped", steps: biasTimes(() => -1) },
  { code: "bias-gradient-scaled", steps: biasTimes(N) },
  { code: "bias-gradient-scaled", steps: biasTimes((e) => 1 / N(e)) },
  { code: "bias-gradient-scaled", steps: biasTimes(divisor) },
  { code: "bias-gradient-scaled", steps: biasTimes(outputs) },
  { code: "bias-gradient-last-example", steps: biasOfOneExample("last", () => 1) },
  { code: "bias-gradient-last-example", steps: biasOfOneExample("last", N) },
  { code: "bias-gradient-last-example", steps: biasOfOneExample("last", divisor) },
  { code: "bias-gradient-last-example", steps: biasOfOneExample("first", () => 1) },
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: afterwards((g) => zeroed(g, (m, i, j) => j !== null && i === g[m]!.W.length - 1)),
  },
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: afterwards((g) => zeroed(g, (m, i) => i === g[m]!.W.length - 1)),
  },
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: afterwards((g) => zeroed(g, (m, _i, j) => j !== null && j === g[m]!.W[0]!.length - 1)),
  },
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: afterwards((g) => zeroed(g, (m, i, j) => j === null && i === g[m]!.b.length - 1)),
  },
  ...[
    onlyOfLayer((m) => m === 0, true),
    onlyOfLayer((m, g) => m === g.length - 1, true),
    onlyOfLayer((m, g) => m > 0 && m < g.length - 1, true),
    onlyOfLayer((m, g) => m < g.length - 1, true),
    onlyOfLayer((m) => m === 0, false),
    onlyOfLayer((m, g) => m === g.length - 1, false),
    onlyOfLayer((m, g) => m > 0 && m < g.length - 1, false),
    deltaStaysZero((m) => m === 0),
    deltaStaysZero(() => true),
  ].map((steps): Mistake => ({ code: "layer-never-updated", leavesZeros: true, steps })),
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: {
      // the loop over the nodes of a hidden layer stops one short, so that node's delta stays 0
      recursion: (e, m, steps) => {
        const delta = rightSteps.recursion(e, m, steps);
        return delta.map((v, i) => (i === delta.length - 1 ? 0 : v));
      },
    },
  },
  {
    code: "last-row-missing",
    leavesZeros: true,
    steps: {
      weightTerm: (e, m) =>
        rightSteps
          .weightTerm(e, m)
          .map((row, i, all) => (i === all.length - 1 && m < last(e.net) ? row.map(() => 0) : row)),
    },
  },
];
