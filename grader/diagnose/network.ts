import { norm } from "../compare/norm.ts";
import type { Matrix, Network, Vector } from "../contract.ts";
import { loss, lossOf } from "../oracle/loss.ts";
import type { Diagnosis } from "../report.ts";
import { oneOfTwo, unexplained } from "./catalogue/facts.ts";
import { describeNetworkMistake } from "./catalogue/network.ts";
import { causalOrder, miniature, type NetworkCase, type NetworkKind, type Place, placesOf } from "./network/case.ts";
import { doubleHypotheses, singleHypotheses } from "./network/hypotheses.ts";
import { outputMistakes } from "./network/mistakes/output.ts";
import { scaleMistakes } from "./network/mistakes/scale.ts";
import { isWrong, type Match, type Probe, type Recognition, recognise } from "./recognise.ts";

export { type GradientMutant, gradientMutants, gradientMutantsFor } from "./network/hypotheses.ts";

/** A question as an exercise poses it: `x` and `d` are given for the kinds that take one example. */
export interface AskedCase {
  net: Network;
  X: Matrix;
  D: Matrix;
  x?: Vector;
  d?: Vector;
  /** what the student's own `loss` says of this case, where it is known */
  ownLoss?: number;
}

/** Work of one gradient, in parameters times examples, above which double mistakes are not searched for. */
const doubleSearchLimit = 3_000;

function workOf({ case: c }: Probe<NetworkCase>): number {
  return c.X.length * c.net.reduce((sum, { W, b }) => sum + b.length * (W[0]!.length + 1), 0);
}

/** Cheap questions first; but one example says little of a batch, so that most mistakes survive it, and it comes last. */
const rankOf = (probe: Probe<NetworkCase>): number =>
  workOf(probe) + (probe.case.X.length === 1 ? doubleSearchLimit : 0);

/** The cases as the hypotheses see them; the probes are in the order of the calls, all in one process. */
function inOneProcess(probes: readonly Probe<AskedCase>[]): Probe<NetworkCase>[] {
  const earlier: NetworkCase[] = [];
  return probes.map((probe) => {
    const { net, X, D, x, d, ownLoss } = probe.case;
    const asked: NetworkCase = {
      net,
      X: x ? [x] : X,
      D: d ? [d] : D,
      earlier: earlier.slice(),
      ...(ownLoss !== undefined && { ownLoss }),
    };
    earlier.push(asked);
    return { ...probe, case: asked };
  });
}

const cut = (values: Float64Array, { start, rows, columns }: Place): Float64Array =>
  values.subarray(start, start + rows * columns);

function outside({ student, right, bound }: Probe<NetworkCase>, place: Place): boolean {
  const own = cut(student!, place);
  const expected = cut(right, place);
  const allowed = cut(bound, place);
  return expected.some((v, i) => !(Math.abs(own[i]! - v) <= allowed[i]!));
}

/**
 * The first tensor in causal order (walking back from the output) that is wrong in the first wrong answer with numbers. With
 * the probes in the order of the calls it is the answer that a report shows.
 */
function firstDivergent(kind: NetworkKind, probes: readonly Probe<NetworkCase>[]): Place | undefined {
  const probe = probes.find(
    (p) => p.student?.length === p.right.length && p.student.every(Number.isFinite) && isWrong(p),
  );
  if (probe === undefined) return undefined;
  return causalOrder(kind, placesOf(kind, probe.case.net)).find((place) => outside(probe, place));
}

/**
 * A factor that the student's own J carries as well is a convention ("your J is 1/2 sum e^2"), not a slip in the gradient; one
 * that J does not carry is no convention but a missing mean and a missing 2.
 */
function withOwnLoss(
  match: Match<NetworkCase>,
  probes: readonly Probe<NetworkCase>[],
): { code: string; second?: string } {
  const known = probes.filter((probe) => probe.case.ownLoss !== undefined && probe.student !== null && isWrong(probe));
  const carries = ({ case: c, right, student }: Probe<NetworkCase>) => {
    const ratio = norm(student!) / norm(right);
    return Math.abs(c.ownLoss! / loss(c.net, c.X, c.D) - ratio) <= 1e-6 * ratio;
  };
  if (known.length === 0) return match;
  const both = known.every(carries);
  if (both && match.code === "missing-factor-2") return { code: "half-squared-error" };
  if (both || match.code !== "half-squared-error") return match;
  const { case: c, right, student } = known[0]!;
  const mean = (2 * norm(student!)) / norm(right);
  const N = c.X.length;
  const code =
    Math.abs(mean - N) < 1e-6 * N
      ? "missing-mean-over-examples"
      : Math.abs(mean - N * c.D[0]!.length) < 1e-6 * mean
        ? "missing-mean"
        : "missing-mean-over-outputs";
  return { code, second: "missing-factor-2" };
}

/** Most pairs that may fit equally well; beyond that nothing was really told apart. */
const mostTiedPairs = 3;

/** Above this work of the cheapest wrong answer, rows that make no difference in miniature are not tried at full size. */
const fullTableLimit = 20_000;

