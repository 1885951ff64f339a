import type { Matrix, Vector } from "../../../contract.ts";
import { timesJacobian } from "../../../oracle/activation.ts";
import { forward } from "../../../oracle/forward.ts";
import { divisorOf, lossOf } from "../../../oracle/loss.ts";
import { flatten } from "../../../oracle/parameters.ts";
import { outputSensitivity } from "../../../oracle/sensitivities.ts";
import type { NetworkCase } from "../case.ts";
import { transposedTimesRows } from "../steps.ts";

/**
 * A program that works layer by layer on the whole batch and updates each layer as soon as its gradient is known:
 * the recursion then meets W^m - alpha dJ/dW^m.
 */
export function updatedLayerByLayer(c: NetworkCase, alpha: number): Float64Array {
  const { net, X, D } = c;
  const passes = X.map((x) => forward(net, x));
  const divisor = divisorOf(net, X.length);
  let delta: Vector[] = passes.map((pass, n) => outputSensitivity(net, pass, D[n]!, lossOf(net), undefined));
  const layers: { W: Matrix; b: Vector }[] = new Array(net.length);
  for (let m = net.length - 1; m >= 0; m--) {
    const inputs = passes.map((pass, n) => (m === 0 ? X[n]! : pass.y[m - 1]!));
    const mean = (term: (n: number) => number) => X.reduce((sum, _x, n) => sum + term(n), 0) / divisor;
    const W = net[m]!.W.map((row, i) => row.map((_, j) => mean((n) => delta[n]![i]! * inputs[n]![j]!)));
    const b = net[m]!.b.map((_, i) => mean((n) => delta[n]![i]!));
    layers[m] = { W, b };
    if (m === 0) break;
    const moved = net[m]!.W.map((row, i) => row.map((v, j) => v - alpha * W[i]![j]!));
    delta = delta.map((d, n) => {
      const below = passes[n]!;
      const back = transposedTimesRows(moved, d, net[m - 1]!.b.length);
      return timesJacobian(net[m - 1]!.f, below.u[m - 1]!, below.y[m - 1]!, back);
    });
  }
  return flatten(layers);
}
