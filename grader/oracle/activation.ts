import type { Activation } from "../contract.ts";
import { dot, type Round, unrounded } from "./rounding.ts";

/** Constants of the contract. */
export const leakySlope = 0.01;
const eluScale = 1;

/**
 * Correct formulas of one function can differ in absolute, not relative, precision: tanh from exponentials near 0, e^u - 1
 * for elu, ln(1 + e^u) far to the left, the logistic as (1 + tanh(u/2))/2. The perturbed runs must cover all of them, so what
 * would be one unit in the last place of a 1 is added; it is exactly 0 when nothing is rounded.
 */
const nearOne = (v: number, r: (v: number) => number): number => r(v) + (r(1) - 1);

function logisticOf(u: number): number {
  if (u >= 0) return 1 / (1 + Math.exp(-u));
  const power = Math.exp(u);
  return power / (1 + power);
}

/** y = f(u) of one node; softmax needs the whole layer, see `activate`. */
export function activateNode(f: Exclude<Activation, "softmax">, u: number, round?: Round): number {
  const r = round ?? unrounded;
  switch (f) {
    case "linear":
      return u;
    case "logistic":
      return nearOne(logisticOf(u), r);
    case "tanh":
      return nearOne(Math.tanh(u), r);
    case "relu":
      return Math.max(u, 0);
    case "leaky-relu":
      return u > 0 ? u : r(leakySlope * u);
    case "elu":
      return u > 0 ? u : nearOne(eluScale * Math.expm1(u), r);
    case "softplus":
      return nearOne(Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))), r);
  }
}

/** f'(u) of one node, from u and y = f(u), whichever is numerically the usual one. */
export function slopeOfNode(f: Exclude<Activation, "softmax">, u: number, y: number, round?: Round): number {
  const r = round ?? unrounded;
  switch (f) {
    case "linear":
      return 1;
    case "logistic":
      return r(y * r(1 - y));
    case "tanh":
      return r(1 - r(y * y));
    case "relu":
      return u > 0 ? 1 : 0;
    case "leaky-relu":
      return u > 0 ? 1 : leakySlope;
    case "elu":
      return u > 0 ? 1 : nearOne(eluScale * Math.exp(u), r);
    case "softplus":
      return nearOne(logisticOf(u), r);
  }
}

/** f''(u) of one node. The kinks have none; the one-sided value on the right is 0 like the left's. */
function curvatureOfNode(f: Exclude<Activation, "softmax">, u: number, y: number, round?: Round): number {
  const r = round ?? unrounded;
  switch (f) {
    case "linear":
    case "relu":
    case "leaky-relu":
      return 0;
    case "logistic":
      return r(slopeOfNode(f, u, y, round) * r(1 - 2 * y));
    case "tanh":
      return r(-2 * r(y * slopeOfNode(f, u, y, round)));
    case "elu":
      return u > 0 ? 0 : nearOne(eluScale * Math.exp(u), r);
    case "softplus": {
      const slope = slopeOfNode(f, u, y, round);
      return r(slope * r(1 - slope));
    }
  }
}

/** y = f(u) of a layer. Softmax: y_i = e^{u_i} / sum_k e^{u_k}, shifted by the largest u so that nothing overflows. */
export function activate(f: Activation, u: readonly number[], round?: Round): number[] {
  if (f !== "softmax") return u.map((v) => activateNode(f, v, round));
  const r = round ?? unrounded;
  const shift = Math.max(...u);
  const powers = u.map((v) => r(Math.exp(r(v - shift))));
  const total = powers.reduce((sum, v) => r(sum + v), 0);
  return powers.map((v) => r(v / total));
}

/** F'(u) v, F' the Jacobian of the layer: diagonal, but full (and symmetric) for softmax: F'_ij = y_i (1{i=j} - y_j). */
export function timesJacobian(
  f: Activation,
  u: readonly number[],
  y: readonly number[],
  v: readonly number[],
  round?: Round,
): number[] {
  const r = round ?? unrounded;
  if (f !== "softmax") return v.map((x, i) => r(slopeOfNode(f, u[i]!, y[i]!, round) * x));
  const mean = dot(y, v, 0, round);
  return v.map((x, i) => r(y[i]! * r(x - mean)));
}

/** Derivative of F'(u) v along a direction in which u moves by Ru and y by Ry, with v held: f''(u) Ru v, or softmax's. */
export function timesJacobianAlong(
  f: Activation,
  pass: { u: readonly number[]; y: readonly number[] },
  tangent: { Ru: readonly number[]; Ry: readonly number[] },
  v: readonly number[],
  round?: Round,
): number[] {
  const r = round ?? unrounded;
  const { u, y } = pass;
  const { Ru, Ry } = tangent;
  if (f !== "softmax") return v.map((x, i) => r(r(curvatureOfNode(f, u[i]!, y[i]!, round) * Ru[i]!) * x));
  const mean = dot(y, v, 0, round);
  const meanAlong = dot(Ry, v, 0, round);
  return v.map((x, i) => r(r(Ry[i]! * r(x - mean)) - r(y[i]! * meanAlong)));
}
