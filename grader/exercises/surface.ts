import {
  type KnownMinimum,
  minimumBelow,
  nearest,
  nearestNetwork,
  networkMinimumBelow,
  plainDistance,
} from "../compare/known-minima.ts";
import { hessianByDifferences, stationaryPoint, stationaryPointOf } from "../compare/stationary.ts";
import { within } from "../compare/tensor.ts";
import type { Matrix, Network } from "../contract.ts";
import type { DifferentiableFunction } from "../oracle/objectives.ts";
import { parameterCount, unflattenNetwork } from "../oracle/parameters.ts";
import type { StationaryPoint } from "../report.ts";
import type { Judged } from "./exercise.ts";
import { type Answered, valuesOf } from "./verdict.ts";

interface Posed {
  net: Network;
  X: Matrix;
  D: Matrix;
  right: Float64Array;
}

/** Below the reference's own end: the same for every submission, and a worker sees the same cases all day. */
const belowReference = new WeakMap<Posed, KnownMinimum | null>();

function minimumBelowReference(posed: Posed): KnownMinimum | null {
  const known = belowReference.get(posed);
  if (known !== undefined) return known;
  const { net, X, D, right } = posed;
  const found = networkMinimumBelow(net, X, D, right.slice(0, parameterCount(net)));
  belowReference.set(posed, found);
  return found;
}

/**
 * Beside the curves of the case shown: what the error surface is like where the student's training and the reference's ended,
 * and how far from there the nearest minimum is of those that either of them would go on to.
 */
export function withStationary(judged: Judged, posed: readonly Posed[], answers: readonly Answered[]): Judged {
  if (!judged.convergence) return judged;
  const shown = answers.findIndex((answered) => answered.label === judged.shownCase && valuesOf(answered) !== null);
  const [asked, answered] = [posed[shown]!, answers[shown]!];
  const { net, X, D } = asked;
  const weights = (values: Float64Array) => values.slice(0, parameterCount(net));
  const student = valuesOf(answered)!;
  const same = within(weights(student), weights(answered.right), weights(answered.bound));
  const minima = [minimumBelowReference(asked), same ? null : networkMinimumBelow(net, X, D, weights(student))].filter(
    (minimum) => minimum !== null,
  );
  const at = (values: Float64Array): StationaryPoint | null => {
    const point = stationaryPoint(unflattenNetwork(weights(values), net), X, D);
    return point && { ...point, nearest: nearestNetwork(net, weights(values), minima) };
  };
  const stationary = { student: at(student), reference: at(answered.right) };
  return { ...judged, convergence: { ...judged.convergence, stationary } };
}

/** The same for a point that a search returned, and the reference's. @param w null where none was */
export function surfaceOf(objective: DifferentiableFunction, w: Float64Array | null, reference: Float64Array) {
  const hessianAt = (at: Float64Array) => hessianByDifferences(objective, at);
  const minima = [reference, w]
    .map((from) => from && minimumBelow(objective, hessianAt, from))
    .filter((minimum) => minimum !== null);
  const at = (from: Float64Array | null): StationaryPoint | null => {
    const point = from && stationaryPointOf(objective, from);
    return point && { ...point, nearest: nearest(minima, (other) => plainDistance(from, other)) };
  };
  return { student: at(w), reference: at(reference) };
}
