import { norm } from "../compare/norm.ts";
import { notFinite as notFiniteDiagnosis } from "../diagnose/catalogue/facts.ts";
import { describeMistake } from "../diagnose/catalogue/optimisers.ts";
import { exportOfKind } from "../kinds.ts";
import { minimize } from "../oracle/minimize.ts";
import type { Check, MinimizeFamily } from "../project.ts";
import type { Diagnosis, Localised, TensorReport } from "../report.ts";
import type { Objective, Outcome } from "../sandbox/types.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession, firstFact } from "./facts.ts";
import { drawMinimizeCase, type MinimizeCase } from "./minimize-cases.ts";
import { finiteOrNull, usageOf } from "./verdict.ts";

type MinimizeCheck = Extract<Check, { kind: "minimize" }>;

/** What the program asked for while it searched; the counting is ours, so the program cannot miscount. */
interface Search {
  calls: number;
  /** best f so far, after each call of f */
  curve: number[];
  best: number;
  /** lowest f among the points where the program saw a gradient within the tolerance */
  arrived: number;
}

function watched({ objective, maxEvaluations, tolerance }: MinimizeCase): { objective: Objective; search: Search } {
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

interface Arrival {
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
const sharedDescent = 1e-10;

/**
 * A point is right when the gradient there is within the tolerance, or when J is as low as where the program itself met such a
 * gradient, or as low as the reference came.
 */
function arrivalOf(posed: MinimizeCase, outcome: Outcome, search: Search): Arrival {
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

/** "J" and "||grad J||" at the point returned, beside the reference's: there is no one right w to compare with. */
function tensorsOf({ value, slope, reference, posed }: Arrival, agrees: boolean): TensorReport[] {
  const row = (name: string, student: number, right: number, tolerance: number): TensorReport => ({
    name,
    relativeError: finiteOrNull(Math.abs(student - right) / (Math.abs(right) || 1)),
    cosine: null,
    scale: finiteOrNull(student / right),
    agrees,
    tolerance,
    worst: { index: [0, 0], student: finiteOrNull(student), reference: finiteOrNull(right) },
  });
  const slopeThere = norm(posed.objective.grad(reference.w));
  return [row("J", value, reference.value, sharedDescent), row("gradient norm", slope, slopeThere, posed.tolerance)];
}

function differs({ posed, value, slope, search }: Arrival): Localised {
  const [J, g, tolerance] = [value, slope, posed.tolerance].map((v) => v.toPrecision(3));
  return {
    en: `${posed.label}: J = ${J} and a gradient of length ${g} (tolerance ${tolerance}) at the point returned, after ${search.calls} evaluations.`,
    "pt-BR": `${posed.label}: J = ${J} e um gradiente de comprimento ${g} (tolerância ${tolerance}) no ponto devolvido, depois de ${search.calls} avaliações.`,
  };
}

function judged(arrivals: readonly Arrival[], cases: number): Omit<Judged, "cpuMs" | "peakMemoryMiB"> {
  const passed = arrivals.filter(({ slope, code }) => Number.isFinite(slope) && code === null);
  const wrong = arrivals.find(({ code }) => code !== null);
  const shown = wrong ?? arrivals.find(({ slope }) => Number.isFinite(slope));
  const fact = firstFact(arrivals.map(({ outcome }) => outcome));
  const notFinite = arrivals.find(
    ({ outcome }) => outcome.status === "returned" && !outcome.values.every(Number.isFinite),
  );
  const base = {
    tensors: shown ? tensorsOf(shown, shown !== wrong) : [],
    flags: [],
    casesPassed: passed.length,
    cases,
    ...(shown ? { shownCase: shown.posed.label } : {}),
    ...(shown
      ? {
          convergence: {
            student: shown.search.curve.map(finiteOrNull),
            reference: shown.reference.curve.map(finiteOrNull),
            firstDivergence: null,
            finalLoss: finiteOrNull(shown.value),
            referenceFinalLoss: finiteOrNull(shown.reference.value),
          },
        }
      : {}),
  };
  const inWords = (code: string): Diagnosis => describeMistake(code, "w", 1);
  if (fact) {
    const exceeded = arrivals.some(({ outcome }) => outcome.status === "evaluations_exceeded");
    const own = exceeded && fact.verdict === "wrong_answer" ? [inWords("evaluations-exceeded")] : [];
    return { ...base, ...fact, diagnoses: [...fact.diagnoses, ...own] };
  }
  if (notFinite && notFinite.outcome.status === "returned") {
    const value = notFinite.outcome.values.find((v) => !Number.isFinite(v))!;
    return { ...base, verdict: "wrong_answer", diagnoses: [notFiniteDiagnosis("w", undefined, value)] };
  }
  if (wrong)
    return { ...base, verdict: "wrong_answer", explanation: differs(wrong), diagnoses: [inWords(wrong.code!)] };
  return { ...base, verdict: "accepted", diagnoses: [] };
}

/** Judges `minimize` by where it arrives: every method that gets there within the budget is right. */
export async function judgeMinimize(judging: Judging<MinimizeCheck>): Promise<Judged> {
  const { check, seed } = judging;
  const posed = check.cases.flatMap((family: MinimizeFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) => drawMinimizeCase(seed, check.id, index, draw, family)),
  );
  // f and grad are computed on our side: what is left to the program is about P^2 a step, as BFGS has it
  const operations = posed.reduce((sum, { w0, maxEvaluations }) => sum + 0.1 * w0.length ** 2 * maxEvaluations, 0);
  return inSession(judging, operations, async (session) => {
    const arrivals: Arrival[] = [];
    for (const one of posed) {
      const { objective, search } = watched(one);
      const { maxEvaluations, tolerance, w0 } = one;
      const outcome = await session.call(
        {
          export: exportOfKind.minimize,
          args: [
            { callback: "objective" },
            { callback: "objective-gradient" },
            { value: [...w0] },
            { value: { maxEvaluations, tolerance } },
          ],
          shape: { vector: w0.length },
        },
        objective,
      );
      arrivals.push(arrivalOf(one, outcome, search));
      if (endsSession(outcome) || outcome.status === "missing_export") break;
    }
    return { ...judged(arrivals, posed.length), ...usageOf(session.usage()) };
  });
}
