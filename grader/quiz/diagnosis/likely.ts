/** Mistakes that people make often on paper; a number with few digits is explained by these only. */
export const common: ReadonlySet<string> = new Set([
  "sign-flipped",
  "missing-factor-2",
  "factor-2-added",
  "half-squared-error",
  "missing-mean",
  "missing-mean-over-examples",
  "missing-mean-over-outputs",
  "missing-derivative-output",
  "missing-derivative-hidden",
  "activation-for-derivative",
  "activation-missing",
  "wrong-activation",
  "derivative-formula-fed-u",
  "weights-not-transposed",
  "weights-missing-in-recursion",
  "bias-missing-in-forward",
  "u-for-y",
  "error-not-squared",
  "step-size-ignored",
  "velocity-not-kept",
  "momentum-damped",
  "missing-square-root",
  "adagrad-no-sqrt",
  "no-bias-correction",
]);

/** Mistakes that say less than another one that predicts the same. */
export const implied: readonly [kept: string, dropped: string][] = [
  // f' of a rectifier or of a linear layer is 1
  ["missing-derivative-output", "derivative-of-other-activation"],
  ["missing-derivative-hidden", "derivative-of-other-activation"],
  ["missing-derivative-hidden", "derivative-of-wrong-layer"],
  // one hidden layer: the first is all of them
  ["missing-derivative-hidden", "missing-derivative-first-layer"],
  // a single example or a single output: the mean is over the other
  ["missing-mean-over-examples", "missing-mean"],
  ["missing-mean-over-outputs", "missing-mean"],
];
