import { newtonMistakes } from "../diagnose/catalogue/second-order.ts";
import { diagnoseNewton } from "../diagnose/newton.ts";
import { newton } from "../oracle/newton.ts";
import type { Check, NewtonFamily } from "../project.ts";
import type { Diagnosis } from "../report.ts";
import type { Outcome } from "../sandbox/types.ts";
import { boundsOf } from "./bounds.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession } from "./facts.ts";
import { vectorLayout } from "./layout.ts";
import { drawNewtonCase, type NewtonCase } from "./newton-cases.ts";
import { type Answered, judge, valuesOf } from "./verdict.ts";

type NewtonCheck = Extract<Check, { kind: "newton" }>;

const nothing = new Float64Array(0);

function rowsOf(H: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) => [...H.subarray(i * size, (i + 1) * size)]);
}

/** errors of the engine itself: a program that throws one of them met a bug, it did not refuse */
const engineErrors = new Set(["TypeError", "ReferenceError", "SyntaxError"]);
const engineRangeError = /call stack|Invalid (array|string|typed array) length/i;

function refusal(outcome: Outcome): "right" | "accepted" | "wrong-error" | "fact" {
  if (outcome.status === "returned") return "accepted";
  const error = outcome.error;
  if (outcome.status !== "threw" || !error || outcome.frozenWrite) return "fact";
  if (engineErrors.has(error.name) || engineRangeError.test(error.message)) return "fact";
  return error.isRangeErrorItself ? "right" : "wrong-error";
}

interface Refusal {
  label: string;
  outcome: Outcome;
  kind: ReturnType<typeof refusal>;
}

const diagnosis = (code: string): Diagnosis => ({ code, confidence: 1, ...newtonMistakes[code]! });

/**
 * Judges `newton`. Positive definite Hessians have an answer, compared as any other; indefinite and singular ones have the
 * answer "RangeError", so that there a number is wrong and that error is right.
 */
export async function judgeNewton(judging: Judging<NewtonCheck>): Promise<Judged> {
  const { check, seed } = judging;
  const cases = check.cases.flatMap((family: NewtonFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) => drawNewtonCase(seed, check.id, index, draw, family)),
  );
  const operations = cases.reduce((sum, { w }) => sum + w.length ** 3, 0);
  return inSession(judging, { operations }, async (session) => {
    const compared: { answered: Answered; posed: NewtonCase }[] = [];
    const refused: Refusal[] = [];
    for (const [caseIndex, posed] of cases.entries()) {
      const { w, g, H, alpha, label } = posed;
      const layout = vectorLayout("w", w.length);
      const outcome = await session.call({
        export: "newton",
        args: [{ value: [...w] }, { value: [...g] }, { value: rowsOf(H, w.length) }, { value: { alpha } }],
        shape: layout.shape,
      });
      if (posed.inertia === "positive-definite") {
        const compute = (round: (v: number) => number) => newton(w, g, H, alpha, round) ?? nothing;
        const bounds = boundsOf(compute, layout, [seed, check.id, caseIndex, "bound"], { factor: check.tolerance });
        compared.push({ answered: { caseIndex, label, layout, outcome, ...bounds }, posed });
      } else refused.push({ label, outcome, kind: refusal(outcome) });
      if (endsSession(outcome) || outcome.status === "missing_export") break;
    }
    // a refusal takes part in the common verdict as an answer with no numbers to compare
    const empty = { layout: vectorLayout("w", 0), right: nothing, bound: nothing, exact: nothing };
    const facts = refused
      .filter(({ kind }) => kind === "fact" || kind === "right")
      .map(({ label, outcome, kind }, k): Answered => {
        const stated: Outcome = kind === "fact" ? outcome : { status: "returned", values: nothing };
        return { ...empty, caseIndex: cases.length + k, label, outcome: stated };
      });
    const judged = await judge({
      kind: check.kind,
      answers: [...compared.map(({ answered }) => answered), ...facts],
      cases: cases.length,
      usage: session.usage(),
      diagnose: () =>
        diagnoseNewton(
          compared.map(({ answered, posed }) => ({ case: posed, student: valuesOf(answered), ...answered })),
        ),
    });
    return withRefusals(
      judged,
      compared.map(({ answered }) => answered.outcome),
      refused,
    );
  });
}

/** Adds what the cases without an answer say: they are right when they are refused, and in the right way. */
function withRefusals(judged: Judged, compared: readonly Outcome[], refused: readonly Refusal[]): Judged {
  const wrong = refused.find(({ kind }) => kind === "accepted" || kind === "wrong-error");
  const refusedDefinite = compared.some((outcome) => refusal(outcome) === "right");
  const codes = [
    ...(refusedDefinite ? ["definite-hessian-refused"] : []),
    ...(refused.some(({ kind }) => kind === "accepted") ? ["indefinite-hessian-accepted"] : []),
    ...(refused.some(({ kind }) => kind === "wrong-error") ? ["wrong-error"] : []),
  ];
  const stopped = !["accepted", "wrong_answer"].includes(judged.verdict) && !refusedDefinite;
  // a program that throws everywhere refuses nothing
  if (codes.length === 0 || (stopped && !codes.includes("indefinite-hessian-accepted"))) return judged;
  const numbersAreRight = judged.tensors.every(({ agrees }) => agrees);
  return {
    ...judged,
    verdict: stopped ? judged.verdict : "wrong_answer",
    diagnoses: [...codes.map(diagnosis), ...judged.diagnoses],
    ...(wrong && !stopped && numbersAreRight
      ? {
          explanation: {
            en: `${wrong.label}: a RangeError is the right answer here, and it did not come.`,
            "pt-BR": `${wrong.label}: um RangeError é a resposta certa aqui, e ele não veio.`,
          },
        }
      : {}),
  };
}
