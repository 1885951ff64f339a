import type { Vector } from "../../../contract.ts";
import { timesJacobian } from "../../../oracle/activation.ts";
import { type LossName, lossOf } from "../../../oracle/loss.ts";
import type { Mistake } from "../mistake.ts";
import { type Example, mapGradient, rightSteps, type Steps } from "../steps.ts";

/** Mistakes where the loss is differentiated: the error, the wrong loss, its division. */

const ofError = (derivative: (error: number) => number): Partial<Steps> => ({
  outputError: ({ y, d }) => y.at(-1)!.map((v, j) => derivative(d[j]! - v)),
});
const ofLossTerm = (term: (d: number, y: number) => number): Partial<Steps> => ({
  lossTerm: (e) =>
    e.crossEntropy ? rightSteps.lossTerm(e) : e.y.at(-1)!.reduce((sum, v, j) => sum + term(e.d[j]!, v), 0),
});

const throughOutput = (e: Example, v: Vector): Vector => timesJacobian(e.net.at(-1)!.f, e.u.at(-1)!, e.y.at(-1)!, v);
const onlyWhen =
  (applies: (e: Example) => boolean, wrong: (e: Example) => Vector): Steps["outputDelta"] =>
  (e, steps) =>
    applies(e) ? wrong(e) : rightSteps.outputDelta(e, steps);

const isCrossEntropy = (e: Example): boolean => e.crossEntropy;
/** y - d is what the cross-entropy leaves of a logistic or softmax output; elsewhere the mistake has no name. */
const couldBeCrossEntropy = (e: Example): boolean => ["logistic", "softmax"].includes(e.net.at(-1)!.f);
const difference = (e: Example): Vector =>
  couldBeCrossEntropy(e) ? e.y.at(-1)!.map((v, j) => v - e.d[j]!) : e.d.map(() => Number.NaN);
const minus2e = (e: Example): Vector => rightSteps.outputError(e);

const divided = (factor: (N_M: number) => number, when: LossName): Pick<Steps, "finish" | "finishLoss"> => ({
  finish: (sum, c) => {
    const own = lossOf(c.net) === when ? factor(c.net.at(-1)!.b.length) : 1;
    return mapGradient(rightSteps.finish(sum, c), (v) => v * own);
  },
  finishLoss: (sum, c) => rightSteps.finishLoss(sum, c) * (lossOf(c.net) === when ? factor(c.net.at(-1)!.b.length) : 1),
});

const notCrossEntropy = (e: Example): boolean => !isCrossEntropy(e);
const squaresDelta: Partial<Steps> = {
  outputDelta: onlyWhen(isCrossEntropy, (e) => throughOutput(e, minus2e(e))),
  lossTerm: (e) =>
    isCrossEntropy(e) ? e.y.at(-1)!.reduce((sum, v, j) => sum + (e.d[j]! - v) ** 2, 0) : rightSteps.lossTerm(e),
};
const entropyTerm = (e: Example): number =>
  e.y.at(-1)!.reduce((sum, v, j) => sum - (e.d[j] === 0 ? 0 : e.d[j]! * Math.log(v)), 0);
const binaryEntropyTerm = (e: Example): number =>
  e.y.at(-1)!.reduce((sum, v, j) => sum - e.d[j]! * Math.log(v) - (1 - e.d[j]!) * Math.log(1 - v), 0);
const entropyDelta = (term: (e: Example) => number): Partial<Steps> => ({
  outputDelta: onlyWhen(notCrossEntropy, difference),
  lossTerm: (e) => (isCrossEntropy(e) ? rightSteps.lossTerm(e) : term(e)),
});

export const outputMistakes: readonly Mistake[] = [
  ...[entropyTerm, binaryEntropyTerm].flatMap((term) => [
    { code: "cross-entropy-for-mse", steps: entropyDelta(term) },
    {
      code: "cross-entropy-for-mse",
      steps: { ...entropyDelta(term), ...divided((N_M) => N_M, "mean-squared-error") },
    },
  ]),
  {
    // asked for the sensitivities of the squares, a softmax output gives those of the cross-entropy
    code: "cross-entropy-for-mse",
    steps: { outputDelta: onlyWhen((e) => notCrossEntropy(e) && e.net.at(-1)!.f === "softmax", difference) },
  },
  { code: "mse-for-cross-entropy", steps: { ...squaresDelta, ...divided((N_M) => 1 / N_M, "cross-entropy") } },
  { code: "mse-for-cross-entropy", steps: squaresDelta },
  ...[(N_M: number) => 1 / N_M, () => 1].flatMap((factor) => [
    {
      code: "mse-for-cross-entropy",
      steps: {
        outputDelta: onlyWhen(isCrossEntropy, (e) =>
          minus2e(e).map((v, j) => v * e.y.at(-1)![j]! * (1 - e.y.at(-1)![j]!)),
        ),
        finish: divided(factor, "cross-entropy").finish,
      },
    },
    {
      code: "mse-for-cross-entropy",
      steps: { outputDelta: onlyWhen(isCrossEntropy, minus2e), finish: divided(factor, "cross-entropy").finish },
    },
  ]),
  {
    code: "softmax-diagonal-only",
    steps: {
      outputDelta: (e, steps) =>
        isCrossEntropy(e) ? e.y.at(-1)!.map((v, j) => -e.d[j]! * (1 - v)) : rightSteps.outputDelta(e, steps),
    },
  },
  // y - d has the softmax's derivative inside already
  ...[true, false].flatMap((squaresToo) => [
    {
      code: "derivative-twice",
      steps: {
        outputDelta: (e: Example, steps: Steps) =>
          isCrossEntropy(e) || squaresToo
            ? throughOutput(e, rightSteps.outputDelta(e, steps))
            : rightSteps.outputDelta(e, steps),
      },
    },
  ]),
  {
    code: "derivative-twice",
    steps: {
      outputDelta: (e, steps) =>
        rightSteps
          .outputDelta(e, steps)
          .map((v, j) => (isCrossEntropy(e) ? v * e.y.at(-1)![j]! * (1 - e.y.at(-1)![j]!) : v)),
    },
  },
  { code: "error-not-squared", steps: { ...ofError((e) => -Math.sign(e)), ...ofLossTerm((d, y) => Math.abs(d - y)) } },
  { code: "error-not-squared", steps: { ...ofError((e) => -2 * Math.sign(e)), ...ofLossTerm((d, y) => d - y) } },
  { code: "error-not-squared", steps: ofError((e) => -2 * Math.abs(e)) },
  { code: "error-not-squared", steps: ofError((e) => -Math.abs(e)) },
  { code: "error-not-squared", steps: ofError((e) => -2 * e * e) },
  { code: "error-not-squared", steps: ofError(() => -1) },
  { code: "error-not-squared", steps: ofError(() => -2) },
];
