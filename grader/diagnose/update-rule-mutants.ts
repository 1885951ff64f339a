import type { Method, UpdateOptions } from "../contract.ts";
import type { UpdateRule } from "../oracle/update-rules.ts";

/** A mistaken update rule; several variants of one mistake share its code. The more common ones come first. */
export interface UpdateMutant {
  code: string;
  rule: UpdateRule;
}

const zeros = (size: number) => new Float64Array(size);

/** A rule without memory. */
const plain =
  (change: (g: number, options: UpdateOptions) => number): UpdateRule =>
  (_size, options) =>
  (g) =>
    g.map((gi) => change(gi, options));

/** A rule with one accumulator: `next` is what it becomes, `change` what w receives. */
const accumulating =
  (
    next: (a: number, g: number, options: UpdateOptions) => number,
    change: (a: number, g: number, options: UpdateOptions, before: number) => number,
    initial: (options: UpdateOptions) => number = () => 0,
  ): UpdateRule =>
  (size, options) => {
    const a = zeros(size).fill(initial(options));
    return (g) =>
      g.map((gi, i) => {
        const before = a[i]!;
        a[i] = next(before, gi, options);
        return change(a[i]!, gi, options, before);
      });
  };

const gradientDescent: UpdateMutant[] = [
  { code: "sign-flipped", rule: plain((g, { alpha }) => alpha * g) },
  { code: "step-size-ignored", rule: plain((g) => -g) },
  { code: "step-size-ignored", rule: plain((g) => g) },
  { code: "missing-factor-2", rule: plain((g, { alpha }) => (-alpha * g) / 2) },
  { code: "factor-2-added", rule: plain((g, { alpha }) => -2 * alpha * g) },
  { code: "step-size-twice", rule: plain((g, { alpha }) => -alpha * alpha * g) },
];

const v = (decay: number, share: number) => (before: number, g: number) => decay * before + share * g;

