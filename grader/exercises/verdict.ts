import { norm } from "../compare/norm.ts";
import { compareTensor, within } from "../compare/tensor.ts";
import { notFinite } from "../diagnose/catalogue/facts.ts";
import { hardCodedOutput } from "../diagnose/flags/hard-coded-output.ts";
import { type MoreEvidence, networkFlags } from "../diagnose/flags/network-flags.ts";
import type { ExerciseKind } from "../kinds.ts";
import type { Diagnosis, Localised, TensorReport } from "../report.ts";
import type { Outcome, Usage } from "../sandbox/types.ts";
import type { Judged } from "./exercise.ts";
import { firstFact } from "./facts.ts";
import type { Layout, Slot } from "./layout.ts";

/** One call that was made, with the oracle's answer to it and how far a correct answer may be from that. */
export interface Answered {
  /** index of the case it belongs to; a case passes when all its calls do */
  caseIndex: number;
  /** the case for a person, such as "3-4-5-2, N = 7" */
  label: string;
  layout: Layout;
  outcome: Outcome;
  right: Float64Array;
  /** half-width of what is right, component by component: float32 precision */
  bound: Float64Array;
  /** half-width of what is exact: float64 precision */
  exact: Float64Array;
  /** what TensorFlow.js answered */
  tfjs?: Float64Array;
}

export const valuesOf = ({ outcome }: Answered) => (outcome.status === "returned" ? outcome.values : null);

const part = (values: Float64Array, { offset, rows, columns }: Slot) =>
  values.subarray(offset, offset + rows * columns);

/** ||a - b|| / ||b||, and ||a|| where b is 0 */
export function relativeDistance(a: Float64Array, b: Float64Array): number {
  const scale = norm(b);
  return norm(a.map((value, i) => value - b[i]!)) / (scale > 0 ? scale : 1);
}

/** a heat map with more numbers than this tells nobody anything */
const largestShown = 2500;

/** Every tensor of an answer against the oracle, in causal order. */
function tensorsOf(answered: Answered, student: Float64Array): TensorReport[] {
  return answered.layout.slots.map((slot) => {
    const mine = part(student, slot);
    const {
      student: shown,
      reference,
      ...report
    } = compareTensor({
      name: slot.name,
      rows: slot.rows,
      columns: slot.columns,
      student: mine,
      reference: part(answered.right, slot),
      right: part(answered.bound, slot),
      exact: part(answered.exact, slot),
    });
    return {
      ...report,
      ...(answered.tfjs ? { againstTfjs: finiteOrNull(relativeDistance(mine, part(answered.tfjs, slot))) } : {}),
      ...(slot.rows * slot.columns <= largestShown ? { student: shown, reference } : {}),
    };
  });
}

export const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** NaN cannot satisfy this. */
export function agrees(answered: Answered): boolean {
  const student = valuesOf(answered);
  return student !== null && within(student, answered.right, answered.bound);
}

/**
 * The tensors of an answer in the order in which they are computed: u and y from the input on, sensitivities and gradients from
 * the output layer back, and the losses of a training before the network that it ends with.
 */
const inComputedOrder = (kind: ExerciseKind, slots: readonly Slot[]): Slot[] =>
  kind === "forward"
    ? slots.toSorted((a, b) => a.layer! - b.layer!)
    : slots.toSorted((a, b) => (b.layer ?? slots.length) - (a.layer ?? slots.length));

function firstNotFinite(
  kind: ExerciseKind,
  answers: readonly Answered[],
): { answered: Answered; diagnosis: Diagnosis } | null {
  for (const answered of answers) {
    const student = valuesOf(answered);
    if (!student) continue;
    for (const slot of inComputedOrder(kind, answered.layout.slots)) {
      const value = part(student, slot).find((v) => !Number.isFinite(v));
      if (value !== undefined) return { answered, diagnosis: notFinite(slot.name, slot.layer, value) };
    }
  }
  return null;
}

