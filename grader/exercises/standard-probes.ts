import { stringify } from "yaml";
import type { ExerciseKind } from "../kinds.ts";
import { checkSchema } from "../project.ts";
import { caughtMutants } from "./standard-mutants.ts";

/** A family of cases as it is written in project.yaml. */
type Family = Record<string, unknown>;

const network = (layers: number[], activations: string[], more: Family = {}): Family => ({
  layers,
  activations,
  examples: 5,
  ...more,
});

const tanhTanhLogistic = ["tanh", "tanh", "logistic"];
const square = [3, 3, 3, 3];

/** Networks in the order in which an instructor would add them: what sees most comes first. */
const networks: readonly Family[] = [
  network(square, tanhTanhLogistic),
  network(square, tanhTanhLogistic, { relation: "repeated-call" }),
  network([3, 4, 5, 2], ["tanh", "logistic", "tanh"], { examples: 7 }),
  network(square, ["relu", "relu", "logistic"]),
  network([3, 4, 3], ["tanh", "softmax"]),
  network([3, 4, 3], ["tanh", "softmax"], { targets: "distribution" }),
  network([3, 4, 4, 3], ["tanh", "softmax", "logistic"]),
  network(square, tanhTanhLogistic, { weights: "saturated" }),
  network(square, tanhTanhLogistic, { trainedFor: 20 }),
  network([3, 4, 4, 2], ["leaky-relu", "elu", "softplus"]),
];

/** The same with fewer parameters: the Hessian has their square. */
const smallNetworks: readonly Family[] = [
  network([3, 3, 3], ["tanh", "logistic"]),
  network([2, 3, 2], ["tanh", "logistic"], { relation: "repeated-call" }),
  network([2, 2, 3, 2], ["tanh", "logistic", "tanh"]),
  network([2, 4, 2], ["relu", "logistic"]),
  network([2, 3, 3], ["tanh", "softmax"]),
  network([2, 3, 3, 2], ["tanh", "softmax", "logistic"]),
];

const options: Partial<Record<ExerciseKind, Family[]>> = {
  "gradient-descent": [{ alpha: 0.1 }],
  momentum: [{ alpha: 0.1, beta: 0.8 }],
  adagrad: [
    { alpha: 0.1, epsilon: 1e-7, initial: 0.3 },
    { alpha: 0.1, epsilon: 1e-6, initial: 0 },
    { alpha: 0.1, epsilon: 1e-12, initial: 0 },
  ],
  rmsprop: [
    { alpha: 0.1, rho: 0.8, epsilon: 1e-7 },
    { alpha: 0.1, rho: 0.8, epsilon: 1e-12 },
    { alpha: 0.1, rho: 0.8, epsilon: 1e-6 },
  ],
  adam: [
    { alpha: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-7 },
    { alpha: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 2e-6 },
  ],
};

const updates = (kind: ExerciseKind): Family[] =>
  ["ordinary", "tiny"].flatMap((gradients) =>
    (options[kind] ?? []).map((given) => ({ parameters: 5, steps: 6, gradients, options: given })),
  );

const adam = { method: "adam", options: { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-6 } };
const descent = { method: "gradient-descent", options: { alpha: 0.2 } };
const momentum = { method: "momentum", options: { alpha: 0.1, beta: 0.8 } };

const trainings: readonly Family[] = [
  network(square, tanhTanhLogistic, { examples: 7, training: { ...descent, epochs: 15, batch: 3, shuffled: true } }),
  network([3, 4, 3], ["tanh", "softmax"], { examples: 7, training: { ...adam, epochs: 12, batch: 3, shuffled: true } }),
  network([3, 3, 3], ["tanh", "logistic"], {
    examples: 7,
    training: { ...momentum, epochs: 12, batch: 3, shuffled: true },
  }),
  network([3, 4, 2], ["logistic", "linear"], {
    examples: 7,
    training: {
      method: "rmsprop",
      options: { alpha: 0.005, rho: 0.9, epsilon: 1e-6 },
      epochs: 12,
      batch: 2,
      shuffled: true,
    },
  }),
  network([2, 3, 1], ["tanh", "logistic"], {
    dataset: "xor",
    examples: 4,
    training: { ...descent, epochs: 0, batch: 2, shuffled: true },
  }),
];

const starts: readonly Family[] = [
  { training: { ...momentum, epochs: 30, batch: 4, shuffled: false }, starts: 5 },
  { training: { ...descent, epochs: 0, batch: 4, shuffled: false }, starts: 4 },
  { training: { ...adam, epochs: 20, batch: 3, shuffled: true }, starts: 6 },
].map((more) => ({ ...network([2, 3, 1], ["tanh", "logistic"], { dataset: "xor", examples: 4 }), ...more }));

function families(kind: ExerciseKind): readonly Family[] {
  switch (kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
      return networks;
    case "hessian":
      return smallNetworks;
    case "newton":
      return [
        { parameters: 4, alpha: 0.5, hessian: "positive-definite" },
        { parameters: 4, alpha: 1, hessian: "indefinite" },
      ];
    case "train":
      return trainings;
    case "multi-start":
      return starts;
    case "minimize":
      return [
        { objective: "rosenbrock", dimension: 2, maxEvaluations: 3000, tolerance: 1e-6 },
        { objective: "quadratic", dimension: 6, maxEvaluations: 1000, tolerance: 1e-6 },
      ];
    default:
      return updates(kind);
  }
}

const found = new Map<ExerciseKind, Map<string, Family>>();

/** Which of the standard families catches which code, the first that does; worked out once for a kind. */
function catching(kind: ExerciseKind): Map<string, Family> {
  const known = found.get(kind);
  if (known) return known;
  const by = new Map<string, Family>();
  for (const family of families(kind)) {
    const check = checkSchema.parse({ id: "probe", kind, points: 1, cases: [family] });
    for (const code of caughtMutants(kind, [check], "standard probes")) if (!by.has(code)) by.set(code, family);
  }
  found.set(kind, by);
  return by;
}

/**
 * A family of cases that catches a standard mutant, as one line for a check's `cases` in project.yaml.
 * @returns null when none of the standard families does
 */
export function probeAgainst(kind: ExerciseKind, code: string): string | null {
  const family = catching(kind).get(code);
  if (!family) return null;
  return `- ${stringify(family, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim()}`;
}
