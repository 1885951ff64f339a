import type { Gradient, Matrix, Network, TrainOptions } from "../contract.ts";
import { gradient } from "../oracle/gradient.ts";
import { divisorOf } from "../oracle/loss.ts";
import { flatten, sizesOf, unflattenGradient } from "../oracle/parameters.ts";
import { type Trained, trainWith } from "../oracle/train.ts";

/** How a program keeps gradients that it should have set to zero. */
export interface Accumulating {
  /** when they are set to zero after all */
  reset: "never" | "call" | "epoch";
  /** what is added up: gradients of J, already divided, or sums over examples that are divided together afterwards */
  adds: "means" | "sums";
}

export interface Run {
  net: Network;
  X: Matrix;
  D: Matrix;
  options: TrainOptions;
}

/** One gradient per network shape, as a program keeps it between its batches. */
type Kept = Map<string, Float64Array>;

const shapeOf = (net: Network): string => sizesOf(net).join("-");

function accumulatingGradient(
  { options }: Run,
  { reset, adds }: Accumulating,
  kept: Kept,
): (net: Network, X: Matrix, D: Matrix) => Gradient {
  const startsOfEpochs = new Set<number>();
  let batches = 0;
  for (const epoch of options.epochs) {
    startsOfEpochs.add(batches);
    batches += epoch.length;
  }
  let k = 0;
  return (net, X, D) => {
    const shape = shapeOf(net);
    if (reset === "epoch" && startsOfEpochs.has(k)) kept.delete(shape);
    k += 1;
    const divisor = adds === "sums" ? divisorOf(net, X.length) : 1;
    const before = kept.get(shape);
    const sum = flatten(gradient(net, X, D)).map((g, i) => divisor * g + (before?.[i] ?? 0));
    kept.set(shape, sum);
    return unflattenGradient(
      sum.map((g) => g / divisor),
      net,
    );
  };
}

/** Trainings of one process, one after the other, in which gradients are added to what earlier batches left. */
export function trainAllAccumulating(runs: readonly Run[], how: Accumulating): Trained[] | null {
  const kept: Kept = new Map();
  const trained: Trained[] = [];
  for (const one of runs) {
    if (how.reset !== "never") kept.clear();
    const result = trainWith(one.net, one.X, one.D, one.options, { gradient: accumulatingGradient(one, how, kept) });
    if (!result) return null;
    trained.push(result);
  }
  return trained;
}

/**
 * The flat answer of a `train` whose gradient is added to what earlier batches left (`zero_grad` forgotten).
 * With `reset: "never"` the trainings `earlier` in the process have left something as well.
 */
export function trainAccumulating(run: Run, earlier: readonly Run[], how: Accumulating): Float64Array | null {
  const last = trainAllAccumulating(how.reset === "never" ? [...earlier, run] : [run], how)?.at(-1);
  return last ? Float64Array.from([...flatten(last.net), ...last.losses]) : null;
}
