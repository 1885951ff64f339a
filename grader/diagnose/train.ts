import type { Matrix, Network, TrainOptions } from "../contract.ts";
import { loss, lossOf } from "../oracle/loss.ts";
import { flatten } from "../oracle/parameters.ts";
import { type TrainingParts, trainWith } from "../oracle/train.ts";
import { updateRules } from "../oracle/update-rules.ts";
import type { Diagnosis } from "../report.ts";
import { unexplained } from "./catalogue/facts.ts";
import { describeMistake } from "./catalogue/optimisers.ts";
import { gradientMutants, gradientMutantsFor } from "./network.ts";
import { type Hypothesis, isWrong, type Probe, recognise } from "./recognise.ts";
import { trainAccumulating } from "./train-accumulating.ts";
import { trainLayerByLayer } from "./train-layerwise.ts";
import { trainedPlace } from "./trained-place.ts";
import { updateMutants } from "./update-rule-mutants.ts";

export interface Training {
  net: Network;
  X: Matrix;
  D: Matrix;
  options: TrainOptions;
  /** trainings of the same process before this one, oldest first */
  earlier?: readonly Training[];
}

interface LoopMutant {
  code: string;
  parts: Partial<TrainingParts>;
}

const inOrder = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

/** the same sizes as the given batches, but the examples as they come */
function unshuffled(epoch: number[][]): number[][] {
  let start = 0;
  return epoch.map((batch) => {
    start += batch.length;
    return inOrder(start - batch.length, start);
  });
}

const longest = (epoch: number[][]) => Math.max(...epoch.map((batch) => batch.length));

/** Mistakes of the loop over epochs and batches, the common ones first. */
const loopMutants: readonly LoopMutant[] = [
  { code: "order-ignored", parts: { batches: (epochs, e) => unshuffled(epochs[e]!) } },
  { code: "order-ignored", parts: { batches: (epochs) => epochs[0]! } },
  { code: "order-ignored", parts: { batches: (_epochs, _e, N) => [inOrder(0, N)] } },
  { code: "order-ignored", parts: { batches: (epochs, e, N) => epochs[e]!.map(() => inOrder(0, N)) } },
  { code: "order-ignored", parts: { batches: (epochs, e) => epochs[e]!.map((batch) => inOrder(0, batch.length)) } },
  { code: "targets-misaligned", parts: { targets: (batch) => inOrder(0, batch.length) } },
  {
    code: "short-batch-mishandled",
    parts: { batches: (epochs, e) => epochs[e]!.filter((b) => b.length === longest(epochs[e]!)) },
  },
  { code: "short-batch-mishandled", parts: { scale: (batch, epoch) => batch.length / longest(epoch) } },
  { code: "last-batch-skipped", parts: { batches: (epochs, e) => epochs[e]!.slice(0, -1) } },
  { code: "first-batch-only", parts: { batches: (epochs, e) => epochs[e]!.slice(0, 1) } },
  { code: "missing-mean-over-examples", parts: { scale: (batch) => batch.length } },
  { code: "mean-over-all-examples", parts: { scale: (batch, _epoch, N) => batch.length / N } },
  { code: "losses-off-by-one", parts: { records: "before" } },
  { code: "loss-of-batch", parts: { records: "last batch" } },
  { code: "loss-of-batch", parts: { records: "mean of batches" } },
  { code: "update-inside-batch", parts: { perExample: true } },
  { code: "velocity-not-kept", parts: { forgets: "epoch" } },
  { code: "velocity-not-kept", parts: { forgets: "batch" } },
];

/** J on another scale: the curve is the right one, multiplied */
const lossScales: readonly { code: string; of: (J: number, N: number, NM: number) => number }[] = [
  { code: "missing-mean", of: (J, N, NM) => J * N * NM },
  { code: "missing-mean-over-examples", of: (J, N) => J * N },
  { code: "missing-mean-over-outputs", of: (J, _N, NM) => J * NM },
  { code: "half-squared-error", of: (J, N, NM) => (J * N * NM) / 2 },
  { code: "half-squared-error", of: (J) => J / 2 },
  { code: "rmse-differentiated", of: (J) => Math.sqrt(J) },
];

const trainingWith = (code: string, parts: (c: Training) => Partial<TrainingParts> | null): Hypothesis<Training> => ({
  code,
  predict: (c) => {
    const mistaken = parts(c);
    const trained = mistaken && trainWith(c.net, c.X, c.D, c.options, mistaken);
    return trained && Float64Array.from([...flatten(trained.net), ...trained.losses]);
  },
});

