import { z } from "zod";
import { exerciseKinds } from "./kinds.ts";

/**
 * The report of one submission, as `design` fixes it: one schema for the database, the command line and the pages.
 * Fields marked "extra" are ours beyond the fixed ones; they may be missing in reports of older graders.
 */
export const localised = z.object({ en: z.string(), "pt-BR": z.string() });
export type Localised = z.infer<typeof localised>;

export const verdicts = [
  "accepted",
  "wrong_answer",
  "time_limit",
  "memory_limit",
  "output_limit",
  "runtime_error",
  "security_violation",
  "missing_export",
  "bad_return",
  "not_run",
] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

export const visibilitySchema = z.enum(["public", "hidden", "after-due"]);
export type Visibility = z.infer<typeof visibilitySchema>;

export const messageSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  text: z.string(),
  /** extra: an error stops the grading, a warning does not */
  severity: z.enum(["error", "warning"]).optional(),
  /** extra: the compiler's code, such as TS2322 */
  code: z.string().optional(),
  /** extra: the lines around it, with a caret */
  frame: z.string().optional(),
  /** extra: the same text in the reader's language, where we have it */
  localised: localised.optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** JSON has no NaN or Infinity: a number that is not finite is stored as null. */
const figure = z.number().nullable();

export const tensorSchema = z.object({
  name: z.string(),
  relativeError: figure,
  cosine: figure,
  scale: figure,
  agrees: z.boolean(),
  tolerance: figure,
  againstTfjs: figure.optional(),
  againstOwnLoss: figure.optional(),
  /** extra: digits agreed, -log10(relative error), at most 16 */
  digits: figure.optional(),
  /** extra: the entry that differs most, in units of its own bound */
  worst: z
    .object({ index: z.array(z.number().int()), student: figure, reference: figure })
    .nullable()
    .optional(),
  /** extra: rows of the tensor of the case shown (a vector is one row); for the heat map */
  student: z.array(z.array(figure)).optional(),
  reference: z.array(z.array(figure)).optional(),
});
export type TensorReport = z.infer<typeof tensorSchema>;

export const diagnosisSchema = z.object({
  code: z.string(),
  tensor: z.string().optional(),
  layer: z.number().int().optional(),
  confidence: z.number().min(0).max(1),
  message: localised,
  /** extra: TeX of the right formula, the suspected factor wrapped in \htmlClass{suspect}{...} */
  formula: z.string().optional(),
  /** extra: a hint that teaches without giving the line away */
  hint: localised.optional(),
  /** extra: the export whose mistake this is, where another one only suffers from it */
  export: z.string().optional(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

export const flagSchema = z.object({
  code: z.enum(["numerical-differentiation", "hard-coded-output", "single-precision", "near-tolerance"]),
  evidence: z.string(),
  /** extra: the evidence in the reader's language */
  localised: localised.optional(),
});
export type Flag = z.infer<typeof flagSchema>;

/**
 * How far away, in weights, the nearest known minimum is, and its J; networks that compute the same count as one. Where the way
 * down ends at no isolated minimum (a flat valley, or weights that grow without end) there is no distance, and `loss` is how low
 * J was found to go.
 */
export const nearestMinimumSchema = z.object({ distance: z.number().nullable(), loss: z.number() });
export type NearestMinimum = z.infer<typeof nearestMinimumSchema>;

/** Where on the error surface a training ended: length of the gradient, and the signs of the Hessian's eigenvalues. */
export const stationaryPointSchema = z.object({
  gradientNorm: z.number(),
  positive: z.number().int(),
  zero: z.number().int(),
  negative: z.number().int(),
  kind: z.enum(["local-minimum", "saddle", "plateau", "not-stationary"]),
  /** null where the surface is too large to be searched */
  nearest: nearestMinimumSchema.nullable().optional(),
});
export type StationaryPoint = z.infer<typeof stationaryPointSchema>;

/** Final losses over K seeds beside the reference's: they differ when both the test and the size of the effect say so. */
export const freeRunsSchema = z.object({
  student: z.array(figure),
  reference: z.array(figure),
  /** two-sided p of the permutation test of the means of ln J */
  p: z.number(),
  /** Cohen's d of ln J; positive where the student's losses are higher */
  d: z.number(),
  differ: z.boolean(),
});
export type FreeRuns = z.infer<typeof freeRunsSchema>;

export const convergenceSchema = z.object({
  student: z.array(figure),
  reference: z.array(figure),
  firstDivergence: z.number().int().nullable(),
  finalLoss: figure,
  referenceFinalLoss: figure,
  /** extra: the point where the training shown ended; null where it cannot be said */
  stationary: z
    .object({ student: stationaryPointSchema.nullable(), reference: stationaryPointSchema.nullable() })
    .optional(),
  /** extra: trainings from other starting weights, judged together */
  freeRuns: freeRunsSchema.optional(),
});
export type Convergence = z.infer<typeof convergenceSchema>;

export const limiterSchema = z.object({
  layer: z.string(),
  measured: figure.optional(),
  limit: figure.optional(),
  unit: z.string().optional(),
  how: z.string().optional(),
});

export const checkSchema = z.object({
  id: z.string(),
  kind: z.enum(exerciseKinds),
  visibility: visibilitySchema,
  verdict: verdictSchema,
  score: z.number(),
  maxScore: z.number(),
  /** extra: points that wait for a person, because the project requires backpropagation; they are not in the score */
  heldBack: z.number().optional(),
  /** extra: what a person gave of the points that had been held back, and why; they are in the score */
  granted: z.object({ points: z.number(), of: z.number(), reason: z.string() }).optional(),
  tensors: z.array(tensorSchema),
  diagnoses: z.array(diagnosisSchema),
  flags: z.array(flagSchema),
  convergence: convergenceSchema.optional(),
  cpuMs: z.number(),
  peakMemoryMiB: z.number(),
  /** extra: what happened, for a person: the limit met and by how much, the error thrown, the shape returned */
  explanation: localised.optional(),
  /** extra: where in the student's code it was thrown */
  at: messageSchema.optional(),
  /** extra: for operators, never for students: the layer of the sandbox that ended the program */
  limiter: limiterSchema.optional(),
  /** extra: the case that is shown, such as "3-4-5-2, N = 7" */
  shownCase: z.string().optional(),
  casesPassed: z.number().int().optional(),
  cases: z.number().int().optional(),
  /** extra: what the submission printed, capped */
  output: z.string().optional(),
});
export type CheckReport = z.infer<typeof checkSchema>;

export const exerciseSchema = z.object({
  id: z.string(),
  score: z.number(),
  maxScore: z.number(),
  checks: z.array(checkSchema),
});

export const reportSchema = z.object({
  schema: z.literal("nabla.report/1"),
  status: z.enum(["graded", "compile_error", "rejected", "internal_error"]),
  score: z.number(),
  maxScore: z.number(),
  engine: z.object({
    grader: z.string(),
    oracle: z.literal("float64"),
    tfjs: z.string(),
    backend: z.enum(["webgl", "wasm", "cpu", "webgpu"]),
    /** extra: the adapter that really ran, such as "SwiftShader" */
    adapter: z.string().optional(),
    /** extra: how strongly untrusted code was walled in, A to D */
    sandbox: z.enum(["A", "B", "C", "D"]).optional(),
  }),
  messages: z.array(messageSchema),
  exercises: z.array(exerciseSchema),
});
export type Report = z.infer<typeof reportSchema>;
