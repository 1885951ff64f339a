import type { TrainOptions } from "../contract.ts";
import { flatten, parameterCount } from "../oracle/parameters.ts";
import { type Trained, train } from "../oracle/train.ts";
import type { Check, TrainFamily } from "../project.ts";
import { seededRandom } from "../random.ts";
import type { Argument } from "../sandbox/types.ts";
import { type Bounded, boundsOf } from "./bounds.ts";
import { type Layout, plainNetwork, trainedLayout } from "./layout.ts";
import { drawNetworkCase, type NetworkCase } from "./network-cases.ts";
import { remembered } from "./remembered.ts";
import { drawTraining, plainTraining } from "./schedule.ts";

export type TrainCheck = Extract<Check, { kind: "train" }>;

export interface TrainCase extends NetworkCase, Bounded {
  options: TrainOptions;
  layout: Layout;
  args: Argument[];
  /** updates of the weights in the whole training */
  steps: number;
  operations: number;
}

/** net and losses as one vector, in the order of the layout */
export function trainedValues({ net, losses }: Trained): Float64Array {
  return Float64Array.from([...flatten(net), ...losses]);
}

/** a run of Monte-Carlo arithmetic is a whole training here, and the safety factor of the bound is large */
const draws = 8;

/** A training to do. Its bound is that of the whole trajectory; where rounding alone grows too large to judge by, it is drawn again. */
function drawTrainCase(
  seed: string,
  check: string,
  index: number,
  draw: number,
  family: TrainFamily,
  tolerance: number,
): TrainCase {
  let posed: Omit<TrainCase, keyof NetworkCase> | undefined;
  const drawn = drawNetworkCase(seed, check, index, draw, family, ({ net, X, D }) => {
    const options = drawTraining(family.training, X.length, seededRandom(seed, check, index, draw, "schedule"));
    const layout = trainedLayout(net, options.epochs.length + 1);
    const bounds = boundsOf(
      (round) => trainedValues(train(net, X, D, options, { round })),
      layout,
      [seed, check, index, draw, "bound"],
      { factor: tolerance, draws },
    );
    const examples = options.epochs.flat(2).length + (options.epochs.length + 1) * X.length;
    posed = {
      ...bounds,
      options,
      layout,
      args: [{ value: plainNetwork(net) }, { value: X }, { value: D }, { value: plainTraining(options) }],
      steps: options.epochs.flat().length,
      operations: 6 * parameterCount(net) * examples,
    };
    return bounds.informative;
  });
  const { method, epochs } = family.training;
  return { ...drawn, ...posed!, label: `${drawn.label}, ${method}, ${epochs} epochs` };
}

/** All trainings of a check. */
export const poseTrainCheck = remembered((check: TrainCheck, seed: string): TrainCase[] =>
  check.cases.flatMap((family: TrainFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) =>
      drawTrainCase(seed, check.id, index, draw, family, check.tolerance),
    ),
  ),
);
