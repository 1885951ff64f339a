import { centralStep } from "../../compare/finite-differences.ts";
import type { Gradient, Matrix, Network } from "../../contract.ts";
import { forward } from "../../oracle/forward.ts";
import { gradient } from "../../oracle/gradient.ts";
import { hessian } from "../../oracle/hessian.ts";
import { loss } from "../../oracle/loss.ts";
import { flatten, unflattenGradient, unflattenNetwork } from "../../oracle/parameters.ts";
import { sensitivities } from "../../oracle/sensitivities.ts";
import { fitScalar } from "../fit-scalar.ts";
import type { FittedHypothesis, Hypothesis } from "../recognise.ts";
import { joined, type NetworkCase, type NetworkKind } from "./case.ts";
import type { FittedMistake, Mistake } from "./mistake.ts";
import { batchMistakes, updatesInside } from "./mistakes/batch.ts";
import { derivativeFrom, derivativeMistakes, slopeMistakes } from "./mistakes/derivative.ts";
import { constantMistakes, forwardMistakes } from "./mistakes/forward.ts";
import { hessianHypotheses } from "./mistakes/hessian.ts";
import { updatedLayerByLayer } from "./mistakes/layerwise.ts";
import { outputMistakes } from "./mistakes/output.ts";
import { productMistakes } from "./mistakes/products.ts";
import { recursionMistakes, updatedWeights } from "./mistakes/recursion.ts";
import { factsOf, type ScaleMistake, scaleMistakes } from "./mistakes/scale.ts";
import { fittedGradientHypotheses, wholeHypotheses } from "./mistakes/whole.ts";
import { runForward, runGradient, runLoss, runSensitivities, withSteps } from "./run.ts";
import type { Steps } from "./steps.ts";

type NetworkHypothesis = Hypothesis<NetworkCase>;

const structural: readonly Mistake[] = [
  ...derivativeMistakes,
  ...productMistakes,
  ...recursionMistakes,
  ...batchMistakes,
  ...outputMistakes,
  ...forwardMistakes,
];
const fitted: readonly FittedMistake[] = [...updatedWeights, ...updatesInside, ...slopeMistakes, ...constantMistakes];

/** The right answer as flat values in the contract's order. */
export function rightAnswer(kind: NetworkKind, c: NetworkCase): Float64Array {
  switch (kind) {
    case "forward": {
      const { u, y } = forward(c.net, c.X[0]!);
      return joined(u, y);
    }
    case "loss":
      return Float64Array.of(loss(c.net, c.X, c.D));
    case "sensitivities":
      return joined(sensitivities(c.net, c.X[0]!, c.D[0]!));
    case "gradient":
      return flatten(gradient(c.net, c.X, c.D));
    case "hessian":
      return Float64Array.from(hessian(c.net, c.X, c.D).flat());
  }
}

/** The Hessian of a program that differentiates a mistaken gradient: central differences, good to 1e-9. */
function hessianOfMistake(c: NetworkCase, steps: Steps): Float64Array {
  const w = flatten(c.net);
  const gradientAt = (v: Float64Array) => flatten(runGradient({ ...c, net: unflattenNetwork(v, c.net) }, steps));
  const rows: number[] = [];
  for (let k = 0; k < w.length; k++) {
    const plus = w.slice();
    const minus = w.slice();
    plus[k]! += centralStep;
    minus[k]! -= centralStep;
    const above = gradientAt(plus);
    const below = gradientAt(minus);
    for (let q = 0; q < w.length; q++) rows.push((above[q]! - below[q]!) / (plus[k]! - minus[k]!));
  }
  return Float64Array.from(rows);
}

function answer(kind: NetworkKind, c: NetworkCase, steps: Steps): Float64Array {
  switch (kind) {
    case "forward": {
      const { u, y } = runForward(c, steps);
      return joined(u, y);
    }
    case "loss":
      return Float64Array.of(runLoss(c, steps));
    case "sensitivities":
      return joined(runSensitivities(c, steps));
    case "gradient":
      return flatten(runGradient(c, steps));
    case "hessian":
      return hessianOfMistake(c, steps);
  }
}

