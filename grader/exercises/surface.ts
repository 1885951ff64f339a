import { stationaryPoint } from "../compare/stationary.ts";
import type { Matrix, Network } from "../contract.ts";
import { parameterCount, unflattenNetwork } from "../oracle/parameters.ts";
import type { StationaryPoint } from "../report.ts";
import type { Judged } from "./exercise.ts";
import { type Answered, valuesOf } from "./verdict.ts";

interface Posed {
  net: Network;
  X: Matrix;
  D: Matrix;
}

/** Beside the curves of the case shown: what the error surface is like where the student's training and the reference's ended. */
export function withStationary(judged: Judged, posed: readonly Posed[], answers: readonly Answered[]): Judged {
  if (!judged.convergence) return judged;
  const shown = answers.findIndex((answered) => answered.label === judged.shownCase && valuesOf(answered) !== null);
  const { net, X, D } = posed[shown]!;
  const at = (values: Float64Array): StationaryPoint | null =>
    stationaryPoint(unflattenNetwork(values.slice(0, parameterCount(net)), net), X, D);
  const stationary = { student: at(valuesOf(answers[shown]!)!), reference: at(answers[shown]!.right) };
  return { ...judged, convergence: { ...judged.convergence, stationary } };
}
