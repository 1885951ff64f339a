import type { Matrix, Network } from "../contract.ts";
import { gradient } from "../oracle/gradient.ts";
import { hessian } from "../oracle/hessian.ts";
import { divisorOf, loss, lossOf } from "../oracle/loss.ts";
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
  const steepest = Math.max(...eigenvalues.map(Math.abs));
  const isStationary = gradientNorm <= stationaryGradient;
  const zero = Math.max(roundingShare * steepest, isStationary ? Math.sqrt(gradientNorm * steepest) : 0);
  const positive = eigenvalues.filter((v) => v > zero).length;
  const negative = eigenvalues.filter((v) => v < -zero).length;
  const kind = !isStationary
    ? "not-stationary"
    : steepest <= flatCurvature && loss(net, X, D) > highShare * lossOfConstant(net, D)
      ? "plateau"
      : negative > 0
        ? "saddle"
        : "local-minimum";
  return { gradientNorm, positive, zero: eigenvalues.length - positive - negative, negative, kind };
}
