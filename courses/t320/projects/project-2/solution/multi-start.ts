import type { Activation, Matrix, MultiStartOptions, Network, Vector } from "nabla";
import { train } from "./train.ts";

/** A network with every parameter drawn from the standard normal: W^1 row by row, b^1, W^2, ... */
function draw(sizes: number[], activations: Activation[], random: () => number): Network {
  return activations.map((f, m) => {
    const W = Array.from({ length: sizes[m + 1] }, () => Array.from({ length: sizes[m] }, random));
    const b = Array.from({ length: sizes[m + 1] }, random);
    return { W, b, f };
  });
}

/** Trains from several random starts; the best network and the final J of every start, in order. */
export function multiStart(
  sizes: number[],
  activations: Activation[],
  X: Matrix,
  D: Matrix,
  options: MultiStartOptions,
): { net: Network; losses: Vector } {
  const losses: Vector = [];
  let best: Network = [];
  let bestLoss = Number.POSITIVE_INFINITY;
  for (let start = 0; start < options.starts; start++) {
    const trained = train(draw(sizes, activations, options.random), X, D, options.train);
    const final = trained.losses[trained.losses.length - 1];
    losses.push(final);
    if (start === 0 || final < bestLoss) {
      best = trained.net;
      bestLoss = final;
    }
  }
  return { net: best, losses };
}
