import type { Matrix, Network, TrainOptions, Vector } from "nabla";
import { gradient } from "./backpropagation.ts";
import { loss } from "./loss.ts";
import { flatten, unflatten } from "./parameters.ts";
import { type AdamState, adagrad, adam, gradientDescent, momentum, rmsprop } from "./update-rules.ts";

type Step = (w: Vector, g: Vector) => Vector;

/** An optimiser that keeps its own state for as long as it lives. */
function optimiser(options: TrainOptions): Step {
  const { method, alpha, beta = 0, epsilon = 0, initial = 0, rho = 0, beta1 = 0, beta2 = 0 } = options;
  let accumulator: Vector | undefined;
  let moments: AdamState | undefined;
  const keep = ({ w, state }: { w: Vector; state: Vector }): Vector => {
    accumulator = state;
    return w;
  };
  switch (method) {
    case "gradient-descent":
      return (w, g) => gradientDescent(w, g, undefined, { alpha }).w;
    case "momentum":
      return (w, g) => keep(momentum(w, g, accumulator, { alpha, beta }));
    case "adagrad":
      return (w, g) => keep(adagrad(w, g, accumulator, { alpha, epsilon, initial }));
    case "rmsprop":
      return (w, g) => keep(rmsprop(w, g, accumulator, { alpha, rho, epsilon }));
    case "adam":
      return (w, g) => {
        const updated = adam(w, g, moments, { alpha, beta1, beta2, epsilon });
        moments = updated.state;
        return updated.w;
      };
  }
}

/** One update per batch, in the given order; losses[0] is J before training, losses[e] J over all of X after epoch e. */
export function train(
  net: Network,
  X: Matrix,
  D: Matrix,
  options: TrainOptions,
): { net: Network; losses: Vector } {
  const step = optimiser(options);
  let current = unflatten(net, flatten(net)); // a copy: the caller keeps its own network
  const losses = [loss(current, X, D)];
  for (const batches of options.epochs) {
    for (const batch of batches) {
      const g = gradient(
        current,
        batch.map((n) => X[n]),
        batch.map((n) => D[n]),
      );
      current = unflatten(current, step(flatten(current), flatten(g)));
    }
    losses.push(loss(current, X, D));
  }
  return { net: current, losses };
}
