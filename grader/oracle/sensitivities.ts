import type { Network, Vector } from "../contract.ts";
import { timesJacobian } from "./activation.ts";
import { forward, type Pass } from "./forward.ts";
import type { LossName } from "./loss.ts";
import { type How, type Round, transposedTimes, unrounded } from "./rounding.ts";

/**
 * delta^M of one example, before any division: -2 F'^M(u^M) (d - y^M) for sum_j e_j^2. For the cross-entropy of a softmax,
 * F'(u) (-d/y) = y sum_j d_j - d, in which the quotient has cancelled.
 */
export function outputSensitivity(
  net: Network,
  pass: Pass,
  d: readonly number[],
  lossName: LossName,
  round: Round,
): Vector {
  const r = round ?? unrounded;
  const y = pass.y.at(-1)!;
  if (lossName === "cross-entropy") {
    const total = d.reduce((sum, v) => r(sum + v), 0);
    return y.map((v, j) => r(r(v * total) - d[j]!));
  }
  const minus2e = y.map((v, j) => r(-2 * r(d[j]! - v)));
  return timesJacobian(net.at(-1)!.f, pass.u.at(-1)!, y, minus2e, round);
}

/** The reverse pass: delta^{m-1} = F'^{m-1}(u^{m-1}) (W^m)^T delta^m, from delta^M down to delta^1 (first in the list). */
export function reverse(net: Network, pass: Pass, deltaM: Vector, round: Round): Vector[] {
  const delta: Vector[] = new Array(net.length);
  delta[net.length - 1] = deltaM;
  for (let m = net.length - 1; m > 0; m--) {
    const u = pass.u[m - 1]!;
    const back = transposedTimes(net[m]!.W, delta[m]!, u.length, round);
    delta[m - 1] = timesJacobian(net[m - 1]!.f, u, pass.y[m - 1]!, back, round);
  }
  return delta;
}

/** delta^1..delta^M of one example's sum_j e_j^2 (no division), whatever the output activation is. */
export function sensitivities(net: Network, x: readonly number[], d: readonly number[], how: How = {}): Vector[] {
  const pass = forward(net, x, how);
  return reverse(net, pass, outputSensitivity(net, pass, d, "mean-squared-error", how.round), how.round);
}
