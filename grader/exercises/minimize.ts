import { norm } from "../compare/norm.ts";
import { notFinite as notFiniteDiagnosis } from "../diagnose/catalogue/facts.ts";
import { describeMistake } from "../diagnose/catalogue/optimisers.ts";
import { exportOfKind } from "../kinds.ts";
import type { Check, MinimizeFamily } from "../project.ts";
import type { Diagnosis, Localised, TensorReport } from "../report.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession, firstFact } from "./facts.ts";
import { type Arrival, arrivalOf, sharedDescent, watched } from "./minimize-arrival.ts";
import { drawMinimizeCase, type MinimizeCase } from "./minimize-cases.ts";
import { surfaceOf } from "./surface.ts";
import { finiteOrNull, usageOf } from "./verdict.ts";

export type MinimizeCheck = Extract<Check, { kind: "minimize" }>;

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

/** Where a search ended, when it returned a point. */
const pointOf = (outcome: Arrival["outcome"]) =>
  outcome.status === "returned" && outcome.values.every(Number.isFinite) ? outcome.values : null;

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
            stationary: surfaceOf(shown.posed.objective, pointOf(shown.outcome), shown.reference.w),
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

export function poseMinimizeCheck(check: MinimizeCheck, seed: string): MinimizeCase[] {
  return check.cases.flatMap((family: MinimizeFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) => drawMinimizeCase(seed, check.id, index, draw, family)),
  );
}

/** Judges `minimize` by where it arrives: every method that gets there within the budget is right. */
export async function judgeMinimize(judging: Judging<MinimizeCheck>): Promise<Judged> {
  const { check, seed } = judging;
  const posed = poseMinimizeCheck(check, seed);
  // f and grad are computed on our side: what is left to the program is about P^2 a step, as BFGS has it
  const operations = posed.reduce((sum, { w0, maxEvaluations }) => sum + 0.1 * w0.length ** 2 * maxEvaluations, 0);
  const roundTrips = posed.reduce((sum, { maxEvaluations }) => sum + maxEvaluations, 0);
  return inSession(judging, { operations, roundTrips }, async (session) => {
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