function differs(tensors: readonly TensorReport[], label: string): Localised {
  const worst = tensors.filter((tensor) => !tensor.agrees);
  const names = worst.map((tensor) => tensor.name).join(", ");
  const error = worst[0]?.relativeError?.toPrecision(2) ?? "—";
  return {
    en: `${label}: ${names} not as expected (relative error of ${worst[0]?.name}: ${error}).`,
    "pt-BR": `${label}: ${names} fora do esperado (erro relativo de ${worst[0]?.name}: ${error.replace(".", ",")}).`,
  };
}

export interface Judgement {
  answers: readonly Answered[];
  /** cases posed; calls that were not made any more belong to cases not passed */
  cases: number;
  usage: Usage;
  /** names the mistake from the answers, if there are any; called only when some case does not pass */
  diagnose: () => Diagnosis[] | Promise<Diagnosis[]>;
  /** evidence for a person, sought only when all is right */
  evidence?: () => Promise<MoreEvidence>;
  kind: ExerciseKind;
}

/** The verdict of a check in the contract's order: facts, then finiteness, then tensors. All cases must pass. */
export async function judge({ kind, answers, cases, usage, diagnose, evidence }: Judgement): Promise<Judged> {
  const fact = firstFact(answers.map(({ outcome }) => outcome));
  const passing = answers.map(agrees);
  const failed = new Set(answers.filter((_, i) => !passing[i]).map(({ caseIndex }) => caseIndex));
  const seen = new Set(answers.map(({ caseIndex }) => caseIndex));
  const casesPassed = [...seen].filter((index) => !failed.has(index)).length;
  const notNumber = firstNotFinite(kind, answers);
  const wrong = answers.find((answered, i) => !passing[i] && valuesOf(answered)?.every(Number.isFinite));
  const shown = wrong ?? notNumber?.answered ?? answers.find((answered) => valuesOf(answered) !== null);
  const shownValues = shown ? valuesOf(shown) : null;
  const tensors = shown && shownValues ? tensorsOf(shown, shownValues) : [];
  const base = {
    tensors,
    flags: [],
    ...(shown ? { shownCase: shown.label } : {}),
    casesPassed,
    cases,
    ...usageOf(usage),
  };
  // wrong numbers, and the places of NaN, often say why
  const recognised = async () => (casesPassed < cases ? await diagnose() : []);
  const named = (diagnoses: Diagnosis[]) => diagnoses.filter(({ code }) => code !== "unexplained");

  if (fact) {
    // wrong numbers in the cases that did return often say why the others could not (a transposed gradient, say)
    const why = fact.verdict === "bad_return" || fact.verdict === "runtime_error" ? named(await recognised()) : [];
    return {
      ...base,
      verdict: fact.verdict,
      explanation: fact.explanation,
      ...(fact.at ? { at: fact.at } : {}),
      ...(fact.limiter ? { limiter: fact.limiter } : {}),
      diagnoses: [...why, ...fact.diagnoses],
    };
  }
  if (notNumber) {
    const why = named(await recognised());
    return {
      ...base,
      verdict: "wrong_answer",
      explanation: notNumber.diagnosis.message,
      diagnoses: [...why, notNumber.diagnosis],
    };
  }
  if (casesPassed < cases) {
    const repeated = hardCodedOutput(answers.map((answered) => ({ ...answered, student: valuesOf(answered) })));
    return {
      ...base,
      verdict: "wrong_answer",
      explanation: differs(tensors, shown?.label ?? ""),
      diagnoses: await recognised(),
      flags: repeated ? [repeated] : [],
    };
  }
  const measured = answers.map((answered) => ({ ...answered, student: valuesOf(answered)! }));
  return { ...base, verdict: "accepted", diagnoses: [], flags: networkFlags(kind, measured, await evidence?.()) };
}

export function usageOf({ cpuMs, peakMemoryMiB, output }: Usage) {
  return { cpuMs, peakMemoryMiB, ...(output === "" ? {} : { output }) };
}