function scaledBy(
  kind: NetworkKind,
  mistake: ScaleMistake,
  c: NetworkCase,
  values: Float64Array | null,
): Float64Array | null {
  const ratio = mistake.ratio(factsOf(kind, c, kind === "sensitivities" ? 0 : loss(c.net, c.X, c.D)));
  return ratio === null || values === null ? null : values.map((v) => v * ratio);
}

const ofMistake = (kind: NetworkKind, mistake: Mistake): NetworkHypothesis => ({
  code: mistake.code,
  ...(mistake.second !== undefined && { second: mistake.second }),
  leavesZeros: mistake.leavesZeros,
  predict: (c) => answer(kind, c, withSteps(mistake.steps)),
});

const fittedTo = (
  code: string,
  starts: readonly number[],
  predict: (c: NetworkCase, parameter: number) => Float64Array | null,
): FittedHypothesis<NetworkCase> => ({
  code,
  fit: (probe) =>
    fitScalar((parameter) => predict(probe.case, parameter), probe.student!, starts).map((parameter) => ({
      code,
      predict: (c) => predict(c, parameter),
    })),
});

const scalesOf = (kind: NetworkKind): readonly ScaleMistake[] =>
  scaleMistakes.filter(({ kinds }) => kinds.includes(kind));

function scaleHypotheses(kind: NetworkKind): NetworkHypothesis[] {
  return scalesOf(kind).map((mistake) => ({
    code: mistake.code,
    predict: (c) => scaledBy(kind, mistake, c, rightAnswer(kind, c)),
  }));
}

/** delta^M first; where layers differ in size that is another shape. */
const reversedSensitivities: NetworkHypothesis = {
  code: "layers-reversed",
  predict: ({ net, X, D }) => {
    const delta = sensitivities(net, X[0]!, D[0]!);
    const fits = net.every(({ b }, m) => b.length === net.at(-1 - m)!.b.length);
    return fits ? joined(delta.toReversed()) : null;
  },
};

/**
 * Every single mistake, cheap and common ones first. A Hessian's own come before those of a mistaken gradient in it.
 * For large networks `miniatures` of them are given: what those do not show is left out.
 */
export function singleHypotheses(
  kind: NetworkKind,
  miniatures?: readonly NetworkCase[],
): (NetworkHypothesis | FittedHypothesis<NetworkCase>)[] {
  const right = (c: NetworkCase) => rightAnswer(kind, c);
  const rows = miniatures === undefined ? structural : distinctOn(kind, structural, miniatures);
  return [
    ...scaleHypotheses(kind),
    ...(kind === "hessian" ? hessianHypotheses((c) => hessian(c.net, c.X, c.D)) : []),
    ...rows.map((mistake) => ofMistake(kind, mistake)),
    ...(kind === "sensitivities" ? [reversedSensitivities] : []),
    ...wholeHypotheses(kind, right),
    ...(kind === "gradient" ? fittedGradientHypotheses(right) : []),
    ...(kind === "gradient" ? [fittedTo("weights-updated-before-recursion", [0.1, 0.01], updatedLayerByLayer)] : []),
    ...(kind === "hessian"
      ? []
      : fitted.map(({ code, starts, steps }) =>
          fittedTo(code, starts, (c, parameter) => answer(kind, c, withSteps(steps(parameter)))),
        )),
  ];
}

/** Both mistakes in one program; null where they are about the same step. */
function together(a: Mistake, b: Mistake): Steps | null {
  if (a.derivative && b.derivative) return withSteps(derivativeFrom(a.derivative, b.derivative));
  const apart = Object.keys(a.steps).every((key) => !(key in b.steps));
  return apart ? withSteps(a.steps, b.steps) : null;
}

/** one odd weight for each place of an answer, as many as were ever needed */
const weights: number[] = [];

/** One number that differs wherever the values do, to nine digits: a fixed odd combination of them. */
function summary(values: Float64Array): string {
  while (weights.length < values.length) weights.push(1 + Math.sin(7 * weights.length + 1));
  return values.reduce((sum, v, i) => sum + v * weights[i]!, 0).toPrecision(9);
}

/** Mistakes that change the answer to some of these cases, one of each group that no case tells apart. */
function distinctOn(kind: NetworkKind, mistakes: readonly Mistake[], cases: readonly NetworkCase[]): Mistake[] {
  const seen = new Set([cases.map((c) => summary(answer(kind, c, withSteps()))).join()]);
  return mistakes.filter(({ steps }) => {
    const print = cases.map((c) => summary(answer(kind, c, withSteps(steps)))).join();
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  });
}