/** Mistakes of `train` itself: its loop, and what it records and returns. */
export const loopHypotheses: readonly Hypothesis<Training>[] = [
  ...(["epoch", "batch"] as const).map((forgets) =>
    trainingWith("velocity-not-kept", ({ options }) => (options.method === "momentum" ? { forgets } : {})),
  ),
  ...loopMutants.map(({ code, parts }) => trainingWith(code, () => parts)),
  {
    code: "initial-network-returned",
    predict: ({ net, X, D, options }) => Float64Array.from([...flatten(net), ...trainWith(net, X, D, options)!.losses]),
  },
  ...lossScales.map(({ code, of }) =>
    trainingWith(code, ({ D }) => ({
      loss: (net, X, Db, how) =>
        of(loss(net, X, Db, how), X.length, lossOf(net) === "cross-entropy" ? 1 : D[0]!.length),
    })),
  ),
];

/** Mistakes between the gradient and the update: gradients that are not set to zero, weights moved before they are used. */
const betweenHypotheses: readonly Hypothesis<Training>[] = [
  {
    code: "weights-updated-before-recursion",
    predict: ({ net, X, D, options }) => trainLayerByLayer(net, X, D, options),
  },
  ...(["call", "epoch", "never"] as const).flatMap((reset) =>
    (["means", "sums"] as const).map((adds) => ({
      code: "accumulator-not-reset",
      predict: (c: Training) => trainAccumulating(c, c.earlier ?? [], { reset, adds }),
    })),
  ),
];

/** Mistakes of the gradient and of the rules that a `train` carries inside. */
function insideHypotheses(methods: ReadonlySet<TrainOptions["method"]>): Hypothesis<Training>[] {
  const gradients = gradientMutants.map(({ code, gradient }) =>
    trainingWith(code, () => ({ gradient: (net, X, D) => gradient(net, X, D) })),
  );
  const rules = [...methods].flatMap((method) =>
    updateMutants(method, updateRules[method]).map(({ code, rule }) =>
      trainingWith(code, (c) => (c.options.method === method ? { rule } : {})),
    ),
  );
  return [...betweenHypotheses, ...gradients, ...rules];
}

/**
 * A mistake of the loop around a gradient or a rule whose own mistake is known from its own export: `inherited` are the codes
 * found there.
 */
function aroundInherited(first: Training, inherited: ReadonlySet<string>): Hypothesis<Training>[] {
  const gradients = gradientMutantsFor(first.net, first.X, first.D)
    .filter(({ code }) => inherited.has(code))
    .map(({ code, gradient }) => ({
      second: code,
      mistaken: (): Partial<TrainingParts> => ({ gradient: (net, X, D) => gradient(net, X, D) }),
    }));
  const { method } = first.options;
  const rules = updateMutants(method, updateRules[method])
    .filter(({ code }) => inherited.has(code))
    .map(({ code, rule }) => ({
      second: code,
      mistaken: ({ options }: Training): Partial<TrainingParts> => (options.method === method ? { rule } : {}),
    }));
  return loopMutants.flatMap(({ code, parts }) =>
    [...gradients, ...rules].map(({ second, mistaken }) => ({
      ...trainingWith(code, (c) => ({ ...parts, ...mistaken(c) })),
      second,
    })),
  );
}

/**
 * Names the mistake of a `train` that is wrong by itself: in its loop, or in the gradient or the rule that it carries inside.
 * @param inherited codes found for the exports that it may be using; a mistake of the loop is then tried together with them
 */
export function diagnoseTrain(
  probes: readonly Probe<Training>[],
  inherited: ReadonlySet<string> = new Set(),
): Diagnosis[] {
  const inTurn = probes.map((probe, k) => ({
    ...probe,
    case: { ...probe.case, earlier: probes.slice(0, k).map(({ case: before }) => before) },
  }));
  const cheapest = inTurn.toSorted((a, b) => work(a.case) - work(b.case));
  const methods = new Set(probes.map((probe) => probe.case.options.method));
  const tries = [
    () => loopHypotheses,
    () => insideHypotheses(methods),
    () => (inherited.size > 0 ? aroundInherited((cheapest.find(isWrong) ?? cheapest[0]!).case, inherited) : []),
  ];
  const place = trainedPlace(probes);
  for (const hypotheses of tries) {
    const recognition = recognise(hypotheses(), cheapest);
    if (recognition.kind === "unexplained") continue;
    const codes = new Set(
      recognition.matches.flatMap(({ code, second }) => (second === undefined ? [code] : [code, second])),
    );
    return [...codes].map((code) => describeMistake(code, place, recognition.confidence));
  }
  return [unexplained(place)];
}

const work = ({ net, options }: Training) => options.epochs.flat(2).length * flatten(net).length;
