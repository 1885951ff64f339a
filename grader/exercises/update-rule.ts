import type { UpdateOptions } from "../contract.ts";
import type { Probe } from "../diagnose/recognise.ts";
import { diagnoseUpdateRule, type UpdateStep } from "../diagnose/update-rules.ts";
import { exportOfKind } from "../kinds.ts";
import { updateRules } from "../oracle/update-rules.ts";
import type { Check, UpdateFamily } from "../project.ts";
import { seededRandom } from "../random.ts";
import type { Session } from "../sandbox/types.ts";
import { type Bounded, boundsOf } from "./bounds.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession } from "./facts.ts";
import { vectorLayout } from "./layout.ts";
import { type Answered, judge, valuesOf } from "./verdict.ts";

export type UpdateCheck = Extract<Check, { kind: "gradient-descent" | "momentum" | "adagrad" | "rmsprop" | "adam" }>;

/** One step, with the student's own w(k) that it was made from. */
interface StepAnswered extends Answered {
  from: Float64Array;
}

/** A sequence of gradients for one rule, from w(0). */
export interface Sequence {
  w0: Float64Array;
  gradients: Float64Array[];
  options: UpdateOptions;
  label: string;
}

/**
 * Draws the gradients, then w(0) as large as one step: were w much larger, its own rounding would hide how the step was made.
 * The power of two keeps the draws on the float32 grid.
 */
function drawSequence(check: UpdateCheck, seed: string, index: number, draw: number): Sequence {
  const family: UpdateFamily = check.cases[index]!;
  const random = seededRandom(seed, check.id, index, draw);
  const size = family.gradients === "tiny" ? 2 ** -20 : 1;
  const vector = (scale: number) => Float64Array.from({ length: family.parameters }, () => scale * random.normal());
  const gradients = Array.from({ length: family.steps }, () => vector(size));
  const options = family.options as unknown as UpdateOptions;
  const firstStep = updateRules[check.kind](family.parameters, options)(gradients[0]!);
  const step = Math.max(...firstStep.map(Math.abs));
  const w0 = vector(2 ** Math.round(Math.log2(step)));
  const tiny = family.gradients === "tiny" ? ", |g| ~ 1e-6" : "";
  return { w0, gradients, options, label: `P = ${family.parameters}, k = 1, ..., ${family.steps}${tiny}` };
}

export function drawSequences(check: UpdateCheck, seed: string): Sequence[] {
  return check.cases.flatMap((family: UpdateFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) => drawSequence(check, seed, index, draw)),
  );
}

const stepLayout = (k: number, size: number) => vectorLayout(`w(${k + 1})`, size);

/** What step k must make of w(k) = `from`, k counted from 0, and how far from it a right answer may be. */
export function stepBounds(
  check: UpdateCheck,
  { gradients, options }: Sequence,
  k: number,
  from: Float64Array,
  words: readonly (string | number)[],
): Bounded {
  const compute = (round: (v: number) => number) => {
    const step = updateRules[check.kind](from.length, options, round);
    let change = new Float64Array(from.length);
    for (const earlier of gradients.slice(0, k + 1)) change = Float64Array.from(step(earlier));
    return from.map((wi, i) => round(wi + change[i]!));
  };
  return boundsOf(compute, stepLayout(k, from.length), [...words, k, "bound"], { factor: check.tolerance });
}

/**
 * The changes that a correct rule makes do not depend on w, so each step is judged from the student's own w(k):
 * the first step at which the rule differs is found, and an early slip is not charged again in every later step.
 */
async function answer(
  session: Session,
  check: UpdateCheck,
  sequence: Sequence,
  caseIndex: number,
  words: string[],
): Promise<StepAnswered[]> {
  const { w0, gradients, options, label } = sequence;
  const answers: StepAnswered[] = [];
  let w = w0;
  for (const [k, g] of gradients.entries()) {
    const layout = stepLayout(k, w.length);
    const { right, bound, exact } = stepBounds(check, sequence, k, w, [...words, caseIndex]);
    const outcome = await session.call({
      export: exportOfKind[check.kind],
      args: [{ value: [...w] }, { value: [...g] }, { state: k === 0 ? "fresh" : true }, { value: { ...options } }],
      shape: { record: { w: layout.shape } },
      keep: "state",
    });
    const answered: StepAnswered = { caseIndex, label, layout, outcome, right, bound, exact, from: w };
    answers.push(answered);
    const values = valuesOf(answered);
    if (!values?.every(Number.isFinite)) break;
    w = values;
  }
  return answers;
}

function probeOf(answered: StepAnswered, { gradients, options }: Sequence, k: number): Probe<UpdateStep> {
  const { from, right, bound, layout } = answered;
  return {
    case: { gradients: gradients.slice(0, k + 1), options, from, tensor: layout.slots[0]!.name },
    student: valuesOf(answered),
    right,
    bound,
  };
}

/** Judges one of the five update rules step by step over whole sequences, `state` flowing through the student's own values. */
export async function judgeUpdateRule(judging: Judging<UpdateCheck>): Promise<Judged> {
  const { check, seed } = judging;
  const sequences = drawSequences(check, seed);
  const operations = sequences.reduce((sum, { w0, gradients }) => sum + 20 * w0.length * gradients.length, 0);
  return inSession(judging, { operations }, async (session) => {
    const answers: Answered[] = [];
    const probes: Probe<UpdateStep>[] = [];
    for (const [caseIndex, sequence] of sequences.entries()) {
      const done = await answer(session, check, sequence, caseIndex, [seed, check.id]);
      answers.push(...done);
      probes.push(...done.map((answered, k) => probeOf(answered, sequence, k)));
      const { outcome } = done.at(-1)!;
      if (endsSession(outcome) || outcome.status === "missing_export") break;
    }
    const usage = session.usage();
    return judge({
      kind: check.kind,
      answers,
      cases: sequences.length,
      usage,
      diagnose: () => diagnoseUpdateRule(check.kind, probes),
    });
  });
}
