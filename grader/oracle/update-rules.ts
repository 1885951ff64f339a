import type { Method, UpdateOptions } from "../contract.ts";

/** Applied to every stored intermediate: the identity in the oracle, a rounding in Monte-Carlo arithmetic. */
export type Round = (value: number) => number;

/** Takes g(k), keeps its own state, returns the change w(k+1) - w(k). No rule of the contract looks at w itself. */
export type Stepper = (g: Float64Array) => Float64Array;

/** An update rule for `size` parameters, at its initial state. */
export type UpdateRule = (size: number, options: UpdateOptions, round?: Round) => Stepper;

const identity: Round = (value) => value;

/** w(k+1) = w(k) - alpha g(k). Course digest, section 2. */
const gradientDescent: UpdateRule =
  (_size, { alpha }, round = identity) =>
  (g) =>
    g.map((gi) => round(-alpha * gi));

/** v = beta v + g, w -= alpha v, v(0) = 0: the momentum term of the contract (no damping by 1 - beta). */
const momentum: UpdateRule = (size, { alpha, beta }, round = identity) => {
  const v = new Float64Array(size);
  return (g) =>
    g.map((gi, i) => {
      v[i] = round(round(beta * v[i]!) + gi);
      return round(-alpha * v[i]!);
    });
};

/** a += g^2, w -= alpha g / sqrt(a + epsilon), a(0) = initial. */
const adagrad: UpdateRule = (size, { alpha, epsilon, initial }, round = identity) => {
  const a = new Float64Array(size).fill(initial);
  return (g) =>
    g.map((gi, i) => {
      a[i] = round(a[i]! + round(gi * gi));
      return round(round(-alpha * gi) / round(Math.sqrt(round(a[i]! + epsilon))));
    });
};

/** a = rho a + (1 - rho) g^2, w -= alpha g / sqrt(a + epsilon), a(0) = 0. */
const rmsprop: UpdateRule = (size, { alpha, rho, epsilon }, round = identity) => {
  const a = new Float64Array(size);
  // rho itself is a rounded constant in single precision, and 1 - rho inherits its error
  const decay = round(rho);
  const complement = round(1 - decay);
  return (g) =>
    g.map((gi, i) => {
      a[i] = round(round(decay * a[i]!) + round(complement * round(gi * gi)));
      return round(round(-alpha * gi) / round(Math.sqrt(round(a[i]! + epsilon))));
    });
};

/** Adam with bias-corrected moments, k counted from 1: w -= alpha mhat / (sqrt(vhat) + epsilon). */
const adam: UpdateRule = (size, { alpha, beta1, beta2, epsilon }, round = identity) => {
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  // beta2 = 0.999 rounded to single precision moves 1 - beta2 by 3e-5: that is rounding, too
  const decay1 = round(beta1);
  const decay2 = round(beta2);
  const complement1 = round(1 - decay1);
  const complement2 = round(1 - decay2);
  let k = 0;
  return (g) => {
    k += 1;
    const correction1 = round(1 - round(decay1 ** k));
    const correction2 = round(1 - round(decay2 ** k));
    return g.map((gi, i) => {
      m[i] = round(round(decay1 * m[i]!) + round(complement1 * gi));
      v[i] = round(round(decay2 * v[i]!) + round(complement2 * round(gi * gi)));
      const mHat = round(m[i]! / correction1);
      const vHat = round(v[i]! / correction2);
      return round(round(-alpha * mHat) / round(round(Math.sqrt(vHat)) + epsilon));
    });
  };
};

/** The contract's update rules by method. */
export const updateRules: Record<Method, UpdateRule> = {
  "gradient-descent": gradientDescent,
  momentum,
  adagrad,
  rmsprop,
  adam,
};
