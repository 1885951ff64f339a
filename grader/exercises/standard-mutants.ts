import { multiStartHypotheses } from "../diagnose/multi-start.ts";
import type { NetworkCase } from "../diagnose/network/case.ts";
import { singleHypotheses } from "../diagnose/network/hypotheses.ts";
import { newtonHypotheses } from "../diagnose/newton.ts";
import type { Hypothesis } from "../diagnose/recognise.ts";
import { loopHypotheses } from "../diagnose/train.ts";
import { updateRuleHypotheses } from "../diagnose/update-rules.ts";
import type { ExerciseKind } from "../kinds.ts";
import { newton } from "../oracle/newton.ts";
import type { Check, NetworkFamily, Project } from "../project.ts";
import { boundsOf } from "./bounds.ts";
import { vectorLayout } from "./layout.ts";
import { poseMinimizeCheck } from "./minimize.ts";
import { passingSearches } from "./minimize-arrival.ts";
import { poseMultiStartCheck } from "./multi-start-cases.ts";
import { type NetworkCheck, poseNetworkCheck } from "./network.ts";
import { drawNewtonCase } from "./newton-cases.ts";
import { poseTrainCheck } from "./train-cases.ts";
import { drawSequences, stepBounds } from "./update-rule.ts";

/** One answer that the project judges, with the interval that is right. */
interface Judgement<Case> {
  case: Case;
  right: Float64Array;
  bound: Float64Array;
}

/** What a kind's checks let through: mistakes whose numbers are inside the bound of every case of the whole project. */
export interface Trial {
  /** mistakes tried, by code */
  tried: number;
  /** codes that no check catches */
  survivors: string[];
}

const outside = (prediction: Float64Array, { right, bound }: Judgement<unknown>) =>
  right.some((v, i) => !(Math.abs(prediction[i]! - v) <= bound[i]!));

/** The codes that some case of `judgements` tells from right, in at least one of their variants. */
function caughtBy<Case>(
  hypotheses: readonly Hypothesis<Case>[],
  judgements: readonly Judgement<Case>[],
): ReadonlySet<string> {
  const caught = new Set<string>();
  for (const { code, predict } of hypotheses) {
    if (caught.has(code)) continue;
    const tells = judgements.some((judgement) => {
      const prediction = predict(judgement.case);
      return prediction !== null && outside(prediction, judgement);
    });
    if (tells) caught.add(code);
  }
  return caught;
}

const judgementOf = <P extends { right: Float64Array; bound: Float64Array }>(posed: P): Judgement<P> => ({
  case: posed,
  right: posed.right,
  bound: posed.bound,
});

const codesOf = (hypotheses: readonly { code: string }[]) => hypotheses.map(({ code }) => code);

/** Cases on which every mistake that a kind can show at all does show: what a project is measured against. */
const standardFamilies: NetworkFamily[] = [
  { layers: [3, 3, 3, 3], activations: ["tanh", "tanh", "logistic"] },
  { layers: [3, 4, 5, 2], activations: ["tanh", "logistic", "tanh"] },
  { layers: [3, 3, 3, 3], activations: ["relu", "relu", "logistic"] },
  { layers: [3, 4, 4, 3], activations: ["tanh", "softmax", "logistic"] },
  { layers: [3, 4, 3], activations: ["tanh", "softmax"] },
].map((shape) => ({
  ...shape,
  activations: shape.activations as NetworkFamily["activations"],
  examples: 5,
  draws: 1,
  weights: "ordinary",
  dataset: "random",
  targets: "auto",
  trainedFor: 0,
  relation: "repeated-call",
}));

function networkJudgements(check: NetworkCheck, seed: string) {
  const earlier: NetworkCase[] = [];
  return poseNetworkCheck(check, seed).map(({ posed, x, d, right, bound }) => {
    const asked: NetworkCase = { net: posed.net, X: x ? [x] : posed.X, D: d ? [d] : posed.D, earlier: earlier.slice() };
    earlier.push(asked);
    return { case: asked, right, bound };
  });
}

/**
 * Codes of the standard mutants that `checks` tell from right.
 * @param checks all of one kind; of other kinds nothing is looked at
 */
