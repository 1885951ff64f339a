import { z } from "zod";
import type { ExerciseKind } from "./kinds.ts";
import { localised, visibilitySchema } from "./report.ts";

/** The schema of `project.yaml`. Every number that makes cases comes from here or from the seed, so the same file makes the same cases. */
export const activationSchema = z.enum([
  "linear",
  "logistic",
  "tanh",
  "relu",
  "leaky-relu",
  "elu",
  "softplus",
  "softmax",
]);

const datasets = ["random", "xor", "and", "or", "nand", "two-moons", "sine"] as const;

/** A seeded family of networks and examples; `draws` cases are made from it. */
const networkFamily = z.strictObject({
  /** [N_0, N_1, ..., N_M]: inputs, then the nodes of each layer */
  layers: z.array(z.number().int().positive()).min(2),
  activations: z.array(activationSchema).min(1),
  examples: z.number().int().positive().default(1),
  draws: z.number().int().positive().default(1),
  /** how large the weights are drawn: ordinary is standard normal over sqrt(N_{m-1}); saturated x12; small x0.05; unit is plain standard normal */
  weights: z.enum(["ordinary", "unit", "small", "saturated"]).default("ordinary"),
  dataset: z.enum(datasets).default("random"),
  /** `distribution` (a softmax output only): each row of D is positive and sums to 1, instead of one-hot */
  targets: z.enum(["auto", "distribution"]).default("auto"),
  /** steps of gradient descent (alpha 0.1) taken by the oracle before the case is posed */
  trainedFor: z.number().int().nonnegative().default(0),
  /** what is done besides one plain call: each example twice, the examples in another order, the same call twice */
  relation: z.enum(["none", "duplicated-batch", "permuted", "repeated-call"]).default("none"),
});

const updateFamily = z.strictObject({
  parameters: z.number().int().positive(),
  steps: z.number().int().positive(),
  draws: z.number().int().positive().default(1),
  /** size of the gradients: ordinary ~ 1, tiny ~ 1e-6 (where epsilon is seen) */
  gradients: z.enum(["ordinary", "tiny"]).default("ordinary"),
  options: z.record(z.string(), z.number()),
});

const newtonFamily = z.strictObject({
  parameters: z.number().int().positive(),
  draws: z.number().int().positive().default(1),
  alpha: z.number().positive().default(1),
  /** inertia of H: only a positive definite one has an answer; the others must throw a RangeError */
  hessian: z.enum(["positive-definite", "indefinite", "singular"]).default("positive-definite"),
});

export const trainingSchema = z.strictObject({
  method: z.enum(["gradient-descent", "momentum", "adagrad", "rmsprop", "adam"]),
  options: z.record(z.string(), z.number()),
  epochs: z.number().int().nonnegative(),
  /** examples in a batch; the last batch of an epoch may be shorter */
  batch: z.number().int().positive(),
  /** a new order for every epoch */
  shuffled: z.boolean().default(true),
});

const trainFamily = networkFamily.extend({
  training: trainingSchema,
  /** trainings from so many other starting weights, whose final losses are judged as a distribution; 0 for none, else 20 or more */
  freeRuns: z.number().int().min(0).max(200).default(0),
});

const minimizeFamily = z.strictObject({
  objective: z.enum(["rosenbrock", "quadratic", "mlp"]),
  /** number of variables; for `mlp` it follows from the network */
  dimension: z.number().int().positive().optional(),
  network: networkFamily.optional(),
  draws: z.number().int().positive().default(1),
  maxEvaluations: z.number().int().positive(),
  tolerance: z.number().positive(),
});

const multiStartFamily = z.strictObject({
  layers: networkFamily.shape.layers,
  activations: networkFamily.shape.activations,
  examples: z.number().int().positive().default(4),
  dataset: z.enum(datasets).default("xor"),
  starts: z.number().int().positive(),
  draws: z.number().int().positive().default(1),
  training: trainingSchema,
});

export type NetworkFamily = z.infer<typeof networkFamily>;
export type UpdateFamily = z.infer<typeof updateFamily>;
export type NewtonFamily = z.infer<typeof newtonFamily>;
export type TrainFamily = z.infer<typeof trainFamily>;
export type MinimizeFamily = z.infer<typeof minimizeFamily>;
export type MultiStartFamily = z.infer<typeof multiStartFamily>;

function checkOf<const K extends ExerciseKind, F extends z.ZodType>(kinds: readonly K[], family: F) {
  return z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
    kind: z.literal(kinds),
    title: localised.optional(),
    points: z.number().positive(),
    visibility: visibilitySchema.default("public"),
    /** factor on the derived bound, for a project that wants to be more lenient */
    tolerance: z.number().min(1).default(1),
    cases: z.array(family).min(1),
  });
}

export const checkSchema = z.discriminatedUnion("kind", [
  checkOf(["forward", "loss", "sensitivities", "gradient", "hessian"], networkFamily),
  checkOf(["gradient-descent", "momentum", "adagrad", "rmsprop", "adam"], updateFamily),
  checkOf(["newton"], newtonFamily),
  checkOf(["train"], trainFamily),
  checkOf(["minimize"], minimizeFamily),
  checkOf(["multi-start"], multiStartFamily),
]);
export type Check = z.infer<typeof checkSchema>;

export const exerciseSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: localised,
  /** read one after the other, each saying a little more; Markdown with KaTeX */
  hints: z.strictObject({ en: z.array(z.string()), "pt-BR": z.array(z.string()) }),
  checks: z.array(checkSchema).min(1),
});
export type Exercise = z.infer<typeof exerciseSchema>;

export const projectSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: localised,
    /** every case is drawn from this; changing it changes all cases */
    seed: z.string().min(1),
    /** `required`: points of a check flagged as numerical differentiation are held back for a person */
    backpropagation: z.enum(["required", "any"]).default("any"),
    /** where backpropagation is required: the share of a flagged check's points that counts at once; the rest waits for a person */
    finiteDifferencesWorth: z.number().min(0).max(1).default(0),
    /** how much of the diagnosis students see, and from when on; teaching staff always see all of it */
    feedback: z
      .strictObject({
        /** `code`: its name alone; `none`: verdict and numbers only */
        diagnosis: z.enum(["full", "code", "none"]).default("full"),
        /** `after-due`: nothing of it until nobody can hand in any more */
        from: z.enum(["always", "after-due"]).default("always"),
      })
      .prefault({}),
    /** wall-clock seconds for a whole submission */
    budgetSeconds: z.number().positive().max(600).default(60),
    exercises: z.array(exerciseSchema).min(1),
  })
  .superRefine((project, context) => {
    const seen = new Set<string>();
    const once = (id: string, path: (string | number)[]) => {
      if (seen.has(id)) context.addIssue({ code: "custom", message: `the id "${id}" is used twice`, path });
      seen.add(id);
    };
    project.exercises.forEach((exercise, e) => {
      once(exercise.id, ["exercises", e, "id"]);
      exercise.checks.forEach((check, c) => {
        once(check.id, ["exercises", e, "checks", c, "id"]);
      });
    });
  });
export type Project = z.infer<typeof projectSchema>;
export type Feedback = Project["feedback"];
