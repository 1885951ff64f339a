import type { Matrix, Network, Vector } from "../../../contract.ts";
import { divisorOf } from "../../../oracle/loss.ts";
import { addScaled } from "../../../oracle/rounding.ts";
import type { NetworkCase } from "../case.ts";
import type { FittedMistake, Mistake } from "../mistake.ts";
import { type Example, entry, inputOf, last, rightSteps, type Steps, scaled, transposedTimesRows } from "../steps.ts";

/** Mistakes in delta^{m-1} = F'^{m-1}(u^{m-1}) (W^m)^T delta^m. */

const widthBelow = (net: Network, m: number): number => net[m]!.W[0]!.length;
const nothing = (e: Example, m: number): Vector => new Array<number>(widthBelow(e.net, m)).fill(Number.NaN);

const timesEachLayer = (factor: (e: Example) => number): Partial<Steps> => ({
  recursion: (e, m, steps) => scaled(rightSteps.recursion(e, m, steps), factor(e)),
});

const withWeightsOf = (pick: (m: number, e: Example) => number): Partial<Steps> => ({
  back: (e, m) => {
    const W = e.net[pick(m, e)]?.W;
    if (W?.length !== e.delta[m]!.length || W[0]!.length !== widthBelow(e.net, m)) return nothing(e, m);
    return transposedTimesRows(W, e.delta[m]!, widthBelow(e.net, m));
  },
});

/** W delta for W^T delta; an index outside W is NaN, as in the student's program. */
const untransposed = (W: Matrix, delta: Vector, width: number): Vector =>
  Array.from({ length: width }, (_, j) => delta.reduce((sum, d, i) => sum + entry(W, j, i) * d, 0));

/** delta of the next layer is the array that is being written: later nodes read what earlier ones left. */
function inPlace(e: Example, m: number, steps: Steps): Vector {
  // a softmax needs the whole sum before its Jacobian: what such a program does there is unknown
  if (e.net[m - 1]!.f === "softmax") return nothing(e, m);
  const work = e.delta[m]!.slice();
  const width = widthBelow(e.net, m);
  for (let i = 0; i < width; i++) {
    const sum = e.net[m]!.W.reduce((all, row, k) => all + row[i]! * (work[k] ?? Number.NaN), 0);
    const unit = new Array<number>(width).fill(0);
    unit[i] = sum;
    work[i] = steps.derivative(e, m - 1, unit)[i]!;
  }
  return work.slice(0, width);
}

const N = (e: Example): number => e.case.X.length;
const outputs = (e: Example): number => e.net.at(-1)!.b.length;

/** The same before f' is multiplied in. */
function sumInPlace(e: Example, m: number): Vector {
  const work = e.delta[m]!.slice();
  const width = widthBelow(e.net, m);
  for (let j = 0; j < width; j++) {
    work[j] = e.net[m]!.W.reduce((all, row, i) => all + row[j]! * (work[i] ?? Number.NaN), 0);
  }
  return work.slice(0, width);
}

export const recursionMistakes: readonly Mistake[] = [
  {
    code: "weights-not-transposed",
    steps: { back: (e, m) => untransposed(e.net[m]!.W, e.delta[m]!, widthBelow(e.net, m)) },
  },
  { code: "sign-flipped-in-recursion", steps: timesEachLayer(() => -1) },
  { code: "factor-in-every-recursion", steps: timesEachLayer(() => 2) },
  { code: "factor-in-every-recursion", steps: timesEachLayer(() => -2) },
  { code: "factor-in-every-recursion", steps: timesEachLayer((e) => 1 / N(e)) },
  { code: "factor-in-every-recursion", steps: timesEachLayer((e) => 1 / outputs(e)) },
  { code: "factor-in-every-recursion", steps: timesEachLayer((e) => 1 / (N(e) * outputs(e))) },
  { code: "factor-in-every-recursion", steps: timesEachLayer((e) => 2 / (N(e) * outputs(e))) },
  { code: "weights-of-wrong-layer", steps: withWeightsOf((m) => m - 1) },
  { code: "weights-of-wrong-layer", steps: withWeightsOf((m) => m + 1) },
  { code: "weights-of-wrong-layer", steps: withWeightsOf((_m, e) => last(e.net)) },
  { code: "weights-of-wrong-layer", steps: withWeightsOf(() => 0) },
  {
    code: "weights-missing-in-recursion",
    steps: { back: (e, m) => (e.delta[m]!.length === widthBelow(e.net, m) ? e.delta[m]!.slice() : nothing(e, m)) },
  },
  {
    code: "weights-missing-in-recursion",
    // nodes that the next layer does not have count as 0, where a program guards against undefined
    steps: { back: (e, m) => Array.from({ length: widthBelow(e.net, m) }, (_, i) => e.delta[m]![i] ?? 0) },
  },
  {
    code: "weights-missing-in-recursion",
    steps: {
      back: (e, m) => {
        const sum = e.delta[m]!.reduce((all, v) => all + v, 0);
        return new Array<number>(widthBelow(e.net, m)).fill(sum);
      },
    },
  },
  {
    code: "mean-over-next-layer",
    steps: { back: (e, m) => scaled(rightSteps.back(e, m), 1 / e.net[m]!.b.length) },
  },
  {
    code: "recursion-skips-node",
    // with a single next node the whole sum
    leavesZeros: true,
    steps: {
      back: (e, m) => transposedTimesRows(e.net[m]!.W, e.delta[m]!, widthBelow(e.net, m), 0, e.delta[m]!.length - 1),
    },
  },
  {
    code: "recursion-skips-node",
    // with a single next node the whole sum
    leavesZeros: true,
    steps: { back: (e, m) => transposedTimesRows(e.net[m]!.W, e.delta[m]!, widthBelow(e.net, m), 1) },
  },
  { code: "sensitivity-overwritten", steps: { recursion: inPlace } },
  { code: "sensitivity-overwritten", steps: { back: sumInPlace } },
  {
    code: "sensitivity-overwritten",
    steps: {
      back: (e, m) => transposedTimesRows(e.net[m]!.W, e.delta[m]!, widthBelow(e.net, m), e.delta[m]!.length - 1),
    },
  },
];

/** What the student's delta is already divided by when the weights are moved. */
export const stepScales: readonly ((c: NetworkCase) => number)[] = [
  () => 1,
  ({ net, X }) => X.length / divisorOf(net, X.length),
  ({ X }) => 1 / X.length,
  ({ net, X }) => 1 / divisorOf(net, X.length),
];

/** The recursion meets W - alpha delta y^T, already updated with this example; alpha is the student's own. */
export const updatedWeights: readonly FittedMistake[] = stepScales.map((scale) => ({
  code: "weights-updated-before-recursion",
  starts: [0.1, 0.01],
  steps: (alpha: number) => ({
    back: (e: Example, m: number) => {
      const W = e.net[m]!.W.map((row, i) => {
        const moved = row.slice();
        addScaled(moved, -alpha * scale(e.case) * e.delta[m]![i]!, inputOf(e, m), undefined);
        return moved;
      });
      return transposedTimesRows(W, e.delta[m]!, widthBelow(e.net, m));
    },
  }),
}));
