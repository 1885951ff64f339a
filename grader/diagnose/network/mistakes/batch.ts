import type { Gradient, Network, Vector } from "../../../contract.ts";
import type { NetworkCase } from "../case.ts";
import type { FittedMistake, Mistake } from "../mistake.ts";
import { type Activations, inputOf, mapGradient, outer, rightSteps, type Steps } from "../steps.ts";
import { stepScales } from "./recursion.ts";

/** Mistakes in the loop over the examples, in what is carried from one to the next, and in which target belongs to which. */

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
const rescaled = (factor: (N: number) => number): Partial<Steps> => ({
  finish: (sum, c) => mapGradient(rightSteps.finish(sum, c), (v) => v * factor(c.X.length)),
  finishLoss: (sum, c) => rightSteps.finishLoss(sum, c) * factor(c.X.length),
});

const targets = (pick: (n: number, N: number) => number): Partial<Steps> => ({
  target: (c, n) => c.D[pick(n, c.D.length)]!,
});
const targetComponents = (reorder: (d: Vector) => Vector): Partial<Steps> => ({
  target: (c, n) => reorder(c.D[n]!),
});

function overwrite(sum: Gradient, term: Gradient): void {
  sum.forEach((layer, m) => {
    layer.W = term[m]!.W;
    layer.b = term[m]!.b;
  });
}

/** the weights' sum overwritten, while the biases' goes on */
function overwriteWeights(sum: Gradient, term: Gradient): void {
  sum.forEach((layer, m) => {
    layer.W = term[m]!.W;
    layer.b = layer.b.map((v, i) => v + term[m]!.b[i]!);
  });
}

const sameShape = (a: Network, b: Network): boolean =>
  a.length === b.length && a.every(({ W }, m) => W.length === b[m]!.W.length && W[0]!.length === b[m]!.W[0]!.length);

/** What a call before this one left behind, where its network had the same shape; this call's own pass otherwise. */
const fromEarlierCall =
  (
    pick: (earlier: readonly NetworkCase[]) => NetworkCase | undefined,
    example: "same" | "last",
  ): Steps["activations"] =>
  (passOf, n, c) => {
    const before = pick(c.earlier ?? []);
    if (before === undefined || !sameShape(before.net, c.net)) return passOf(n);
    const x = before.X[example === "last" ? before.X.length - 1 : n];
    if (x === undefined) return passOf(n);
    const pass: Activations = { x: c.X[n]!, u: [], y: [] };
    const old: Activations = { x, u: [], y: [] };
    before.net.forEach((_, m) => {
      const u = rightSteps.combine(before.net, m, rightSteps.input(old, m));
      old.u.push(u);
      old.y.push(rightSteps.activate(before.net, m, u));
    });
    pass.u = old.u;
    pass.y = old.y;
    return pass;
  };

const otherExamples: readonly ((n: number, N: number) => number)[] = [
  () => 0,
  (n) => Math.max(0, n - 1),
  (_n, N) => N - 1,
];

export const batchMistakes: readonly Mistake[] = [
  { code: "accumulator-overwritten", steps: { accumulate: overwrite, accumulateLoss: (_sum, term) => term } },
  {
    code: "accumulator-overwritten",
    steps: { accumulate: overwrite, accumulateLoss: (_sum, term) => term, ...rescaled((N) => N) },
  },
  { code: "accumulator-overwritten", steps: { accumulate: overwriteWeights } },
  { code: "first-example-only", steps: { order: () => [0] } },
  { code: "first-example-only", steps: { order: () => [0], ...rescaled((N) => N) } },
  { code: "last-example-skipped", steps: { order: (N) => range(0, N - 1) } },
  { code: "last-example-skipped", steps: { order: (N) => range(0, N - 1), ...rescaled((N) => N / (N - 1)) } },
  { code: "last-example-skipped", steps: { order: (N) => range(1, N) } },
  { code: "last-example-skipped", steps: { order: (N) => range(1, N), ...rescaled((N) => N / (N - 1)) } },
  { code: "targets-misaligned", steps: targets((n, N) => (n + 1) % N) },
  { code: "targets-misaligned", steps: targets((n, N) => (n + N - 1) % N) },
  { code: "targets-misaligned", steps: targets((n, N) => N - 1 - n) },
  { code: "targets-misaligned", steps: targets(() => 0) },
  { code: "targets-misaligned", steps: targets((_n, N) => N - 1) },
  { code: "targets-misaligned", steps: targetComponents((d) => d.toReversed()) },
  { code: "targets-misaligned", steps: targetComponents((d) => [...d.slice(1), d[0]!]) },
  { code: "targets-misaligned", steps: targetComponents((d) => [d.at(-1)!, ...d.slice(0, -1)]) },
  { code: "targets-misaligned", steps: targetComponents((d) => d.map(() => d[0]!)) },
  // with the other example's x in the first layer's product, or with the current one
  ...[true, false].flatMap((ownInput) =>
    otherExamples.map((other) => ({
      code: "stale-activations",
      steps: {
        activations: (passOf: (n: number) => Activations, n: number, c: NetworkCase) => {
          const stale = passOf(other(n, c.X.length));
          return ownInput ? { ...stale, x: c.X[n]! } : stale;
        },
      },
    })),
  ),
  { code: "stale-activations", steps: { weightTerm: (e, m) => outer(e.delta[m]!, inputOf(e.passOf(0), m)) } },
  {
    code: "stale-activations",
    steps: { weightTerm: (e, m) => outer(e.delta[m]!, m === 0 ? e.x : inputOf(e.passOf(0), m)) },
  },
  {
    code: "stale-activations",
    steps: { weightTerm: (e, m) => outer(e.delta[m]!, m === 0 ? e.x : inputOf(e.passOf(Math.max(0, e.n - 1)), m)) },
  },
  {
    code: "stale-activations",
    steps: { weightTerm: (e, m) => outer(e.delta[m]!, m === 0 ? e.x : inputOf(e.passOf(e.case.X.length - 1), m)) },
  },
  { code: "stale-activations", steps: { activations: fromEarlierCall((earlier) => earlier.at(-1), "last") } },
  { code: "stale-activations", steps: { activations: fromEarlierCall((earlier) => earlier.at(-1), "same") } },
  { code: "stale-activations", steps: { activations: fromEarlierCall((earlier) => earlier[0], "same") } },
];

/** Weights moved after every example of the batch: the next one meets W - alpha times the example's own gradient. */
export const updatesInside: readonly FittedMistake[] = stepScales.map((scale) => ({
  code: "update-inside-batch",
  starts: [0.1, 0.01],
  steps: (alpha: number) => ({
    afterExample: (net: Network, term: Gradient, c: NetworkCase) => {
      const step = alpha * scale(c);
      return net.map(({ W, b, f }, m) => ({
        W: W.map((row, i) => row.map((v, j) => v - step * term[m]!.W[i]![j]!)),
        b: b.map((v, i) => v - step * term[m]!.b[i]!),
        f,
      }));
    },
  }),
}));
