import type { Matrix, Network, TrainOptions } from "../contract.ts";
import { train } from "../oracle/train.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import { ReferenceDispute } from "./exercise.ts";

/** Trajectories in float32 and float64 part by rounding alone after a while: only the first epochs are compared. */
const earlyEpochs = 3;

/**
 * Share of J by which a training in float32 may differ after so few epochs. Correct ones differ by 1e-5 (measured on both engines
 * over five methods); a rule with any of its known mistakes by more than 1e-2.
 */
const float32Share = 1e-3;

/** Trainings from several starting weights, with one schedule. */
export interface Trainings {
  label: string;
  nets: readonly Network[];
  X: Matrix;
  D: Matrix;
  options: TrainOptions;
}

/**
 * The second opinion on trainings from many starting weights: TensorFlow.js takes the first epochs of all of them as one batched
 * tensor, and the oracle's J after each must be the same.
 * @throws ReferenceDispute where they are not: the fault is ours, and no student's
 */
export async function agreeOnTrainings(
  id: string,
  { label, nets, X, D, options }: Trainings,
  engine: ReferenceEngine,
): Promise<void> {
  const early = { ...options, epochs: options.epochs.slice(0, earlyEpochs) };
  const { losses } = await engine.trainMany([...nets], X, D, early);
  for (const [k, net] of nets.entries()) {
    const expected = train(net, X, D, early).losses;
    const start = expected[0]!;
    const off = expected.findIndex((J, e) => {
      // what climbs away from its start is chaos in any arithmetic
      if (!(J <= 10 * start)) return false;
      return !(Math.abs(losses[k]![e]! - J) <= float32Share * Math.max(J, start));
    });
    if (off >= 0) {
      throw new ReferenceDispute(
        `${id}, ${label}, start ${k + 1}: after ${off} epochs J is ${expected[off]} for the oracle, ${losses[k]![off]} for TensorFlow.js on ${engine.backend}`,
      );
    }
  }
}
