import type { Activation, Matrix, Network, TrainOptions, Vector } from "../contract.ts";
import { unflattenNetwork, zeroNetwork } from "./parameters.ts";
import type { How } from "./rounding.ts";
import { type Trained, train } from "./train.ts";

export interface Starts {
  /** each start after its training */
  trained: Trained[];
  /** final J of each start, in order */
  losses: Vector;
  /** index of the smallest; a tie goes to the first */
  best: number;
}

/** The networks of the starts: every parameter from one standard normal draw, in the order W^1 row by row, b^1, W^2, ... */
export function initialNetworks(
  sizes: readonly number[],
  activations: readonly Activation[],
  draws: readonly number[],
): Network[] {
  const shape = zeroNetwork(sizes, activations);
  const size = sizes.slice(1).reduce((sum, nodes, m) => sum + nodes * (sizes[m]! + 1), 0);
  const starts = Math.floor(draws.length / size);
  return Array.from({ length: starts }, (_, k) => unflattenNetwork(draws.slice(k * size, (k + 1) * size), shape));
}

export function bestOf(losses: readonly number[]): number {
  return losses.reduce((best, J, k) => (J < losses[best]! ? k : best), 0);
}

/** The contract's `multi-start` with the oracle's own `train`. */
export function multiStart(
  nets: readonly Network[],
  X: Matrix,
  D: Matrix,
  options: TrainOptions,
  how: How = {},
): Starts {
  const trained = nets.map((net) => train(net, X, D, options, how));
  const losses = trained.map((start) => start.losses.at(-1)!);
  return { trained, losses, best: bestOf(losses) };
}
