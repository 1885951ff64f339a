import type { UpdateOptions, Vector } from "nabla";

export interface Updated<State> {
  w: Vector;
  state: State;
}

const zeros = (like: Vector): Vector => like.map(() => 0);

/** w - alpha g */
export function gradientDescent(
  w: Vector,
  g: Vector,
  _state: unknown,
  { alpha }: Pick<UpdateOptions, "alpha">,
): Updated<undefined> {
  return { w: w.map((wi, i) => wi - alpha * g[i]), state: undefined };
}

/** v = beta v + g; w - alpha v. The state is v. */
export function momentum(
  w: Vector,
  g: Vector,
  state: Vector | undefined,
  { alpha, beta }: Pick<UpdateOptions, "alpha" | "beta">,
): Updated<Vector> {
  const v = (state ?? zeros(w)).map((vi, i) => beta * vi + g[i]);
  return { w: w.map((wi, i) => wi - alpha * v[i]), state: v };
}

/** a += g^2; w - alpha g / sqrt(a + epsilon). The state is a. */
export function adagrad(
  w: Vector,
  g: Vector,
  state: Vector | undefined,
  { alpha, epsilon, initial }: Pick<UpdateOptions, "alpha" | "epsilon" | "initial">,
): Updated<Vector> {
  const a = (state ?? w.map(() => initial)).map((ai, i) => ai + g[i] * g[i]);
  return { w: w.map((wi, i) => wi - (alpha * g[i]) / Math.sqrt(a[i] + epsilon)), state: a };
}

/** a = rho a + (1 - rho) g^2; w - alpha g / sqrt(a + epsilon). The state is a. */
export function rmsprop(
  w: Vector,
  g: Vector,
  state: Vector | undefined,
  { alpha, rho, epsilon }: Pick<UpdateOptions, "alpha" | "rho" | "epsilon">,
): Updated<Vector> {
  const a = (state ?? zeros(w)).map((ai, i) => rho * ai + (1 - rho) * g[i] * g[i]);
  return { w: w.map((wi, i) => wi - (alpha * g[i]) / Math.sqrt(a[i] + epsilon)), state: a };
}

export interface AdamState {
  m: Vector;
  v: Vector;
  /** updates made so far */
  k: number;
}

/** Adam with both moments corrected for their start at zero. */
export function adam(
  w: Vector,
  g: Vector,
  state: AdamState | undefined,
  { alpha, beta1, beta2, epsilon }: Pick<UpdateOptions, "alpha" | "beta1" | "beta2" | "epsilon">,
): Updated<AdamState> {
  const before = state ?? { m: zeros(w), v: zeros(w), k: 0 };
  const k = before.k + 1;
  const m = before.m.map((mi, i) => beta1 * mi + (1 - beta1) * g[i]);
  const v = before.v.map((vi, i) => beta2 * vi + (1 - beta2) * g[i] * g[i]);
  const correction1 = 1 - beta1 ** k;
  const correction2 = 1 - beta2 ** k;
  return {
    w: w.map((wi, i) => wi - (alpha * (m[i] / correction1)) / (Math.sqrt(v[i] / correction2) + epsilon)),
    state: { m, v, k },
  };
}