const momentum: UpdateMutant[] = [
  {
    code: "momentum-damped",
    rule: accumulating(
      (a, g, { beta }) => v(beta, 1 - beta)(a, g),
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  { code: "velocity-not-kept", rule: plain((g, { alpha }) => -alpha * g) },
  {
    code: "nesterov-for-classical",
    rule: accumulating(
      (a, g, { beta }) => v(beta, 1)(a, g),
      (a, g, { alpha, beta }) => -alpha * (g + beta * a),
    ),
  },
  {
    code: "momentum-sign",
    rule: accumulating(
      (a, g, { beta }) => v(-beta, 1)(a, g),
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "momentum-sign",
    rule: accumulating(
      (a, g, { beta, alpha }) => beta * a - alpha * g,
      (a) => -a,
    ),
  },
  {
    code: "momentum-sign",
    rule: accumulating(
      (a, g, { beta }) => beta * a - g,
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "momentum-sign",
    rule: accumulating(
      (a, g, { beta }) => -beta * a - g,
      (a, _g, { alpha }) => alpha * a,
    ),
  },
  {
    code: "decay-swapped",
    rule: accumulating(
      (a, g, { beta }) => v(1 - beta, 1)(a, g),
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "decay-swapped",
    rule: accumulating(
      (a, g, { beta }) => v(1 - beta, beta)(a, g),
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "decay-missing",
    rule: accumulating(
      (a, g) => a + g,
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "old-velocity-used",
    rule: accumulating(
      (a, g, { beta }) => v(beta, 1)(a, g),
      (_a, _g, { alpha }, before) => -alpha * before,
    ),
  },
  {
    code: "gradient-added-twice",
    rule: accumulating(
      (a, g, { beta }) => v(beta, 1)(a, g),
      (a, g, { alpha }) => -alpha * (a + g),
    ),
  },
  {
    code: "step-size-twice",
    rule: accumulating(
      (a, g, { beta, alpha }) => v(beta, alpha)(a, g),
      (a, _g, { alpha }) => -alpha * a,
    ),
  },
  {
    code: "step-size-ignored",
    rule: accumulating(
      (a, g, { beta }) => v(beta, 1)(a, g),
      (a) => -a,
    ),
  },
  // Polyak's form with the velocity in the wrong place: w -= alpha g + beta v, v = alpha g
  {
    code: "velocity-is-last-gradient",
    rule: accumulating(
      (_a, g) => g,
      (a, _g, { alpha, beta }, before) => -alpha * (a + beta * before),
    ),
  },
];

const root = Math.sqrt;
const squared = (a: number, g: number) => a + g * g;
const initial = ({ initial: a0 }: UpdateOptions) => a0;

const adagrad: UpdateMutant[] = [
  {
    code: "adagrad-no-sqrt",
    rule: accumulating(squared, (a, g, { alpha, epsilon }) => (-alpha * g) / (a + epsilon), initial),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g) => a + g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
      initial,
    ),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g) => a + g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(Math.abs(a) + epsilon),
      initial,
    ),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g) => a + Math.abs(g),
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
      initial,
    ),
  },
  {
    code: "initial-accumulator-ignored",
    rule: accumulating(squared, (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon)),
  },
  {
    code: "initial-accumulator-ignored",
    rule: accumulating(
      squared,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
      () => 0.1,
    ),
  },
  {
    code: "epsilon-misplaced",
    rule: accumulating(squared, (a, g, { alpha, epsilon }) => (-alpha * g) / (root(a) + epsilon), initial),
  },
  { code: "epsilon-missing", rule: accumulating(squared, (a, g, { alpha }) => (-alpha * g) / root(a), initial) },
  {
    code: "velocity-not-kept",
    rule: plain((g, { alpha, epsilon, initial: a0 }) => (-alpha * g) / root(a0 + g * g + epsilon)),
  },
  {
    code: "old-accumulator-used",
    rule: accumulating(squared, (_a, g, { alpha, epsilon }, before) => (-alpha * g) / root(before + epsilon), initial),
  },
  {
    code: "second-moment-averaged",
    rule: accumulating(
      (a, g) => 0.9 * a + 0.1 * g * g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
      initial,
    ),
  },
];

const decayed = (a: number, g: number, { rho }: UpdateOptions) => rho * a + (1 - rho) * g * g;

const rmsprop: UpdateMutant[] = [
  {
    code: "decay-swapped",
    rule: accumulating(
      (a, g, { rho }) => (1 - rho) * a + rho * g * g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
    ),
  },
  {
    code: "epsilon-misplaced",
    rule: accumulating(decayed, (a, g, { alpha, epsilon }) => (-alpha * g) / (root(a) + epsilon)),
  },
  {
    code: "missing-square-root",
    rule: accumulating(decayed, (a, g, { alpha, epsilon }) => (-alpha * g) / (a + epsilon)),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g, { rho }) => rho * a + (1 - rho) * g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
    ),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g, { rho }) => rho * a + (1 - rho) * g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(Math.abs(a) + epsilon),
    ),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: accumulating(
      (a, g, { rho }) => rho * a + (1 - rho) * Math.abs(g),
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
    ),
  },
  {
    code: "decay-missing",
    rule: accumulating(squared, (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon)),
  },
  {
    code: "momentum-undamped",
    rule: accumulating(
      (a, g, { rho }) => rho * a + g * g,
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
    ),
  },
  {
    code: "velocity-not-kept",
    rule: plain((g, { alpha, rho, epsilon }) => (-alpha * g) / root((1 - rho) * g * g + epsilon)),
  },
  { code: "epsilon-missing", rule: accumulating(decayed, (a, g, { alpha }) => (-alpha * g) / root(a)) },
  {
    code: "old-accumulator-used",
    rule: accumulating(decayed, (_a, g, { alpha, epsilon }, before) => (-alpha * g) / root(before + epsilon)),
  },
  {
    code: "first-value-not-damped",
    rule: accumulating(
      (a, g, options) => (a === 0 ? g * g : decayed(a, g, options)),
      (a, g, { alpha, epsilon }) => (-alpha * g) / root(a + epsilon),
    ),
  },
  {
    code: "bias-correction-added",
    rule: (size, options) => {
      const a = zeros(size);
      let k = 0;
      return (g) => {
        k += 1;
        return g.map((gi, i) => {
          a[i] = decayed(a[i]!, gi, options);
          return (-options.alpha * gi) / root(a[i]! / (1 - options.rho ** k) + options.epsilon);
        });
      };
    },
  },
];

interface AdamSteps {
  correct1?: (options: UpdateOptions, k: number) => number;
  correct2?: (options: UpdateOptions, k: number) => number;
  first?: (m: number, g: number, options: UpdateOptions) => number;
  second?: (v: number, g: number, options: UpdateOptions) => number;
  change?: (mHat: number, vHat: number, options: UpdateOptions, raw: { v: number; k: number; g: number }) => number;
  store?: "raw" | "corrected";
}

