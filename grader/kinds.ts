/** The exercise kinds of the contract, and the export that each one judges. */
export const exportOfKind = {
  forward: "forward",
  loss: "loss",
  sensitivities: "sensitivities",
  gradient: "gradient",
  hessian: "hessian",
  "gradient-descent": "gradientDescent",
  momentum: "momentum",
  adagrad: "adagrad",
  rmsprop: "rmsprop",
  adam: "adam",
  newton: "newton",
  train: "train",
  minimize: "minimize",
  "multi-start": "multiStart",
} as const;

export type ExerciseKind = keyof typeof exportOfKind;
export const exerciseKinds = Object.keys(exportOfKind) as [ExerciseKind, ...ExerciseKind[]];
