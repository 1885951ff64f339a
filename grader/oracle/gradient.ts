import type { Gradient, Matrix, Network } from "../contract.ts";
import { forward } from "./forward.ts";
import { divisorOf, lossOf } from "./loss.ts";
import { addScaled, type How, unrounded } from "./rounding.ts";
import { outputSensitivity, reverse } from "./sensitivities.ts";

/** A gradient of zeros in the shapes of the network. */
export function zeroGradient(net: Network): Gradient {
  return net.map(({ W, b }) => ({ W: W.map((row) => row.map(() => 0)), b: b.map(() => 0) }));
}

/** Gradient of J over all examples: dJ/dW^m = c sum_n delta^m (y^{m-1})^T, dJ/db^m = c sum_n delta^m, c = 1/(N N_M) or 1/N. */
export function gradient(net: Network, X: Matrix, D: Matrix, how: How = {}): Gradient {
  const { round } = how;
  const r = round ?? unrounded;
  const lossName = lossOf(net);
  const sum = zeroGradient(net);
  for (let n = 0; n < X.length; n++) {
    const pass = forward(net, X[n]!, how);
    const delta = reverse(net, pass, outputSensitivity(net, pass, D[n]!, lossName, round), round);
    for (let m = 0; m < net.length; m++) {
      const input = m === 0 ? X[n]! : pass.y[m - 1]!;
      const { W, b } = sum[m]!;
      for (let i = 0; i < b.length; i++) {
        addScaled(W[i]!, delta[m]![i]!, input, round);
        b[i] = r(b[i]! + delta[m]![i]!);
      }
    }
  }
  const divisor = divisorOf(net, X.length);
  for (const { W, b } of sum) {
    for (const row of W) for (let j = 0; j < row.length; j++) row[j] = r(row[j]! / divisor);
    for (let i = 0; i < b.length; i++) b[i] = r(b[i]! / divisor);
  }
  return sum;
}
