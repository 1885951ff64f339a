import type { Matrix, Network, TrainOptions } from "../contract.ts";
import { drawExamples } from "../oracle/datasets.ts";
import { bestOf, initialNetworks, multiStart } from "../oracle/multi-start.ts";
import { flatten, parameterCount, zeroNetwork } from "../oracle/parameters.ts";
import type { Check, MultiStartFamily } from "../project.ts";
import { seededRandom } from "../random.ts";
import type { Argument } from "../sandbox/types.ts";
import { type Bounded, boundsOf } from "./bounds.ts";
import { type Layout, networkLabel, trainedLayout } from "./layout.ts";
import { remembered } from "./remembered.ts";
import { drawTraining, plainTraining } from "./schedule.ts";

export type MultiStartCheck = Extract<Check, { kind: "multi-start" }>;

export interface MultiStartCase extends Bounded {
  sizes: number[];
  net: Network;
  X: Matrix;
  D: Matrix;
  /** standard normal draws, P for each start */
  draws: number[];
  starts: number;
  options: TrainOptions;
  layout: Layout;
  args: Argument[];
  label: string;
  operations: number;
}

const mostAttempts = 60;
const monteCarloRuns = 6;

/** Whether the best start is told from every other by more than rounding can move their losses. */
function clearlyBest(losses: Float64Array, bound: Float64Array): boolean {
  const best = bestOf([...losses]);
  return losses.every((J, k) => k === best || J - losses[best]! > bound[k]! + bound[best]!);
}

/** Draws the examples, the batches and every random number that the starts will ask for. */
function drawMultiStartCase(
  seed: string,
  check: string,
  index: number,
  draw: number,
  family: MultiStartFamily,
  tolerance: number,
): MultiStartCase {
  const { layers: sizes, activations, examples, dataset, starts, training } = family;
  const net = zeroNetwork(sizes, activations);
  const size = parameterCount(net);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const random = seededRandom(seed, check, index, draw, attempt);
    const { X, D } = drawExamples(
      dataset,
      examples,
      sizes[0]!,
      sizes.at(-1)!,
      activations.at(-1)!,
      "auto",
      random.fork("examples"),
    );
    const stream = random.fork("draws");
    const draws = Array.from({ length: starts * size }, () => stream.normal());
    const options = drawTraining(training, X.length, random.fork("schedule"));
    const nets = initialNetworks(sizes, activations, draws);
    const layout = trainedLayout(net, starts);
    const best = multiStart(nets, X, D, options).best;
    const compute = (round: (v: number) => number) => {
      // the perturbed runs must not jump to another best: the network compared is the oracle's choice
      const { trained, losses } = multiStart(nets, X, D, options, { round });
      return Float64Array.from([...flatten(trained[best]!.net), ...losses]);
    };
    const bounds = boundsOf(compute, layout, [seed, check, index, draw, "bound"], {
      factor: tolerance,
      draws: monteCarloRuns,
    });
    if (!bounds.informative || !clearlyBest(bounds.right.slice(size), bounds.bound.slice(size))) continue;
    const passes = options.epochs.flat(2).length + (options.epochs.length + 1) * X.length;
    return {
      ...bounds,
      sizes,
      net,
      X,
      D,
      draws,
      starts,
      options,
      layout,
      args: [
        { value: sizes },
        { value: activations },
        { value: X },
        { value: D },
        { value: { starts, train: plainTraining(options) }, random: draws },
      ],
      label: `${networkLabel(net, X.length)}, ${starts} starts, ${training.method}`,
      operations: 6 * size * passes * starts,
    };
  }
  throw new Error(`${check}: family ${index + 1} gives no usable case in ${mostAttempts} attempts`);
}

/** All multi-starts of a check. */
export const poseMultiStartCheck = remembered((check: MultiStartCheck, seed: string): MultiStartCase[] =>
  check.cases.flatMap((family: MultiStartFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) =>
      drawMultiStartCase(seed, check.id, index, draw, family, check.tolerance),
    ),
  ),
);
