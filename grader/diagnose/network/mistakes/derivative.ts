import type { Activation, Vector } from "../../../contract.ts";
import { activate, slopeOfNode, timesJacobian } from "../../../oracle/activation.ts";
import type { Mistake, WrongDerivative } from "../mistake.ts";
import { type Example, last, rightSteps, type Steps } from "../steps.ts";

/** F'(u) v done wrong. */
type Wrong = WrongDerivative["value"];
type Scope = WrongDerivative["where"];

const everywhere: Scope = () => true;
const hidden: Scope = (e, m) => m < last(e.net);
const output: Scope = (e, m) => m === last(e.net);
const first: Scope = (e, m) => m === 0 && last(e.net) > 0;
const between: Scope = (e, m) => m > 0 && m < last(e.net);
const where =
  (...names: Activation[]): Scope =>
  (e, m) =>
    names.includes(e.net[m]!.f);
/** A program often treats softmax apart, so that a mistake in the other functions' derivative leaves it right. */
const elementwise: Scope = (e, m) => e.net[m]!.f !== "softmax";
const both =
  (a: Scope, b: Scope): Scope =>
  (e, m) =>
    a(e, m) && b(e, m);
const kinds: readonly Scope[] = [
  elementwise,
  everywhere,
  where("logistic", "tanh"),
  where("logistic"),
  where("tanh"),
  where("elu", "softplus"),
];
const scopes = kinds.flatMap((kind) => [everywhere, hidden, output].map((position) => both(position, kind)));

/** The first of these that speaks of a layer is what the program does there. */
export const derivativeFrom = (...wrongs: readonly WrongDerivative[]): Partial<Steps> => ({
  derivative: (e, m, v) => (wrongs.find(({ where }) => where(e, m))?.value ?? rightSteps.derivative)(e, m, v),
});

const replaced = (scope: Scope, wrong: Wrong): Pick<Mistake, "steps" | "derivative"> => {
  const derivative = { where: scope, value: wrong };
  return { steps: derivativeFrom(derivative), derivative };
};

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

