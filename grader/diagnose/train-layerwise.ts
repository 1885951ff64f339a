import type { Gradient, Matrix, Network, TrainOptions, UpdateOptions, Vector } from "../contract.ts";
import { timesJacobian } from "../oracle/activation.ts";
import { forward } from "../oracle/forward.ts";
import { divisorOf, loss, lossOf } from "../oracle/loss.ts";
import { flatten, unflattenNetwork } from "../oracle/parameters.ts";
import { outputSensitivity } from "../oracle/sensitivities.ts";
import { type Stepper, updateRules } from "../oracle/update-rules.ts";
import { transposedTimesRows } from "./network/steps.ts";

/** Gradient of J with respect to one layer, from the deltas of all examples and what the layer was fed. */
function layerGradient(delta: readonly Vector[], inputs: readonly Vector[], divisor: number): Gradient {
  const mean = (term: (n: number) => number) => delta.reduce((sum, _d, n) => sum + term(n), 0) / divisor;
  const nodes = delta[0]!.map((_, i) => i);
  return [
    {
      W: nodes.map((i) => inputs[0]!.map((_, j) => mean((n) => delta[n]![i]! * inputs[n]![j]!))),
      b: nodes.map((i) => mean((n) => delta[n]![i]!)),
    },
  ];
}

/** One pass over a batch that moves each layer as soon as its gradient is known; the recursion meets the moved weights. */
function batchLayerByLayer(net: Network, X: Matrix, D: Matrix, steps: readonly Stepper[]): Network {
  const passes = X.map((x) => forward(net, x));
  const divisor = divisorOf(net, X.length);
  const moved = net.slice();
  let delta = passes.map((pass, n) => outputSensitivity(net, pass, D[n]!, lossOf(net), undefined));
  for (let m = net.length - 1; m >= 0; m--) {
    const inputs = passes.map((pass, n) => (m === 0 ? X[n]! : pass.y[m - 1]!));
    const change = steps[m]!(flatten(layerGradient(delta, inputs, divisor)));
    const layer = [net[m]!];
    const w = flatten(layer).map((v, i) => v + change[i]!);
    moved[m] = unflattenNetwork(w, layer)[0]!;
    if (m === 0) break;
    const below = net[m - 1]!;
    delta = delta.map((d, n) => {
      const { u, y } = passes[n]!;
      return timesJacobian(below.f, u[m - 1]!, y[m - 1]!, transposedTimesRows(moved[m]!.W, d, below.b.length));
    });
  }
  return moved;
}

/**
 * The flat answer of a `train` that updates W^m before it is used in the recursion to layer m - 1. Every rule of the contract
 * works parameter by parameter, so each layer has a rule of its own.
 */
export function trainLayerByLayer(net: Network, X: Matrix, D: Matrix, options: TrainOptions): Float64Array {
  const rule = updateRules[options.method];
  const steps = net.map((layer) => rule(flatten([layer]).length, options as UpdateOptions));
  const rows = (all: Matrix, batch: readonly number[]) => batch.map((n) => all[n]!);
  let current = net;
  const losses = [loss(net, X, D)];
  for (const epoch of options.epochs) {
    for (const batch of epoch) current = batchLayerByLayer(current, rows(X, batch), rows(D, batch), steps);
    losses.push(loss(current, X, D));
  }
  return Float64Array.from([...flatten(current), ...losses]);
}
