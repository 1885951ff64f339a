import type { Matrix, Network } from "../contract.ts";
import { hessian } from "../oracle/hessian.ts";
import { minimize } from "../oracle/minimize.ts";
import { type DifferentiableFunction, networkObjective } from "../oracle/objectives.ts";
import { parameterCount, unflattenNetwork } from "../oracle/parameters.ts";
import type { NearestMinimum } from "../report.ts";
import { symmetricEigenvalues } from "./eigenvalues.ts";
import { networkDistance } from "./network-distance.ts";
import { norm } from "./norm.ts";

/** a network's gradients so often are some milliseconds; who is not there by then goes down a valley without an end */
const maxEvaluations = 1500;
const tolerance = 1e-7;
/** a minimum whose flattest curvature is less than this share of its steepest is a valley and no point */
const flattest = 1e-9;
/** the inverse Hessian of the search costs P^2 a step */
const mostParameters = 100;

export interface KnownMinimum {
  w: Float64Array;
  value: number;
  /** a point, and not a place in a flat valley or on a way without an end */
  isolated: boolean;
}

/**
 * Where minimising goes on to from a point.
 * @param hessianAt by rows
 * @param free directions along which the function is constant by its symmetry (of softmax layers)
 * @returns null where nothing finite was found
 */
export function minimumBelow(
  objective: DifferentiableFunction,
  hessianAt: (w: Float64Array) => readonly (readonly number[])[],
  from: Float64Array,
  free = 0,
): KnownMinimum | null {
  if (!from.every(Number.isFinite)) return null;
  const { w } = minimize(objective, from, { maxEvaluations, tolerance });
  const value = objective.f(w);
  if (!Number.isFinite(value)) return null;
  const arrived = norm(objective.grad(w)) <= 10 * tolerance;
  const eigenvalues = arrived ? symmetricEigenvalues(hessianAt(w)) : null;
  if (!eigenvalues) return { w, value, isolated: false };
  const least = flattest * Math.max(...eigenvalues.map(Math.abs));
  const flat = eigenvalues.filter((v) => !(v > least)).length;
  return { w, value, isolated: flat <= free && eigenvalues[0]! >= -least };
}

/** For each softmax layer: a constant may be added to every column of its weights and to its biases. */
const freeDirections = (net: Network) =>
  net.reduce((sum, { W, f }) => sum + (f === "softmax" ? W[0]!.length + 1 : 0), 0);

/** The isolated minimum of J that a training would go on to from the weights `w`. */
export function networkMinimumBelow(net: Network, X: Matrix, D: Matrix, w: Float64Array): KnownMinimum | null {
  if (parameterCount(net) > mostParameters) return null;
  const at = (v: Float64Array) => hessian(unflattenNetwork(v, net), X, D);
  return minimumBelow(networkObjective(net, X, D), at, w, freeDirections(net));
}

/** The nearest of some minima, in the distance of networks that compute the same counting as one. */
export function nearestNetwork(net: Network, w: Float64Array, minima: readonly KnownMinimum[]): NearestMinimum | null {
  if (!w.every(Number.isFinite)) return null;
  const here = unflattenNetwork(w, net);
  return nearest(minima, (other) => networkDistance(here, unflattenNetwork(other, net)));
}

export function nearest(
  minima: readonly KnownMinimum[],
  distanceTo: (w: Float64Array) => number,
): NearestMinimum | null {
  if (minima.length === 0) return null;
  const lowest = Math.min(...minima.map(({ value }) => value));
  return minima
    .filter(({ isolated }) => isolated)
    .map(({ w, value }) => ({ distance: distanceTo(w), loss: value }))
    .reduce<NearestMinimum>((best, one) => (best.distance !== null && best.distance <= one.distance ? best : one), {
      distance: null,
      loss: lowest,
    });
}

/** ||a - b||_2 */
export const plainDistance = (a: Float64Array, b: Float64Array): number => norm(a.map((v, i) => v - b[i]!));