/** The formula in y, y(1-y) or 1-y^2, fed u; `inY` when the program has formulas in y for elu and softplus, too. */
const fedU =
  (inY: boolean): Wrong =>
  (e, m, v) => {
    const f = e.net[m]!.f;
    const u = e.u[m]!;
    if (f === "softmax") return timesJacobian(f, u, u, v);
    const formula = (at: number): number => {
      if (inY && f === "elu") return at > 0 ? 1 : at + 1;
      if (inY && f === "softplus") return 1 - Math.exp(-at);
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
/** e^u - 1 where e^u is meant, in the branch that has an exponential */
const eluLeftOfZero: Wrong = byFactor((u) => (u > 0 ? 1 : Math.expm1(u)));

/** F' of layer m + shift: the other layer's function, or this layer's function at the other layer's u, or at its u and y. */
const ofLayer =
  (shift: number, what: "function" | "u" | "u and y"): Wrong =>
  (e, m, v) => {
    const other = e.net[m + shift];
    if (other === undefined) return v.map(() => Number.NaN);
    // nodes that the other layer does not have are undefined there, as in the program
    const u = e.u[m + shift]!;
    const f = what === "function" ? other.f : e.net[m]!.f;
    return timesJacobian(f, u, what === "u" ? activate(f, u) : e.y[m + shift]!, v);
  };

const diagonalOfSoftmax: Wrong = (e, m, v) => v.map((x, i) => x * e.y[m]![i]! * (1 - e.y[m]![i]!));

const otherFunctions: readonly ((e: Example) => Activation)[] = [
  (e) => e.net.at(-1)!.f,
  (e) => e.net[0]!.f,
  () => "logistic",
  () => "tanh",
  () => "relu",
];

export const derivativeMistakes: readonly Mistake[] = [
  { code: "missing-derivative-output", ...replaced(output, none) },
  { code: "missing-derivative-hidden", ...replaced(hidden, none) },
  { code: "missing-derivative-first-layer", ...replaced(first, none) },
  {
    code: "missing-derivative-output",
    second: "missing-derivative-hidden",
    ...replaced(everywhere, none),
  },
  ...scopes.flatMap((scope) => [
    { code: "derivative-at-output-value", ...replaced(scope, atOutputValue) },
    { code: "derivative-formula-fed-u", ...replaced(scope, fedU(false)) },
    { code: "derivative-twice", ...replaced(scope, twice) },
    { code: "activation-for-derivative", ...replaced(scope, activationItself) },
  ]),
  // one line of a table of derivatives: the function itself stands there
  ...(["relu", "elu", "softplus"] as const).map((f) => ({
    code: "activation-for-derivative",
    ...replaced(where(f), activationItself),
  })),
  { code: "activation-for-derivative", ...replaced(where("elu"), eluLeftOfZero) },
  ...scopes.map((scope) => ({ code: "derivative-formula-fed-u", ...replaced(scope, fedU(true)) })),
  ...(["y", "u"] as const).flatMap((from) => [
    {
      code: "derivative-of-other-activation",
      ...replaced(
        where("tanh"),
        ofFunction(() => "logistic", from),
      ),
    },
    {
      code: "derivative-of-other-activation",
      ...replaced(
        where("logistic"),
        ofFunction(() => "tanh", from),
      ),
    },
    ...[everywhere, hidden, elementwise, both(hidden, elementwise)].flatMap((scope) =>
      otherFunctions.map((f) => ({
        code: "derivative-of-other-activation",
        ...replaced(scope, ofFunction(f, from)),
      })),
    ),
  ]),
  {
    code: "derivative-of-other-activation",
    ...replaced(
      where("elu", "softplus"),
      ofFunction(() => "relu", "u"),
    ),
  },
  ...(["function", "u", "u and y"] as const).flatMap((what) => [
    { code: "derivative-of-wrong-layer", ...replaced(hidden, ofLayer(1, what)) },
    { code: "derivative-of-wrong-layer", ...replaced(output, ofLayer(-1, what)) },
    // one layer too low, with an exception made for the first one, which has none below it
    { code: "derivative-of-wrong-layer", ...replaced(between, ofLayer(-1, what)) },
  ]),
  { code: "softmax-diagonal-only", ...replaced(where("softmax"), diagonalOfSoftmax) },
  {
    code: "softmax-diagonal-only",
    ...replaced((e, m) => hidden(e, m) && e.net[m]!.f === "softmax", diagonalOfSoftmax),
  },
  ...[where("relu", "leaky-relu"), where("relu"), where("leaky-relu")].flatMap((scope) => [
    {
      code: "relu-mask-wrong",
      leavesZeros: true as const,
      ...replaced(scope, (_e, _m, v) => v.map((x) => Math.max(x, 0))),
    },
    {
      code: "relu-mask-wrong",
      leavesZeros: true as const,
      ...replaced(
        scope,
        byFactor((u, _y, e, m) => slopeOfNode(e.net[m]!.f as "relu", -u, -u)),
      ),
    },
  ]),
  { code: "relu-mask-wrong", leavesZeros: true as const, ...replaced(where("relu"), none) },
  { code: "relu-mask-wrong", leavesZeros: true as const, ...replaced(where("leaky-relu"), none) },
  ...[0, 0.001, 0.1, 0.2, 0.3].map((slope) => ({
    code: "relu-mask-wrong",
    leavesZeros: true as const,
    ...replaced(
      where("leaky-relu"),
      byFactor((u) => (u > 0 ? 1 : slope)),
    ),
  })),
  {
    code: "relu-mask-wrong",
    ...replaced(
      where("relu"),
      byFactor((u) => (u > 0 ? 1 : 0.01)),
    ),
  },
  {
    code: "relu-mask-wrong",
    leavesZeros: true,
    ...replaced(where("relu", "leaky-relu"), (e, m, v) => {
      const mask = m === 0 ? e.x : e.u[m - 1]!;
      return v.map((x, i) => (mask[i] === undefined ? Number.NaN : mask[i] > 0 ? x : 0));
    }),
  },
];

/** The slope left of the kink, when it is some other number. */
export const slopeMistakes = (["relu", "leaky-relu"] as const).map((f) => ({
  code: "relu-mask-wrong",
  starts: [0.1],
  steps: (slope: number) => derivativeFrom({ where: where(f), value: byFactor((u) => (u > 0 ? 1 : slope)) }),
}));