export function caughtMutants(kind: ExerciseKind, checks: readonly Check[], seed: string): ReadonlySet<string> {
  switch (kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
    case "hessian": {
      const judgements = checks.flatMap((check) => (check.kind === kind ? networkJudgements(check, seed) : []));
      return caughtBy(networkHypotheses(kind), judgements);
    }
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam":
      return caughtBy(
        updateRuleHypotheses(kind),
        checks.flatMap((check) => (check.kind === kind ? updateJudgements(check, seed) : [])),
      );
    case "newton":
      return caughtNewton(checks, seed);
    case "train":
      return caughtBy(
        loopHypotheses,
        checks.flatMap((check) => (check.kind === "train" ? poseTrainCheck(check, seed).map(judgementOf) : [])),
      );
    case "multi-start":
      return caughtBy(
        multiStartHypotheses,
        checks.flatMap((check) =>
          check.kind === "multi-start" ? poseMultiStartCheck(check, seed).map(judgementOf) : [],
        ),
      );
    case "minimize": {
      const posed = checks.flatMap((check) => (check.kind === "minimize" ? poseMinimizeCheck(check, seed) : []));
      const { tried, passing } = passingSearches(posed);
      return new Set(tried.filter((code) => !passing.includes(code)));
    }
  }
}

/** Codes that a kind's checks must catch: of a network's only those that some network shows at all. */
function standardCodes(kind: ExerciseKind): string[] {
  switch (kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
    case "hessian": {
      const id = "standard";
      const check = { id, kind, points: 1, visibility: "hidden", tolerance: 1, cases: standardFamilies } as const;
      return [...caughtBy(networkHypotheses(kind), networkJudgements(check, id))];
    }
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam":
      return codesOf(updateRuleHypotheses(kind));
    case "newton":
      return [...codesOf(newtonHypotheses), acceptsIndefinite];
    case "train":
      return codesOf(loopHypotheses);
    case "multi-start":
      return codesOf(multiStartHypotheses);
    case "minimize":
      return passingSearches([]).tried;
  }
}

const networkHypotheses = (kind: NetworkCheck["kind"]) =>
  singleHypotheses(kind).filter((one): one is Hypothesis<NetworkCase> => "predict" in one);

type UpdateCheck = Parameters<typeof drawSequences>[0];

function updateJudgements(check: UpdateCheck, seed: string) {
  return drawSequences(check, seed).flatMap((sequence, caseIndex) => {
    let from = sequence.w0;
    return sequence.gradients.map((_, k) => {
      const { right, bound } = stepBounds(check, sequence, k, from, [seed, check.id, caseIndex]);
      const step = { gradients: sequence.gradients.slice(0, k + 1), options: sequence.options, from, tensor: "w" };
      from = right;
      return { case: step, right, bound };
    });
  });
}

const acceptsIndefinite = "indefinite-hessian-accepted";

function caughtNewton(checks: readonly Check[], seed: string): ReadonlySet<string> {
  const cases = checks.flatMap((check) =>
    check.kind !== "newton"
      ? []
      : check.cases.flatMap((family, index) =>
          Array.from({ length: family.draws }, (_, draw) => drawNewtonCase(seed, check.id, index, draw, family)),
        ),
  );
  const definite = cases.filter(({ inertia }) => inertia === "positive-definite");
  const judgements = definite.map((posed, k) => {
    const compute = (round: (v: number) => number) => newton(posed.w, posed.g, posed.H, posed.alpha, round)!;
    const bounds = boundsOf(compute, vectorLayout("w", posed.w.length), [seed, "standard mutants", k]);
    return { case: posed, right: bounds.right, bound: bounds.bound };
  });
  const refusing = cases.length > definite.length ? [acceptsIndefinite] : [];
  return new Set([...caughtBy(newtonHypotheses, judgements), ...refusing]);
}

/** Every standard mutant of one kind of exercise against all checks of that kind. */
export function mutantsOf(project: Project, kind: ExerciseKind): Trial {
  const checks = project.exercises.flatMap((exercise) => exercise.checks).filter((check) => check.kind === kind);
  const codes = [...new Set(standardCodes(kind))];
  const caught = caughtMutants(kind, checks, project.seed);
  return { tried: codes.length, survivors: codes.filter((code) => !caught.has(code)) };
}

/** Ids of the network checks that would not accept the oracle's own formulas computed in single precision. */
export function boundProblems(project: Project, kind: ExerciseKind): string[] {
  return project.exercises
    .flatMap((exercise) => exercise.checks)
    .filter((check): check is NetworkCheck => check.kind === kind && networkKinds.has(kind))
    .filter((check) =>
      poseNetworkCheck(check, project.seed).some((asked) =>
        outside(asked.oracle({ round: Math.fround }), { case: null, right: asked.right, bound: asked.bound }),
      ),
    )
    .map(({ id }) => id);
}

const networkKinds: ReadonlySet<ExerciseKind> = new Set(["forward", "loss", "sensitivities", "gradient", "hessian"]);
