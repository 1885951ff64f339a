import { norm } from "../compare/norm.ts";
import { minimize } from "../oracle/minimize.ts";
import type { Objective, Outcome } from "../sandbox/types.ts";
import type { MinimizeCase } from "./minimize-cases.ts";

/** What the program asked for while it searched; the counting is ours, so the program cannot miscount. */
export interface Search {
  calls: number;
  /** best f so far, after each call of f */
  curve: number[];
  best: number;
  /** lowest f among the points where the program saw a gradient within the tolerance */
  arrived: number;
}

export function watched({ objective, maxEvaluations, tolerance }: MinimizeCase): {
  objective: Objective;
  search: Search;
} {
  const search: Search = { calls: 0, curve: [], best: Number.POSITIVE_INFINITY, arrived: Number.POSITIVE_INFINITY };
  const count = () => {
    search.calls += 1;
    return search.calls <= maxEvaluations;
  };
  return {
    search,
    objective: {
      dimension: objective.dimension,
      f: (w) => {
        if (!count()) return null;
        const value = objective.f(w);
        if (value < search.best) search.best = value;
        search.curve.push(search.best);
        return value;
      },
      grad: (w) => {
        if (!count()) return null;
        const g = objective.grad(w);
        if (norm(g) <= tolerance) search.arrived = Math.min(search.arrived, objective.f(w));
        return g;
      },
    },
  };
}

export interface Arrival {
  posed: MinimizeCase;
  outcome: Outcome;
  search: Search;
  /** J and ||grad J|| at the point returned; NaN when none was */
  value: number;
  slope: number;
  reference: { w: Float64Array; value: number; curve: number[] };
  code: string | null;
}

/** what two correct programs may differ by in J at a minimum, as a share of the whole descent */
export const sharedDescent = 1e-10;

/**
 * A point is right when the gradient there is within the tolerance, or when J is as low as where the program itself met such a
 * gradient, or as low as the reference came.
 */
export function arrivalOf(posed: MinimizeCase, outcome: Outcome, search: Search): Arrival {
  const { objective, w0, tolerance } = posed;
  const found = minimize(objective, w0, posed);
  const reference = { ...found, value: objective.f(found.w) };
  const w = outcome.status === "returned" && outcome.values.every(Number.isFinite) ? outcome.values : null;
  const value = w ? objective.f(w) : Number.NaN;
  const slope = w ? norm(objective.grad(w)) : Number.NaN;
  const start = objective.f(w0);
  const enough = reference.value + sharedDescent * (start - reference.value);
  const right =
    slope <= tolerance * (1 + 1e-9) || value <= enough || (search.arrived < start && value <= search.arrived);
  const arrival = { posed, outcome, search, value, slope, reference };
  if (right) return { ...arrival, code: null };
  if (!w) return { ...arrival, code: null };
  const better = search.best < value - sharedDescent * Math.abs(start);
  if (w.every((wi, i) => wi === w0[i]))
    return { ...arrival, code: better ? "best-point-not-returned" : "starting-point-returned" };
  if (search.arrived < value || (better && search.best <= enough))
    return { ...arrival, code: "best-point-not-returned" };
  return { ...arrival, code: value > start ? "maximises" : "not-converged" };
}

/** Searches that a student may believe to be right, each by the point that it returns. */
const mistakenSearches: readonly { code: string; from: (posed: MinimizeCase) => Float64Array }[] = [
  { code: "starting-point-returned", from: ({ w0 }) => w0 },
  { code: "not-converged", from: (posed) => descent(posed, 20, -1e-3) },
  { code: "maximises", from: (posed) => descent(posed, 3, 1e-3) },
];

/** A few steps of gradient descent of a given length, where a minimum is asked. */
function descent({ objective, w0 }: MinimizeCase, steps: number, step: number): Float64Array {
  let w = w0;
  for (let k = 0; k < steps; k++) {
    const g = objective.grad(w);
    w = w.map((wi, i) => wi + (step * g[i]!) / norm(g));
  }
  return w;
}

/** Which mistaken searches all cases of a check would let pass. */
export function passingSearches(posed: readonly MinimizeCase[]): { tried: string[]; passing: string[] } {
  const passes = (from: (one: MinimizeCase) => Float64Array) =>
    posed.every((one) => arrivalOf(one, { status: "returned", values: from(one) }, watched(one).search).code === null);
  return {
    tried: mistakenSearches.map(({ code }) => code),
    passing: mistakenSearches.filter(({ from }) => passes(from)).map(({ code }) => code),
  };
}
