import { multiStartHypotheses } from "../diagnose/multi-start.ts";
import type { NetworkCase } from "../diagnose/network/case.ts";
import { singleHypotheses } from "../diagnose/network/hypotheses.ts";
import { newtonHypotheses } from "../diagnose/newton.ts";
import type { Hypothesis } from "../diagnose/recognise.ts";
import { loopHypotheses } from "../diagnose/train.ts";
import { updateRuleHypotheses } from "../diagnose/update-rules.ts";
import type { ExerciseKind } from "../kinds.ts";
import { newton } from "../oracle/newton.ts";
import type { NetworkFamily, Project } from "../project.ts";
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

/** What a kind's checks let through: a mistake whose numbers are inside the bound of every case of the whole project. */
export interface Survivor {
  kind: ExerciseKind;
  code: string;
}

export interface Trial {
  /** mistakes tried, by code */
  tried: number;
  survivors: Survivor[];
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

function survivors(kind: ExerciseKind, relevant: Iterable<string>, caught: ReadonlySet<string>): Trial {
  const codes = [...new Set(relevant)];
  return {
    tried: codes.length,
    survivors: codes.filter((code) => !caught.has(code)).map((code) => ({ kind, code })),
  };
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

/** Every standard mutant of one kind of exercise against all checks of that kind. */
export function mutantsOf(project: Project, kind: ExerciseKind): Trial {
  const { seed } = project;
  const checks = project.exercises.flatMap((exercise) => exercise.checks).filter((check) => check.kind === kind);
  switch (kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
    case "hessian": {
      const judgements = checks.flatMap((check) => (check.kind === kind ? networkJudgements(check, seed) : []));
      const hypotheses = singleHypotheses(kind).filter((one): one is Hypothesis<NetworkCase> => "predict" in one);
      const standard = {
        id: "standard",
        kind,
        points: 1,
        visibility: "hidden",
        tolerance: 1,
        cases: standardFamilies,
      } as const;
      const relevant = caughtBy(hypotheses, networkJudgements(standard, "standard"));
      return survivors(kind, relevant, caughtBy(hypotheses, judgements));
    }
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam": {
      const judgements = checks.flatMap((check) => {
        if (check.kind !== kind) return [];
        return drawSequences(check, seed).flatMap((sequence, caseIndex) => {
          let from = sequence.w0;
          return sequence.gradients.map((_, k) => {
            const { right, bound } = stepBounds(check, sequence, k, from, [seed, check.id, caseIndex]);
            const step = {
              gradients: sequence.gradients.slice(0, k + 1),
              options: sequence.options,
              from,
              tensor: "w",
            };
            from = right;
            return { case: step, right, bound };
          });
        });
      });
      const hypotheses = updateRuleHypotheses(kind);
      return survivors(kind, codesOf(hypotheses), caughtBy(hypotheses, judgements));
    }
    case "newton": {
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
      const caught = caughtBy(newtonHypotheses, judgements);
      const refusing = cases.length > definite.length ? ["indefinite-hessian-accepted"] : [];
      return survivors(
        kind,
        [...codesOf(newtonHypotheses), "indefinite-hessian-accepted"],
        new Set([...caught, ...refusing]),
      );
    }
    case "train": {
      const judgements = checks.flatMap((check) =>
        check.kind === "train" ? poseTrainCheck(check, seed).map(judgementOf) : [],
      );
      return survivors(kind, codesOf(loopHypotheses), caughtBy(loopHypotheses, judgements));
    }
    case "multi-start": {
      const judgements = checks.flatMap((check) =>
        check.kind === "multi-start" ? poseMultiStartCheck(check, seed).map(judgementOf) : [],
      );
      return survivors(kind, codesOf(multiStartHypotheses), caughtBy(multiStartHypotheses, judgements));
    }
    case "minimize": {
      const { tried, passing } = passingSearches(
        checks.flatMap((check) => (check.kind === "minimize" ? poseMinimizeCheck(check, seed) : [])),
      );
      return survivors(kind, tried, new Set(tried.filter((code) => !passing.includes(code))));
    }
  }
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
