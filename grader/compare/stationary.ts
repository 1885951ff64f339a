import type { Matrix, Network } from "../contract.ts";
import { gradient } from "../oracle/gradient.ts";
import { hessian } from "../oracle/hessian.ts";
import { divisorOf, loss, lossOf } from "../oracle/loss.ts";
import type { DifferentiableFunction } from "../oracle/objectives.ts";
import { flatten, parameterCount } from "../oracle/parameters.ts";
import type { StationaryPoint } from "../report.ts";
import { symmetricEigenvalues } from "./eigenvalues.ts";
import { norm } from "./norm.ts";

/** the Hessian costs P^2, its eigenvalues P^3: above this the surface is not looked at */
const mostParameters = 150;

/** J of a course's networks is of order 1, as are its weights; a gradient this short moves nothing that is seen on a curve */
const stationaryGradient = 1e-3;

/** curvature below which a step of length 1 changes J by less than a hundredth */
const flatCurvature = 2e-2;

/** a plateau is flat and high: more than this share of what the best constant output would give is left */
const highShare = 0.5;

/** rounding of the Hessian and of its eigenvalues, relative to the largest one */
const roundingShare = 1e-10;
/** the same for a Hessian of differences */
const differencesShare = 1e-8;

/** J of the best constant output: the variance of the targets, or the entropy of the mean target under a softmax. */
function lossOfConstant(net: Network, D: Matrix): number {
  const mean = D[0]!.map((_, j) => D.reduce((sum, d) => sum + d[j]!, 0) / D.length);
  const entropy = (d: number, j: number) => (d === 0 ? 0 : -d * Math.log(mean[j]!));
  const square = (d: number, j: number) => (d - mean[j]!) ** 2;
  const term = lossOf(net) === "cross-entropy" ? entropy : square;
  return D.reduce((sum, d) => sum + d.reduce((all, v, j) => all + term(v, j), 0), 0) / divisorOf(net, D.length);
}

/**
 * What the error surface J(w) looks like where a training ended: ||grad J||_2 and the inertia of the Hessian (how many of its
 * eigenvalues are positive, zero, negative). At distance r from a stationary point ||grad J|| is about |lambda| r and the
 * Hessian has changed by about lambda_max r, so a curvature below sqrt(||grad J|| lambda_max) may have another sign at the
 * point itself: there it counts as zero. A point that is not stationary is counted by rounding alone.
 * @returns null where the network is too large, or its parameters are not finite
 */
export function stationaryPoint(net: Network, X: Matrix, D: Matrix): StationaryPoint | null {
  if (parameterCount(net) > mostParameters || !flatten(net).every(Number.isFinite)) return null;
  const gradientNorm = norm(flatten(gradient(net, X, D)));
  const eigenvalues = symmetricEigenvalues(hessian(net, X, D));
  if (eigenvalues === null || !Number.isFinite(gradientNorm)) return null;
  const isHigh = loss(net, X, D) > highShare * lossOfConstant(net, D);
  return pointOf(gradientNorm, eigenvalues, isHigh, roundingShare);
}

/** @param noise of the eigenvalues, relative to the largest one */
function pointOf(gradientNorm: number, eigenvalues: Float64Array, isHigh: boolean, noise: number): StationaryPoint {
  const steepest = Math.max(...eigenvalues.map(Math.abs));
  const isStationary = gradientNorm <= stationaryGradient;
  const zero = Math.max(noise * steepest, isStationary ? Math.sqrt(gradientNorm * steepest) : 0);
  const positive = eigenvalues.filter((v) => v > zero).length;
  const negative = eigenvalues.filter((v) => v < -zero).length;
  const kind = !isStationary
    ? "not-stationary"
    : steepest <= flatCurvature && isHigh
      ? "plateau"
      : negative > 0
        ? "saddle"
        : "local-minimum";
  return { gradientNorm, positive, zero: eigenvalues.length - positive - negative, negative, kind };
}

/** Hessian by rows, of central differences of the gradient made symmetric; relative error about 1e-9. */
export function hessianByDifferences({ grad, dimension }: DifferentiableFunction, w: Float64Array): number[][] {
  const columns = Array.from({ length: dimension }, (_, j) => {
    const h = 1e-5 * Math.max(1, Math.abs(w[j]!));
    const [up, down] = [h, -h].map((step) => grad(w.map((v, i) => (i === j ? v + step : v))));
    return up!.map((v, i) => (v - down![i]!) / (2 * h));
  });
  return columns.map((column, i) => Array.from(column, (v, j) => (v + columns[j]![i]!) / 2));
}

/** The same of any function that is to be minimised. */
export function stationaryPointOf(objective: DifferentiableFunction, w: Float64Array): StationaryPoint | null {
  if (objective.dimension > mostParameters || !w.every(Number.isFinite)) return null;
  const gradientNorm = norm(objective.grad(w));
  const eigenvalues = symmetricEigenvalues(hessianByDifferences(objective, w));
  if (eigenvalues === null || !Number.isFinite(gradientNorm)) return null;
  return pointOf(gradientNorm, eigenvalues, false, differencesShare);
}
