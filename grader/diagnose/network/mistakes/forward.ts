import type { Activation, Network, Vector } from "../../../contract.ts";
import { activate, timesJacobian } from "../../../oracle/activation.ts";
import { dot } from "../../../oracle/rounding.ts";
import type { FittedMistake, Mistake } from "../mistake.ts";
import { entry, last, rightSteps, type Steps } from "../steps.ts";

/** Mistakes in u^m = W^m y^{m-1} + b^m and y^m = f^m(u^m). In a gradient exercise the reverse pass then starts from them. */

type Scope = (net: Network, m: number) => boolean;
const everywhere: Scope = () => true;
const hidden: Scope = (net, m) => m < last(net);
const output: Scope = (net, m) => m === last(net);
const elementwise: Scope = (net, m) => net[m]!.f !== "softmax";
const where =
  (f: Activation): Scope =>
  (net, m) =>
    net[m]!.f === f;
const first: Scope = (_net, m) => m === 0;

const withoutBias = (scope: Scope): Partial<Steps> => ({
  combine: (net, m, input) =>
    scope(net, m) ? net[m]!.W.map((row) => dot(row, input, 0, undefined)) : rightSteps.combine(net, m, input),
});

/** The layers in scope use another function, and its derivative with it. */
const otherFunction = (scope: Scope, f: (net: Network) => Activation): Partial<Steps> => ({
  activate: (net, m, u) => activate(scope(net, m) ? f(net) : net[m]!.f, u),
  derivative: ({ net, u, y }, m, v) => timesJacobian(scope(net, m) ? f(net) : net[m]!.f, u[m]!, y[m]!, v),
});
const withoutFunction = (scope: Scope): Partial<Steps> => ({
  activate: (net, m, u) => (scope(net, m) ? u.slice() : activate(net[m]!.f, u)),
});

const transposedWeights: Partial<Steps> = {
  combine: (net, m, input): Vector =>
    net[m]!.b.map((bias, i) => input.reduce((sum, v, j) => sum + entry(net[m]!.W, j, i) * v, bias)),
};

const functions: readonly Activation[] = ["logistic", "tanh", "relu"];

export const forwardMistakes: readonly Mistake[] = [
  { code: "bias-missing-in-forward", steps: withoutBias(everywhere) },
  { code: "bias-missing-in-forward", steps: withoutBias(first) },
  { code: "bias-missing-in-forward", steps: withoutBias(hidden) },
  { code: "bias-missing-in-forward", steps: withoutBias(output) },
  { code: "activation-missing", steps: withoutFunction(output) },
  { code: "activation-missing", steps: withoutFunction(hidden) },
  { code: "activation-missing", steps: withoutFunction(everywhere) },
  { code: "activation-missing", steps: otherFunction(output, () => "linear") },
  { code: "activation-missing", steps: otherFunction(hidden, () => "linear") },
  { code: "activation-missing", steps: otherFunction(everywhere, () => "linear") },
  // a function that the program does not know falls through to y = u
  ...(["logistic", "tanh", "relu", "leaky-relu", "elu", "softplus", "softmax"] as const).map((f) => ({
    code: "activation-missing",
    steps: otherFunction(where(f), () => "linear"),
  })),
  ...[everywhere, hidden, output, elementwise].flatMap((scope) => [
    { code: "wrong-activation", steps: otherFunction(scope, (net) => net[0]!.f) },
    { code: "wrong-activation", steps: otherFunction(scope, (net) => net.at(-1)!.f) },
    ...functions.map((f) => ({ code: "wrong-activation", steps: otherFunction(scope, () => f) })),
  ]),
  ...(["elu", "leaky-relu", "softplus"] as const).map((f) => ({
    code: "wrong-activation",
    steps: otherFunction(where(f), () => "relu"),
  })),
  { code: "u-for-y", steps: { input: (pass, m) => (m === 0 ? pass.x : pass.u[m - 1]!) } },
  { code: "x-for-y", steps: { input: (pass) => pass.x } },
  { code: "weights-transposed-in-forward", steps: transposedWeights },
  ...[1, 2, 3, 4, 5, 6].map((digits) => ({
    code: "rounded",
    steps: {
      activate: (net: Network, m: number, u: Vector) =>
        rightSteps.activate(net, m, u).map((v) => Number(v.toFixed(digits))),
    },
  })),
];

const withSlope =
  (
    f: "leaky-relu" | "elu",
    value: (u: number, slope: number) => number,
    derivative: (u: number, slope: number) => number,
  ) =>
  (slope: number): Partial<Steps> => ({
    activate: (net, m, u) => (net[m]!.f === f ? u.map((v) => (v > 0 ? v : value(v, slope))) : activate(net[m]!.f, u)),
    derivative: (e, m, v) =>
      e.net[m]!.f === f
        ? v.map((x, i) => x * (e.u[m]![i]! > 0 ? 1 : derivative(e.u[m]![i]!, slope)))
        : rightSteps.derivative(e, m, v),
  });

/** leaky-relu with another slope, elu with another a, in both passes. */
export const constantMistakes: readonly FittedMistake[] = [
  {
    code: "relu-mask-wrong",
    starts: [0.1],
    steps: withSlope(
      "leaky-relu",
      (u, slope) => slope * u,
      (_u, slope) => slope,
    ),
  },
  {
    code: "wrong-activation",
    starts: [0.5],
    steps: withSlope(
      "elu",
      (u, a) => a * Math.expm1(u),
      (u, a) => a * Math.exp(u),
    ),
  },
];