const power1 = ({ beta1 }: UpdateOptions, k: number) => 1 - beta1 ** k;
const power2 = ({ beta2 }: UpdateOptions, k: number) => 1 - beta2 ** k;
const rightChange = (mHat: number, vHat: number, { alpha, epsilon }: UpdateOptions) =>
  (-alpha * mHat) / (root(vHat) + epsilon);

/** Adam with some of its steps replaced. */
const adamWith =
  ({
    correct1 = power1,
    correct2 = power2,
    first = (m, g, { beta1 }) => beta1 * m + (1 - beta1) * g,
    second = (v2, g, { beta2 }) => beta2 * v2 + (1 - beta2) * g * g,
    change = rightChange,
    store = "raw",
  }: AdamSteps): UpdateRule =>
  (size, options) => {
    const m = zeros(size);
    const v2 = zeros(size);
    let k = 0;
    return (g) => {
      k += 1;
      return g.map((gi, i) => {
        m[i] = first(m[i]!, gi, options);
        v2[i] = second(v2[i]!, gi, options);
        const mHat = m[i]! / correct1(options, k);
        const vHat = v2[i]! / correct2(options, k);
        const raw = { v: v2[i]!, k, g: gi };
        if (store === "corrected") {
          m[i] = mHat;
          v2[i] = vHat;
        }
        return change(mHat, vHat, options, raw);
      });
    };
  };

const none = () => 1;
const shifted = (power: typeof power1, by: number) => (options: UpdateOptions, k: number) => power(options, k + by);

/** Every step is that of a first call. */
const forgetful =
  (rule: UpdateRule): UpdateRule =>
  (size, options) =>
  (g) =>
    rule(size, options)(g);

/** beta1 and beta2 swapped where the moments are updated, and not where they are corrected */
const swappedFirst = (m: number, g: number, { beta2 }: UpdateOptions) => beta2 * m + (1 - beta2) * g;
const swappedSecond = (v2: number, g: number, { beta1 }: UpdateOptions) => beta1 * v2 + (1 - beta1) * g * g;

const doubled = (power: typeof power1) => (options: UpdateOptions, k: number) => power(options, 2 * k);

/** The step count grows once for every parameter instead of once for every step. */
const adamCountingParameters: UpdateRule = (size, options) => {
  const m = zeros(size);
  const v2 = zeros(size);
  let k = 0;
  return (g) =>
    g.map((gi, i) => {
      k += 1;
      m[i] = options.beta1 * m[i]! + (1 - options.beta1) * gi;
      v2[i] = options.beta2 * v2[i]! + (1 - options.beta2) * gi * gi;
      return rightChange(m[i]! / power1(options, k), v2[i]! / power2(options, k), options);
    });
};

const adam: UpdateMutant[] = [
  { code: "no-bias-correction", rule: adamWith({ correct1: none, correct2: none }) },
  { code: "partial-bias-correction", rule: adamWith({ correct2: none }) },
  { code: "partial-bias-correction", rule: adamWith({ correct1: none }) },
  { code: "step-count-off-by-one", rule: adamWith({ correct1: shifted(power1, 1), correct2: shifted(power2, 1) }) },
  { code: "step-count-off-by-one", rule: adamWith({ correct1: shifted(power1, -1), correct2: shifted(power2, -1) }) },
  { code: "velocity-not-kept", rule: forgetful(adamWith({})) },
  { code: "step-count-multiplied", rule: adamWith({ correct1: doubled(power1), correct2: doubled(power2) }) },
  { code: "step-count-multiplied", rule: adamCountingParameters },
  { code: "corrected-moments-stored", rule: adamWith({ store: "corrected" }) },
  {
    code: "bias-correction-not-powered",
    rule: adamWith({ correct1: ({ beta1 }) => 1 - beta1, correct2: ({ beta2 }) => 1 - beta2 }),
  },
  {
    code: "decay-swapped",
    rule: (size, options) => adamWith({})(size, { ...options, beta1: options.beta2, beta2: options.beta1 }),
  },
  {
    code: "decay-swapped",
    rule: adamWith({
      first: (m, g, { beta1 }) => (1 - beta1) * m + beta1 * g,
      second: (v2, g, { beta2 }) => (1 - beta2) * v2 + beta2 * g * g,
    }),
  },
  {
    code: "decay-swapped",
    rule: adamWith({ first: swappedFirst, second: swappedSecond }),
  },
  { code: "decay-swapped", rule: adamWith({ correct1: power2, correct2: power1 }) },
  { code: "decay-swapped", rule: adamWith({ first: (m, g, { beta1 }) => (1 - beta1) * m + beta1 * g }) },
  { code: "decay-swapped", rule: adamWith({ second: (v2, g, { beta2 }) => (1 - beta2) * v2 + beta2 * g * g }) },
  {
    code: "epsilon-misplaced",
    rule: adamWith({ change: (mHat, vHat, { alpha, epsilon }) => (-alpha * mHat) / root(vHat + epsilon) }),
  },
  {
    code: "epsilon-misplaced",
    rule: adamWith({
      change: (mHat, _vHat, options, { v: v2, k }) =>
        (-options.alpha * root(power2(options, k)) * mHat) / (root(v2) + options.epsilon),
    }),
  },
  { code: "epsilon-missing", rule: adamWith({ change: (mHat, vHat, { alpha }) => (-alpha * mHat) / root(vHat) }) },
  {
    code: "missing-square-root",
    rule: adamWith({ change: (mHat, vHat, { alpha, epsilon }) => (-alpha * mHat) / (vHat + epsilon) }),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: adamWith({ second: (v2, g, { beta2 }) => beta2 * v2 + (1 - beta2) * g }),
  },
  {
    code: "accumulates-gradient-not-square",
    rule: adamWith({ second: (v2, g, { beta2 }) => beta2 * v2 + (1 - beta2) * Math.abs(g) }),
  },
  { code: "momentum-undamped", rule: adamWith({ first: (m, g, { beta1 }) => beta1 * m + g }) },
  { code: "momentum-undamped", rule: adamWith({ second: (v2, g, { beta2 }) => beta2 * v2 + g * g }) },
  {
    code: "momentum-undamped",
    rule: adamWith({ first: (m, g, { beta1 }) => beta1 * m + g, second: (v2, g, { beta2 }) => beta2 * v2 + g * g }),
  },
  {
    code: "gradient-for-moment",
    rule: adamWith({ change: (_mHat, vHat, { alpha, epsilon }, { g }) => (-alpha * g) / (root(vHat) + epsilon) }),
  },
];

