import { norm } from "../compare/norm.ts";

/** A mistake as a prediction: the numbers that a program with exactly this mistake returns. */
export interface Hypothesis<Case> {
  code: string;
  /** a second mistake made at the same time */
  second?: string;
  /** layer it is made in (from 1), where the numbers alone would not say */
  layer?: (c: Case) => number | undefined;
  tensor?: string;
  /** the mistake is that something stays 0: only then do zeros speak for it */
  leavesZeros?: boolean | undefined;
  /** null: not applicable, or such a program would crash or return no finite numbers here */
  predict(c: Case): Float64Array | null;
}

/** A mistake with one unknown number in it (a weight decay, a threshold, a slope): fitted on one probe, verified on the others. */
export interface FittedHypothesis<Case> {
  code: string;
  /** wrong answers that it must reproduce at least, the fitted one included; 1 where the other entries of one answer prove it */
  proofs?: number;
  fit(probe: Probe<Case>): Hypothesis<Case>[];
}

/** One question put to the program, with its answer, the right one and the tolerance of each entry of the right one. */
export interface Probe<Case> {
  case: Case;
  /** null: threw, or the wrong shape */
  student: Float64Array | null;
  right: Float64Array;
  bound: Float64Array;
}

export interface Match<Case> {
  hypothesis: Hypothesis<Case>;
  code: string;
  second?: string;
  layer?: number;
  tensor?: string;
}

export type Recognition<Case> = { kind: "named"; matches: Match<Case>[]; confidence: number } | { kind: "unexplained" };

type AnsweredProbe<Case> = Probe<Case> & { student: Float64Array };

const finite = (v: Float64Array): boolean => v.every(Number.isFinite);
/** largest finite absolute value */
const largest = (v: Float64Array): number =>
  v.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);

function hasShape<Case>(probe: Probe<Case>): probe is AnsweredProbe<Case> {
  return probe.student !== null && probe.student.length === probe.right.length;
}

function isAnswered<Case>(probe: Probe<Case>): probe is AnsweredProbe<Case> {
  return hasShape(probe) && finite(probe.student);
}

/** Whether an answer is outside the tolerance of the right one somewhere; a NaN is. */
export function isWrong<Case>({ student, right, bound }: Probe<Case>): boolean {
  return student === null || right.some((v, i) => !(Math.abs(student[i]! - v) <= bound[i]!));
}

/** Tolerance around entry i of a prediction: the right answer's, grown with the prediction, and never below float32's own grain. */
function toleranceAround(prediction: Float64Array, { right, bound }: Probe<unknown>): (i: number) => number {
  const growth = Math.max(1, norm(prediction) / norm(right) || 1);
  const grain = 1e-9 * largest(prediction);
  return (i) => 2 * growth * bound[i]! + 1e-6 * Math.abs(prediction[i]!) + grain;
}

/**
 * Whether a wrong answer can speak for a hypothesis. Zeros are what an empty or unfinished function returns: they match
 * whatever happens to vanish (the deltas of a softmax layer add up to 0), and are evidence only for a mistake that leaves them.
 */
function speaksFor<Case>({ leavesZeros }: Hypothesis<Case>, { student, right, bound }: AnsweredProbe<Case>): boolean {
  if (largest(student) === 0) return false;
  return right.some((v, i) => {
    const own = student[i]!;
    return Math.abs(own - v) > bound[i]! && (leavesZeros || Math.abs(own) > bound[i]!);
  });
}

/** A prediction explains a wrong answer only when it is this much closer to it than the right answer is. */
const muchCloser = 0.1;

interface Trial<Case> {
  hypothesis: Hypothesis<Case>;
  /** wrong answers that the hypothesis reproduces */
  explained: number;
  /** whether a number was fitted for it */
  fitted: boolean;
  /** largest |student - prediction| in units of the prediction's largest entry */
  residual: number;
}

/** null as soon as one answer contradicts the hypothesis. An answer with holes must have them where the prediction has its own. */
function tryOut<Case>(
  hypothesis: Hypothesis<Case>,
  fitted: boolean,
  probes: readonly AnsweredProbe<Case>[],
): Trial<Case> | null {
  let explained = 0;
  let residual = 0;
  for (const probe of probes) {
    const prediction = hypothesis.predict(probe.case);
    if (prediction === null || prediction.length !== probe.right.length) continue;
    if (!finite(prediction) && finite(probe.student)) continue;
    const tolerance = toleranceAround(prediction, probe);
    let fromPrediction = 0;
    let fromRight = 0;
    for (let i = 0; i < prediction.length; i++) {
      if (!Number.isFinite(probe.student[i]!) && !Number.isFinite(prediction[i]!)) continue;
      const off = Math.abs(probe.student[i]! - prediction[i]!);
      if (!(off <= tolerance(i))) return null;
      fromPrediction = Math.max(fromPrediction, off);
      fromRight = Math.max(fromRight, Math.abs(probe.student[i]! - probe.right[i]!));
    }
    residual = Math.max(residual, fromPrediction / (largest(prediction) || 1));
    if (fromPrediction < muchCloser * fromRight && speaksFor(hypothesis, probe)) explained++;
  }
  return explained > 0 ? { hypothesis, fitted, explained, residual } : null;
}

