import type { Matrix, Network, TrainOptions } from "../contract.ts";
import { bestOf, initialNetworks } from "../oracle/multi-start.ts";
import { flatten, sizesOf, unflattenNetwork } from "../oracle/parameters.ts";
import { type Trained, train } from "../oracle/train.ts";
import type { Diagnosis } from "../report.ts";
import { unexplained } from "./catalogue/facts.ts";
import { describeMistake } from "./catalogue/optimisers.ts";
import { type Hypothesis, type Probe, recognise } from "./recognise.ts";
import { type Run, trainAllAccumulating } from "./train-accumulating.ts";
import { trainedPlace } from "./trained-place.ts";

export interface ManyStarts {
  net: Network;
  X: Matrix;
  D: Matrix;
  draws: number[];
  starts: number;
  options: TrainOptions;
  /** calls of the same process before this one, oldest first */
  earlier?: readonly ManyStarts[];
}

const startsOf = ({ net, draws }: ManyStarts) =>
  initialNetworks(
    sizesOf(net),
    net.map(({ f }) => f),
    draws,
  );

const trainAll = (c: ManyStarts, nets: readonly Network[]): Trained[] =>
  nets.map((net) => train(net, c.X, c.D, c.options));

const final = (trained: readonly Trained[]) => trained.map(({ losses }) => losses.at(-1)!);

const answerOf = (trained: readonly Trained[], chosen: Network, losses = final(trained)) =>
  Float64Array.from([...flatten(chosen), ...losses]);

const worstOf = (losses: readonly number[]) => losses.indexOf(Math.max(...losses));

/** The right trainings, and another one of their networks returned. */
const choosing =
  (choose: (trained: readonly Trained[], nets: readonly Network[]) => Network) =>
  (c: ManyStarts): Float64Array => {
    const nets = startsOf(c);
    const trained = trainAll(c, nets);
    return answerOf(trained, choose(trained, nets));
  };

/** Other networks to begin from. */
const beginning =
  (begin: (c: ManyStarts, nets: Network[]) => Network[]) =>
  (c: ManyStarts): Float64Array => {
    const trained = trainAll(c, begin(c, startsOf(c)));
    return answerOf(trained, trained[bestOf(final(trained))]!.net);
  };

const mapBiases = (net: Network, change: (b: number) => number): Network =>
  net.map((l) => ({ ...l, b: l.b.map(change) }));

/** Fills parameters in another order than the contract's, from the same stream of draws. */
function refilled(c: ManyStarts, order: (net: Network) => number[]): Network[] {
  const size = flatten(c.net).length;
  const places = order(c.net);
  return Array.from({ length: c.starts }, (_, k) => {
    const w = new Float64Array(size);
    for (const [i, place] of places.entries()) w[place] = c.draws[k * size + i]!;
    return unflattenNetwork(w, c.net);
  });
}

/** index of w_{i,j} or b_i of each layer in the contract's order */
function placesOf(net: Network) {
  let offset = 0;
  return net.map(({ W, b }) => {
    const columns = W[0]!.length;
    const start = offset;
    offset += b.length * (columns + 1);
    const weight = (i: number, j: number) => start + i * columns + j;
    const bias = (i: number) => start + b.length * columns + i;
    const nodes = b.map((_, i) => i);
    const inputs = W[0]!.map((_, j) => j);
    return {
      rows: nodes.flatMap((i) => inputs.map((j) => weight(i, j))),
      columns: inputs.flatMap((j) => nodes.map((i) => weight(i, j))),
      biases: nodes.map(bias),
      nodes: nodes.flatMap((i) => [...inputs.map((j) => weight(i, j)), bias(i)]),
      biasFirst: nodes.flatMap((i) => [bias(i), ...inputs.map((j) => weight(i, j))]),
    };
  });
}

const otherOrders: readonly ((net: Network) => number[])[] = [
  (net) => placesOf(net).flatMap(({ biases, rows }) => [...biases, ...rows]),
  (net) => placesOf(net).flatMap(({ columns, biases }) => [...columns, ...biases]),
  (net) => placesOf(net).flatMap(({ nodes }) => nodes),
  (net) => placesOf(net).flatMap(({ biasFirst }) => biasFirst),
  (net) => [...placesOf(net).flatMap(({ rows }) => rows), ...placesOf(net).flatMap(({ biases }) => biases)],
  (net) =>
    placesOf(net)
      .toReversed()
      .flatMap(({ rows, biases }) => [...rows, ...biases]),
];

