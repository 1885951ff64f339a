import type { Matrix, Network } from "../contract.ts";
import { forward } from "./forward.ts";
import { type How, unrounded } from "./rounding.ts";

export type LossName = "mean-squared-error" | "cross-entropy";

/** The loss is not an argument: softmax in the output layer means cross-entropy, anything else the MSE. */
export const lossOf = (net: Network): LossName =>
  net.at(-1)?.f === "softmax" ? "cross-entropy" : "mean-squared-error";

/** What the sum over examples and outputs is divided by: N N_M for the MSE, N for the cross-entropy. */
export function divisorOf(net: Network, examples: number): number {
  return lossOf(net) === "cross-entropy" ? examples : examples * net.at(-1)!.b.length;
}

/**
 * J over all examples (rows of X, N x N_0, and D, N x N_M): MSE 1/(N N_M) sum e^2, or cross-entropy -1/N sum d_j ln y_j, where
 * a term with d_j = 0 is 0. ln y_j is taken as u_j - ln sum_k e^{u_k}, which stays finite where y_j underflows.
 */
export function loss(net: Network, X: Matrix, D: Matrix, how: How = {}): number {
  const r = how.round ?? unrounded;
  const crossEntropy = lossOf(net) === "cross-entropy";
  let sum = 0;
  for (let n = 0; n < X.length; n++) {
    const pass = forward(net, X[n]!, how);
    const d = D[n]!;
    if (crossEntropy) {
      const u = pass.u.at(-1)!;
      const shift = Math.max(...u);
      const total = u.reduce((all, v) => r(all + r(Math.exp(r(v - shift)))), 0);
      const logTotal = r(Math.log(total));
      for (let j = 0; j < d.length; j++) {
        if (d[j] !== 0) sum = r(sum - r(d[j]! * r(r(u[j]! - shift) - logTotal)));
      }
    } else {
      const y = pass.y.at(-1)!;
      for (let j = 0; j < d.length; j++) {
        const e = r(d[j]! - y[j]!);
        sum = r(sum + r(e * e));
      }
    }
  }
  return r(sum / divisorOf(net, X.length));
}
