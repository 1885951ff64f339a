import type { Gradient, Matrix, Network, TrainOptions, UpdateOptions, Vector } from "../contract.ts";
import { gradient } from "./gradient.ts";
import { loss } from "./loss.ts";
import { flatten, unflattenNetwork } from "./parameters.ts";
import type { How } from "./rounding.ts";
import { type UpdateRule, updateRules } from "./update-rules.ts";

export interface Trained {
  net: Network;
  /** losses[0] is J before training, losses[e] after epoch e, over all of X */
  losses: Vector;
}

/** The parts of training that a student can get wrong, each replaceable by its mistaken version. */
export interface TrainingParts {
  gradient: (net: Network, X: Matrix, D: Matrix, how: How) => Gradient | null;
  loss: (net: Network, X: Matrix, D: Matrix, how: How) => number | null;
  rule: UpdateRule;
  /** the batches that epoch e really takes */
  batches: (epochs: number[][][], e: number, examples: number) => number[][];
  /** the rows of D that are taken for a batch */
  targets: (batch: number[]) => number[];
  /** factor on the gradient of a batch */
  scale: (batch: number[], epoch: number[][], examples: number) => number;
  /** the optimiser's state begins anew at each epoch, or batch */
  forgets: "never" | "epoch" | "batch";
  /** what is recorded of an epoch */
  records: "after" | "before" | "last batch" | "mean of batches";
  /** weights change after every example of a batch instead of once */
  perExample: boolean;
}

export const rightTraining: Omit<TrainingParts, "rule"> = {
  gradient,
  loss,
  batches: (epochs, e) => epochs[e]!,
  targets: (batch) => batch,
  scale: () => 1,
  forgets: "never",
  records: "after",
  perExample: false,
};

const rowsAt = (rows: Matrix, batch: readonly number[]) => batch.map((n) => rows[n]!);

/**
 * The contract's `train`: one gradient of J over each batch, one update, in the given order; the state is kept throughout.
 * With mistaken `parts`, what a program with that mistake returns; null where such a program would crash.
 */
export function trainWith(
  net: Network,
  X: Matrix,
  D: Matrix,
  options: TrainOptions,
  parts: Partial<TrainingParts> = {},
  how: How = {},
): Trained | null {
  const p: TrainingParts = { ...rightTraining, rule: updateRules[options.method], ...parts };
  const round = how.round ?? ((v: number) => v);
  const hyper = options as UpdateOptions;
  let current = net;
  let w = flatten(net);
  const begin = () => p.rule(w.length, hyper, how.round);
  let step = begin();
  const first = p.loss(current, X, D, how);
  if (first === null) return null;
  const losses = [first];
  for (let e = 0; e < options.epochs.length; e++) {
    const epoch = p.batches(options.epochs, e, X.length);
    if (p.forgets === "epoch") step = begin();
    const before: number[] = [];
    const taken = p.perExample ? epoch.flatMap((batch) => batch.map((n) => [n])) : epoch;
    for (const batch of taken) {
      if (p.forgets === "batch") step = begin();
      const [Xb, Db] = [rowsAt(X, batch), rowsAt(D, p.targets(batch))];
      if (p.records === "last batch" || p.records === "mean of batches") before.push(p.loss(current, Xb, Db, how) ?? 0);
      const g = p.gradient(current, Xb, Db, how);
      if (g === null) return null;
      const factor = p.scale(batch, epoch, X.length);
      const change = step(flatten(g).map((gi) => factor * gi));
      w = w.map((wi, i) => round(wi + change[i]!));
      current = unflattenNetwork(w, net);
    }
    const J =
      p.records === "last batch"
        ? (before.at(-1) ?? 0)
        : p.records === "mean of batches"
          ? before.reduce((sum, value) => sum + value, 0) / before.length
          : p.loss(current, X, D, how);
    if (J === null) return null;
    losses.push(J);
  }
  // the loss before an epoch is the one after the epoch before
  if (p.records === "before") losses.splice(0, losses.length, first, ...losses.slice(0, -1));
  return { net: current, losses };
}

/** The contract's `train`. */
export function train(net: Network, X: Matrix, D: Matrix, options: TrainOptions, how: How = {}): Trained {
  return trainWith(net, X, D, options, {}, how)!;
}
