import type { Activation, Vector } from "../../../contract.ts";
import { activate, slopeOfNode, timesJacobian } from "../../../oracle/activation.ts";
import type { Mistake } from "../mistake.ts";
import { type Example, last, rightSteps, type Steps } from "../steps.ts";

/** F'(u) v done wrong. */
type Wrong = (e: Example, m: number, v: Vector) => Vector;
type Scope = (e: Example, m: number) => boolean;

const everywhere: Scope = () => true;
const hidden: Scope = (e, m) => m < last(e.net);
const output: Scope = (e, m) => m === last(e.net);
const first: Scope = (e, m) => m === 0 && last(e.net) > 0;
const scopes = [everywhere, hidden, output] as const;
const where =
  (...names: Activation[]): Scope =>
  (e, m) =>
    names.includes(e.net[m]!.f);

const replaced = (scope: Scope, wrong: Wrong): Partial<Steps> => ({
  derivative: (e, m, v) => (scope(e, m) ? wrong(e, m, v) : rightSteps.derivative(e, m, v)),
});

const none: Wrong = (_e, _m, v) => v;
const times = (v: Vector, factors: Vector): Vector => v.map((x, i) => x * (factors[i] ?? Number.NaN));
const byFactor =
  (factor: (u: number, y: number, e: Example, m: number) => number): Wrong =>
  (e, m, v) =>
    v.map((x, i) => x * factor(e.u[m]![i]!, e.y[m]![i]!, e, m));

/** f' of a given function, by its formula in y fed this layer's y, or by its formula in u. */
const ofFunction =
  (f: (e: Example) => Activation, from: "y" | "u"): Wrong =>
  (e, m, v) => {
    const u = e.u[m]!;
    return timesJacobian(f(e), u, from === "y" ? e.y[m]! : activate(f(e), u), v);
  };

/** The formula in y, y(1-y) or 1-y^2, fed u. */
const fedU: Wrong = (e, m, v) => {
  const f = e.net[m]!.f;
  const u = e.u[m]!;
  if (f === "softmax") return timesJacobian(f, u, u, v);
  const formula = (at: number): number => {
    if (f === "elu") return at > 0 ? 1 : at + 1;
    if (f === "softplus") return 1 - Math.exp(-at);
    return slopeOfNode(f, at, at);
  };
  return v.map((x, i) => x * formula(u[i]!));
};

const atOutputValue: Wrong = (e, m, v) => {
  const f = e.net[m]!.f;
  const y = e.y[m]!;
  return timesJacobian(f, y, activate(f, y), v);
};

const twice: Wrong = (e, m, v) => rightSteps.derivative(e, m, rightSteps.derivative(e, m, v));
const activationItself: Wrong = (e, m, v) => times(v, e.y[m]!);

/** F' of layer m + shift; with `own` the function of this layer at the other layer's u. */
const ofLayer =
  (shift: number, own: boolean): Wrong =>
  (e, m, v) => {
    const other = e.net[m + shift];
    if (other?.b.length !== v.length) return v.map(() => Number.NaN);
    const u = e.u[m + shift]!;
    const f = own ? e.net[m]!.f : other.f;
    return timesJacobian(f, u, own ? activate(f, u) : e.y[m + shift]!, v);
  };

const diagonalOfSoftmax: Wrong = (e, m, v) => v.map((x, i) => x * e.y[m]![i]! * (1 - e.y[m]![i]!));
const outputFunction = (e: Example): Activation => e.net.at(-1)!.f;