/** Mistakes of a `multiStart` around a right `train`. */
export const multiStartHypotheses: readonly Hypothesis<ManyStarts>[] = [
  { code: "best-of-starts-wrong", predict: choosing((trained) => trained.at(-1)!.net) },
  { code: "best-of-starts-wrong", predict: choosing((trained) => trained[worstOf(final(trained))]!.net) },
  { code: "best-of-starts-wrong", predict: choosing((trained) => trained[0]!.net) },
  { code: "initial-network-returned", predict: choosing((trained, nets) => nets[bestOf(final(trained))]!) },
  ...otherOrders.map((order) => ({
    code: "flattened-in-other-order",
    predict: beginning((c: ManyStarts) => refilled(c, order)),
  })),
  {
    code: "biases-not-drawn",
    predict: beginning((c) => {
      // no draw is spent on a bias, so the weights of later layers and starts move up in the stream
      const places = placesOf(c.net).flatMap(({ rows }) => rows);
      return Array.from({ length: c.starts }, (_, k) => {
        const w = new Float64Array(flatten(c.net).length);
        for (const [i, place] of places.entries()) w[place] = c.draws[k * places.length + i]!;
        return unflattenNetwork(w, c.net);
      });
    }),
  },
  { code: "biases-not-drawn", predict: beginning((_c, nets) => nets.map((net) => mapBiases(net, () => 0))) },
  {
    code: "draws-scaled",
    predict: beginning((_c, nets) =>
      nets.map((net) => net.map((l) => ({ ...l, W: l.W.map((row) => row.map((w) => w / Math.sqrt(row.length))) }))),
    ),
  },
  ...[0.1, 0.5, 0.01, 2].map((factor) => ({
    code: "draws-scaled",
    predict: beginning((_c: ManyStarts, nets: Network[]) =>
      nets.map((net) =>
        unflattenNetwork(
          flatten(net).map((w) => factor * w),
          net,
        ),
      ),
    ),
  })),
  { code: "starts-equal", predict: beginning((_c, nets) => nets.map(() => nets[0]!)) },
  {
    code: "losses-before-training",
    predict: (c) => {
      const trained = trainAll(c, startsOf(c));
      const before = trained.map(({ losses }) => losses[0]!);
      return answerOf(trained, trained[bestOf(final(trained))]!.net, before);
    },
  },
  {
    code: "losses-before-training",
    predict: (c) => {
      const trained = trainAll(c, startsOf(c));
      const before = trained.map(({ losses }) => losses[0]!);
      return answerOf(trained, trained[bestOf(before)]!.net, before);
    },
  },
];

const runsOf = (c: ManyStarts): Run[] => startsOf(c).map((net) => ({ net, X: c.X, D: c.D, options: c.options }));

/** Gradients that are never set to zero: every start begins with what the trainings before it left. */
const keptHypotheses: readonly Hypothesis<ManyStarts>[] = (["means", "sums"] as const).map((adds) => ({
  code: "accumulator-not-reset",
  predict: (c) => {
    const runs = [...(c.earlier ?? []), c].flatMap(runsOf);
    const trained = trainAllAccumulating(runs, { reset: "never", adds })?.slice(-c.starts);
    return trained ? answerOf(trained, trained[bestOf(final(trained))]!.net) : null;
  },
}));

/** Names the mistake of a `multiStart` whose `train` is right when it is called for itself. */
export function diagnoseMultiStart(probes: readonly Probe<ManyStarts>[]): Diagnosis[] {
  const inTurn = probes.map((probe, k) => ({
    ...probe,
    case: { ...probe.case, earlier: probes.slice(0, k).map(({ case: before }) => before) },
  }));
  const recognition = recognise([...multiStartHypotheses, ...keptHypotheses], inTurn);
  const place = trainedPlace(probes);
  if (recognition.kind === "unexplained") return [unexplained(place)];
  return recognition.matches.map(({ code }) => describeMistake(code, place, recognition.confidence));
}