/** Pairs grow with the square of the table: of each mistake only so many variants are tried together with another. */
const variantsInPairs = 4;

/**
 * Two mistakes at once: a factor on the whole and a step, two factors, or two different steps. `cases` should show the
 * different kinds of networks that were asked about; mistakes that none of them shows are left out.
 */
export function doubleHypotheses(kind: NetworkKind, cases: readonly NetworkCase[]): NetworkHypothesis[] {
  const scales = scalesOf(kind);
  const single = structural.filter(({ second }) => second === undefined);
  const own = kind === "hessian" ? [] : distinctOn(kind, single, cases);
  const factorAndFactor = scales.flatMap((a, i) =>
    scales.slice(i + 1).map((b) => ({
      code: a.code,
      second: b.code,
      predict: (c: NetworkCase) => scaledBy(kind, a, c, scaledBy(kind, b, c, rightAnswer(kind, c))),
    })),
  );
  if (kind === "hessian") {
    const special = hessianHypotheses((c) => hessian(c.net, c.X, c.D));
    const scaledSpecial = scales.flatMap((scale) =>
      special.map((one) => ({
        code: one.code,
        second: scale.code,
        leavesZeros: one.leavesZeros,
        predict: (c: NetworkCase) => scaledBy(kind, scale, c, one.predict(c)),
      })),
    );
    return [...factorAndFactor, ...scaledSpecial];
  }
  const factorAndStep = own.flatMap((mistake) =>
    scales.map((scale) => ({
      code: mistake.code,
      second: scale.code,
      leavesZeros: mistake.leavesZeros,
      predict: (c: NetworkCase) => scaledBy(kind, scale, c, answer(kind, c, withSteps(mistake.steps))),
    })),
  );
  const usual = own.filter(
    ({ code }, i) => own.slice(0, i).filter((other) => other.code === code).length < variantsInPairs,
  );
  const stepAndStep = usual.flatMap((a, i) =>
    usual.slice(i + 1).flatMap((b) => {
      const steps = a.code === b.code ? null : together(a, b);
      if (steps === null) return [];
      const leavesZeros = a.leavesZeros ?? b.leavesZeros;
      return [{ code: a.code, second: b.code, leavesZeros, predict: (c: NetworkCase) => answer(kind, c, steps) }];
    }),
  );
  return [...factorAndFactor, ...factorAndStep, ...stepAndStep];
}

/** A gradient with a known mistake in it: training with it explains a `train` that goes wrong. */
export interface GradientMutant {
  code: string;
  /** null where such a program would crash or return no finite numbers */
  gradient(net: Network, X: Matrix, D: Matrix): Gradient | null;
}

const finiteOrNull = (g: Gradient): Gradient | null => (flatten(g).every(Number.isFinite) ? g : null);

export const gradientMutants: readonly GradientMutant[] = [
  ...scalesOf("gradient").map((mistake) => ({
    code: mistake.code,
    gradient: (net: Network, X: Matrix, D: Matrix) => {
      const values = scaledBy("gradient", mistake, { net, X, D }, flatten(gradient(net, X, D)));
      return values?.every(Number.isFinite) ? unflattenGradient(values, net) : null;
    },
  })),
  ...structural
    .filter(({ second }) => second === undefined)
    .map(({ code, steps }) => ({
      code,
      gradient: (net: Network, X: Matrix, D: Matrix) => finiteOrNull(runGradient({ net, X, D }, withSteps(steps))),
    })),
];

/**
 * The mutants that make a difference at this network, one of each group that gives the same numbers there: most rows of the
 * table are about other activation functions or shapes. Trying a training with each of these is affordable.
 */
export function gradientMutantsFor(net: Network, X: Matrix, D: Matrix): GradientMutant[] {
  const seen = new Set([fingerprint(gradient(net, X, D))]);
  return gradientMutants.filter((mutant) => {
    const g = mutant.gradient(net, X, D);
    if (g === null) return false;
    const print = fingerprint(g);
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  });
}

/** Equal for gradients that agree to ten digits. */
const fingerprint = (g: Gradient): string => Array.from(flatten(g), (v) => v.toExponential(9)).join();