function recogniseSingle(kind: NetworkKind, probes: readonly Probe<NetworkCase>[]): Recognition<NetworkCase> {
  const cheapest = probes.find(isWrong);
  const large = cheapest !== undefined && workOf(cheapest) > fullTableLimit;
  return recognise(singleHypotheses(kind, large ? variety(probes).map(miniature) : undefined), probes);
}

/** The mistakes of a program that can be made in the branch of one loss alone: what it divides by, its sign, its output's delta. */
const ofOneLoss = new Set([...scaleMistakes, ...outputMistakes].map(({ code }) => code));

/** Whether a program with this mistake answers all of these rightly. */
function spares({ hypothesis }: Match<NetworkCase>, probes: readonly Probe<NetworkCase>[]): boolean {
  return probes.every((probe) => {
    const prediction = hypothesis.predict(probe.case);
    return prediction === null || !isWrong({ ...probe, student: prediction });
  });
}

/**
 * Squares and cross-entropy are often two branches of a program, with a mistake in one of them or in each: each kind of network
 * that has wrong answers is recognised by itself. Named only when all of those are, unless `partly`; then the mistake must be one
 * that leaves the networks of the other loss alone, for else their answers contradict it.
 */
function recognisedByLoss(kind: NetworkKind, probes: readonly Probe<NetworkCase>[], partly: boolean): Named[] {
  const families = (["mean-squared-error", "cross-entropy"] as const)
    .map((name) => probes.filter((probe) => lossOf(probe.case.net) === name))
    .filter((family) => family.some((probe) => probe.student !== null && isWrong(probe)));
  if (families.length === 1 && families[0]!.length === probes.length) return [];
  const found = families.map((family) => ({ family, recognition: recogniseSingle(kind, family) }));
  const named = found.flatMap(({ family, recognition }) =>
    recognition.kind === "named" ? [{ family, recognition }] : [],
  );
  if (named.length === families.length) return named.map(({ recognition }) => recognition);
  if (!partly) return [];
  return named
    .filter(({ family, recognition }) => {
      const others = probes.filter((probe) => !family.includes(probe));
      return recognition.matches.every((match) => ofOneLoss.has(match.code) || spares(match, others));
    })
    .map(({ recognition }) => recognition);
}

type Named = Extract<Recognition<NetworkCase>, { kind: "named" }>;

/** The cheapest wrong answer for each choice of activation functions, a few of them. */
function variety(probes: readonly Probe<NetworkCase>[]): NetworkCase[] {
  const byFunctions = new Map<string, NetworkCase>();
  for (const probe of probes) {
    const functions = probe.case.net.map(({ f }) => f).join();
    if (isWrong(probe) && !byFunctions.has(functions)) byFunctions.set(functions, probe.case);
  }
  return [...byFunctions.values()].slice(0, 8);
}

/** From the simplest explanation on: one mistake, one in each branch, two at once. */
function recognised(kind: NetworkKind, probes: readonly Probe<NetworkCase>[]): Named[] {
  const single = recogniseSingle(kind, probes);
  if (single.kind === "named") return [single];
  const branches = recognisedByLoss(kind, probes, false);
  if (branches.length > 0) return branches;
  // beside NaN few numbers are left: enough for one mistake, not to tell pairs apart
  if (!probes.some((probe) => probe.student?.every(Number.isFinite) && isWrong(probe))) return [];
  const cheapest = probes.find((probe) => probe.student !== null);
  if (cheapest !== undefined && workOf(cheapest) <= doubleSearchLimit) {
    const double = recognise(doubleHypotheses(kind, variety(probes)), probes);
    if (double.kind === "named" && double.matches.length <= mostTiedPairs) return [double];
  }
  return recognisedByLoss(kind, probes, true);
}

/**
 * Names the mistake of a network exercise from the answers of one process, in the order of its calls. Several diagnoses are
 * either the two mistakes of a double one or, with less confidence, those that these cases cannot tell apart, the more common
 * first. Returns none when every answer is right; NaN and Infinity are the caller's to name.
 */
export function diagnoseNetwork(kind: NetworkKind, asked: readonly Probe<AskedCase>[]): Diagnosis[] {
  const inTurn = inOneProcess(asked);
  const probes = inTurn.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (!probes.some((probe) => probe.student !== null && isWrong(probe))) return [];
  const place = firstDivergent(kind, inTurn);
  const found = recognised(kind, probes);
  if (found.length === 0) return place ? [unexplained(place.name, place.layer)] : [];
  const diagnoses = found.flatMap(({ matches, confidence }) =>
    matches.flatMap((match) => {
      const { code, second } = kind === "gradient" ? withOwnLoss(match, probes) : match;
      const where = { tensor: match.tensor ?? place?.name, layer: match.layer ?? place?.layer };
      const described = (each: string) => describeNetworkMistake(each, { ...where, confidence });
      return second === undefined ? [described(code)] : [code, second].map((each) => oneOfTwo(described(each)));
    }),
  );
  return diagnoses.filter(({ code }, i) => diagnoses.findIndex((other) => other.code === code) === i);
}