/** Questions that the program failed to answer although this mistake alone would not have made it fail. */
function unforeseen<Case>(hypothesis: Hypothesis<Case>, failed: readonly Probe<Case>[]): number {
  return failed.filter((probe) => {
    const prediction = hypothesis.predict(probe.case);
    return prediction !== null && finite(prediction);
  }).length;
}

function fewest<T>(list: readonly T[], count: (item: T) => number): T[] {
  const counts = list.map(count);
  const least = Math.min(...counts);
  return list.filter((_, i) => counts[i] === least);
}

/** Confidence by how many wrong answers the hypothesis reproduces: a single one may be chance. */
const confidenceOf = (explained: number): number => (explained >= 2 ? 0.98 : 0.8);

/** The hypotheses that no answer contradicts, with what speaks for them. */
function trialsOf<Case>(
  hypotheses: readonly (Hypothesis<Case> | FittedHypothesis<Case>)[],
  answered: readonly AnsweredProbe<Case>[],
): Trial<Case>[] {
  const wrong = answered.filter(isWrong);
  // a wrong answer contradicts most hypotheses, so those are asked first
  const ordered = [...wrong, ...answered.filter((probe) => !isWrong(probe))];
  const needed = Math.min(2, wrong.length);
  const fittable = wrong.filter(isAnswered).slice(0, 2);
  const trials: Trial<Case>[] = [];
  for (const hypothesis of hypotheses) {
    const fitted = "fit" in hypothesis;
    const candidates = fitted ? fittable.flatMap((probe) => hypothesis.fit(probe)) : [hypothesis];
    for (const candidate of candidates) {
      const trial = tryOut(candidate, fitted, ordered);
      const proofs = fitted ? Math.max(needed, hypothesis.proofs ?? 1) : needed;
      if (trial !== null && trial.explained >= proofs) trials.push(trial);
    }
  }
  return trials;
}

/**
 * Names the mistake whose numbers these are. A hypothesis is accepted when no answer contradicts it, and it reproduces at
 * least two wrong answers, or the only one there is. The hypotheses come in order of how common they are; when several fit
 * equally well all of them are listed, in that order. Variants of one code count as one.
 * Answers with NaN or Infinity in them are looked at when no finite one is wrong: a mistake that leaves such holes (an index
 * past the end, the root of a negative sum) leaves them in certain places, beside numbers that are wrong in a certain way.
 * Probes should come cheapest first: most hypotheses fall at the first.
 */
export function recognise<Case>(
  hypotheses: readonly (Hypothesis<Case> | FittedHypothesis<Case>)[],
  probes: readonly Probe<Case>[],
): Recognition<Case> {
  const complete = probes.filter(isAnswered);
  const answered = complete.some(isWrong) ? complete : probes.filter(hasShape);
  const wrong = answered.filter(isWrong);
  if (wrong.length === 0) return { kind: "unexplained" };
  const trials = trialsOf(hypotheses, answered);
  if (trials.length === 0) return { kind: "unexplained" };
  // a program in float64 follows its own mistake to 1e-15, and a similar mistake only to the tolerance
  const best = Math.min(...trials.map(({ residual }) => residual));
  const close = trials.filter(({ residual }) => residual <= Math.max(1e-12, 100 * best));
  const failed = probes.filter((probe) => !(answered as readonly Probe<Case>[]).includes(probe));
  const kept = fewest(close, ({ fitted, hypothesis }) => Number(fitted) + unforeseen(hypothesis, failed));
  const named = new Map<string, Trial<Case>>();
  for (const trial of kept) {
    const key = `${trial.hypothesis.code} ${trial.hypothesis.second ?? ""}`;
    if (!named.has(key)) named.set(key, trial);
  }
  const first = wrong[0]!.case;
  const matches = [...named.values()].map(({ hypothesis }) => ({
    hypothesis,
    code: hypothesis.code,
    ...(hypothesis.second !== undefined && { second: hypothesis.second }),
    ...(hypothesis.layer?.(first) !== undefined && { layer: hypothesis.layer(first)! }),
    ...(hypothesis.tensor !== undefined && { tensor: hypothesis.tensor }),
  }));
  const explained = Math.min(...[...named.values()].map((trial) => trial.explained));
  return { kind: "named", matches, confidence: confidenceOf(explained) / matches.length };
}