export const derivativeMistakes: readonly Mistake[] = [
  { code: "missing-derivative-output", steps: replaced(output, none) },
  { code: "missing-derivative-hidden", steps: replaced(hidden, none) },
  { code: "missing-derivative-first-layer", steps: replaced(first, none) },
  {
    code: "missing-derivative-output",
    second: "missing-derivative-hidden",
    steps: replaced(everywhere, none),
  },
  ...scopes.flatMap((scope) => [
    { code: "derivative-at-output-value", steps: replaced(scope, atOutputValue) },
    { code: "derivative-formula-fed-u", steps: replaced(scope, fedU) },
    { code: "derivative-twice", steps: replaced(scope, twice) },
    { code: "activation-for-derivative", steps: replaced(scope, activationItself) },
  ]),
  ...(["y", "u"] as const).flatMap((from) => [
    {
      code: "derivative-of-other-activation",
      steps: replaced(
        where("tanh"),
        ofFunction(() => "logistic", from),
      ),
    },
    {
      code: "derivative-of-other-activation",
      steps: replaced(
        where("logistic"),
        ofFunction(() => "tanh", from),
      ),
    },
    { code: "derivative-of-other-activation", steps: replaced(hidden, ofFunction(outputFunction, from)) },
    {
      code: "derivative-of-other-activation",
      steps: replaced(
        everywhere,
        ofFunction((e) => e.net[0]!.f, from),
      ),
    },
    ...(["logistic", "tanh", "relu"] as const).flatMap((f) => [
      {
        code: "derivative-of-other-activation",
        steps: replaced(
          everywhere,
          ofFunction(() => f, from),
        ),
      },
      {
        code: "derivative-of-other-activation",
        steps: replaced(
          hidden,
          ofFunction(() => f, from),
        ),
      },
    ]),
  ]),
  {
    code: "derivative-of-other-activation",
    steps: replaced(
      where("elu", "softplus"),
      ofFunction(() => "relu", "u"),
    ),
  },
  { code: "derivative-of-wrong-layer", steps: replaced(hidden, ofLayer(1, false)) },
  { code: "derivative-of-wrong-layer", steps: replaced(hidden, ofLayer(1, true)) },
  { code: "derivative-of-wrong-layer", steps: replaced(output, ofLayer(-1, false)) },
  { code: "derivative-of-wrong-layer", steps: replaced(output, ofLayer(-1, true)) },
  { code: "softmax-diagonal-only", steps: replaced(where("softmax"), diagonalOfSoftmax) },
  {
    code: "softmax-diagonal-only",
    steps: replaced((e, m) => hidden(e, m) && e.net[m]!.f === "softmax", diagonalOfSoftmax),
  },
  {
    code: "relu-mask-wrong",
    steps: replaced(where("relu", "leaky-relu"), (_e, _m, v) => v.map((x) => Math.max(x, 0))),
  },
  {
    code: "relu-mask-wrong",
    steps: replaced(
      where("relu", "leaky-relu"),
      byFactor((u, _y, e, m) => slopeOfNode(e.net[m]!.f as "relu", -u, -u)),
    ),
  },
  { code: "relu-mask-wrong", steps: replaced(where("relu"), none) },
  { code: "relu-mask-wrong", steps: replaced(where("leaky-relu"), none) },
  {
    code: "relu-mask-wrong",
    steps: replaced(
      where("leaky-relu"),
      byFactor((u) => (u > 0 ? 1 : 0)),
    ),
  },
  {
    code: "relu-mask-wrong",
    steps: replaced(
      where("relu"),
      byFactor((u) => (u > 0 ? 1 : 0.01)),
    ),
  },
  {
    code: "relu-mask-wrong",
    steps: replaced(where("relu", "leaky-relu"), (e, m, v) => {
      const mask = m === 0 ? e.x : e.u[m - 1]!;
      return v.map((x, i) => (mask[i] === undefined ? Number.NaN : mask[i] > 0 ? x : 0));
    }),
  },
];

/** The slope left of the kink, when it is some other number. */
export const slopeMistakes = (["relu", "leaky-relu"] as const).map((f) => ({
  code: "relu-mask-wrong",
  starts: [0.1],
  steps: (slope: number) =>
    replaced(
      where(f),
      byFactor((u) => (u > 0 ? 1 : slope)),
    ),
}));