/** One accumulator for all parameters instead of one each: the sum, or the mean, of the squares. */
const global =
  (right: UpdateRule, combine: (g: Float64Array) => number): UpdateRule =>
  (size, options) => {
    // the scale of a step follows from a rule run on the combined gradient; only its direction comes from g
    const scale = right(1, options);
    return (g) => {
      const size1 = combine(g);
      const factor = scale(Float64Array.of(size1))[0]! / size1;
      return size > 0 ? g.map((gi) => gi * factor) : g;
    };
  };

const sumOfSquares = (g: Float64Array) => Math.hypot(...g);
const rootMeanSquare = (g: Float64Array) => Math.hypot(...g) / Math.sqrt(g.length);

const globalAdam =
  (combine: (g: Float64Array) => number): UpdateRule =>
  (size, options) => {
    const m = zeros(size);
    let v2 = 0;
    let k = 0;
    return (g) => {
      k += 1;
      v2 = options.beta2 * v2 + (1 - options.beta2) * combine(g) ** 2;
      return g.map((gi, i) => {
        m[i] = options.beta1 * m[i]! + (1 - options.beta1) * gi;
        return rightChange(m[i]! / power1(options, k), v2 / power2(options, k), options);
      });
    };
  };

const negated =
  (right: UpdateRule): UpdateRule =>
  (size, options) => {
    const step = right(size, options);
    return (g) => step(g).map((change) => -change);
  };

const stepSizeIgnored =
  (right: UpdateRule): UpdateRule =>
  (size, options) =>
    right(size, { ...options, alpha: 1 });

/** The mistakes of one rule, given its right version for those that are the same in every rule. */
export function updateMutants(method: Method, right: UpdateRule): UpdateMutant[] {
  const own = { "gradient-descent": gradientDescent, momentum, adagrad, rmsprop, adam }[method];
  const everywhere: UpdateMutant[] = [
    { code: "sign-flipped", rule: negated(right) },
    { code: "step-size-ignored", rule: stepSizeIgnored(right) },
    { code: "never-updated", rule: plain(() => 0) },
  ];
  const globals: UpdateMutant[] =
    method === "adagrad" || method === "rmsprop"
      ? [rootMeanSquare, sumOfSquares].map((combine) => ({
          code: "global-second-moment",
          rule: global(right, combine),
        }))
      : method === "adam"
        ? [rootMeanSquare, sumOfSquares].map((combine) => ({ code: "global-second-moment", rule: globalAdam(combine) }))
        : [];
  return [...own, ...(method === "gradient-descent" ? everywhere.slice(2) : everywhere), ...globals];
}
