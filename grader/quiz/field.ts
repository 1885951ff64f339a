import { z } from "zod";
import { checkSchema } from "../project.ts";
import { localised } from "../report.ts";

/**
 * The answer fields that an item may have: what an author writes. `Expression` strings are read by expression.ts with the item's
 * parameters in scope; texts are Markdown with KaTeX, in which `{{ expression }}` shows a value.
 */
export const expression = z.string().min(1).max(2000);
const value = z.union([z.number(), expression]);
const truth = z.union([z.boolean(), expression]);
/** a name that expressions can use */
export const fieldId = z.string().regex(/^[a-z][A-Za-z0-9_]*$/);

export const toleranceSchema = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("absolute"), value: z.number().nonnegative() }),
  /** of the right value's magnitude; a right value of 0 needs `atLeast` */
  z.strictObject({
    mode: z.literal("relative"),
    value: z.number().nonnegative(),
    atLeast: z.number().nonnegative().default(1e-8),
  }),
  /** right when both round to the same so many significant figures (half a unit of the last one) */
  z.strictObject({ mode: z.literal("significant"), value: z.number().int().min(1).max(15) }),
  z.strictObject({ mode: z.literal("decimals"), value: z.number().int().min(0).max(15) }),
]);
export type Tolerance = z.infer<typeof toleranceSchema>;
const tolerance = toleranceSchema.default({ mode: "relative", value: 0.01, atLeast: 1e-8 });

/** A quantity of a network or a rule that the field asks for: wrong numbers are then recognised with the hypotheses of projects. */
export const quantitySchema = z.discriminatedUnion("of", [
  z.strictObject({
    of: z.enum(["forward", "loss", "sensitivities", "gradient", "hessian"]),
    net: expression,
    /** rows of examples; a single example is one row */
    X: expression,
    /** not needed for `forward` */
    D: expression.optional(),
    /** tensor that is asked for, in the report's names: u1, y2, J, delta1, W1, b2, H */
    tensor: z.string(),
    /** 1-based places in the tensor of each asked number, when not all of it is asked: [[i, j], ...] or [[i], ...] */
    entries: z.array(z.array(z.number().int().positive()).min(1).max(2)).optional(),
  }),
  z.strictObject({
    of: z.enum(["gradient-descent", "momentum", "adagrad", "rmsprop", "adam"]),
    w: expression,
    /** gradients of the steps taken so far, the asked step's last: a list of vectors */
    gradients: expression,
    options: expression,
  }),
]);
export type Quantity = z.infer<typeof quantitySchema>;

const common = {
  id: fieldId,
  /** relative to the other fields of the item, whose points are shared out */
  points: z.number().positive().default(1),
  label: localised.optional(),
  feedback: z.strictObject({ right: localised.optional(), wrong: localised.optional() }).optional(),
};

/** For fields whose right value depends on earlier fields of the same item. */
const numbers = {
  ...common,
  answer: value,
  tolerance,
  /** the value that follows from earlier fields, named by their ids: judged with the student's own numbers when these are wrong */
  carried: expression.optional(),
  quantity: quantitySchema.optional(),
};

const choice = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  text: localised,
  correct: truth.default(false),
  /** shown to who chose it */
  feedback: localised.optional(),
});

/** where one choice is taken: what a choice that is not `correct` earns, as a share */
const creditedChoice = choice.extend({ credit: z.number().min(0).max(1).optional() });

/** a number that is not the right one and earns something, or as much */
const alsoAccepted = z.strictObject({
  answer: value,
  tolerance,
  credit: z.number().min(0).max(1),
  feedback: localised.optional(),
});

const blankQuantity = z.enum(["u", "y", "delta", "dw", "db"]);

export const fieldSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("single-choice"),
    choices: z.array(creditedChoice).min(2).max(20),
    shuffle: z.boolean().default(true),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("multiple-choice"),
    choices: z.array(choice).min(2).max(20),
    shuffle: z.boolean().default(true),
    /** per-choice: share of choices rightly ticked or left; right-minus-wrong: never below 0 */
    credit: z.enum(["all-or-nothing", "per-choice", "right-minus-wrong"]).default("right-minus-wrong"),
  }),
  z.strictObject({ ...common, kind: z.literal("true-false"), answer: truth }),
  z.strictObject({
    ...numbers,
    kind: z.literal("numeric"),
    unit: z.string().max(40).optional(),
    /** other numbers that earn credit; the first that fits counts, after the answer itself */
    also: z.array(alsoAccepted).max(20).default([]),
  }),
  z.strictObject({
    ...numbers,
    kind: z.literal("vector"),
    credit: z.enum(["per-cell", "all-or-nothing"]).default("per-cell"),
  }),
  z.strictObject({
    ...numbers,
    kind: z.literal("matrix"),
    credit: z.enum(["per-cell", "all-or-nothing"]).default("per-cell"),
    /** `asked`: the student says how many rows and columns there are */
    shape: z.enum(["shown", "asked"]).default("shown"),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("formula"),
    /** in the variables below; item parameters are substituted as numbers */
    answer: expression,
    /** where the student's formula and ours are compared; `integer` draws whole numbers */
    variables: z.record(
      fieldId,
      z.strictObject({ from: z.number(), to: z.number(), integer: z.boolean().default(false) }),
    ),
    /** how a variable is shown, in TeX; its id when left out */
    symbols: z.record(fieldId, z.string()).optional(),
    /** up to a constant: for antiderivatives and scores defined up to a shift */
    upTo: z.enum(["nothing", "a-constant", "a-factor"]).default("nothing"),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("matching"),
    pairs: z
      .array(z.strictObject({ left: localised, right: localised }))
      .min(2)
      .max(20),
    /** right sides that belong to no left side */
    distractors: z.array(localised).default([]),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("ordering"),
    /** in a right order */
    lines: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
          text: localised,
          /** lines that must stand somewhere above; left out: all lines before this one, so that only this order is right */
          after: z.array(z.string()).optional(),
        }),
      )
      .min(2)
      .max(30),
    distractors: z.array(z.strictObject({ id: z.string(), text: localised })).default([]),
    /** lines are code, set in monospace */
    code: z.boolean().default(false),
    /** longest-run: share of lines in the longest part that is in a right order, less one for each distractor used */
    credit: z.enum(["all-or-nothing", "longest-run"]).default("longest-run"),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("cloze"),
    /** Markdown in which [[id]] stands for a gap */
    text: localised,
    gaps: z.record(
      fieldId,
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("numeric"),
          points: z.number().positive().default(1),
          answer: value,
          tolerance,
        }),
        z.strictObject({
          kind: z.literal("short-text"),
          points: z.number().positive().default(1),
          accept: z.array(localised).min(1),
        }),
        z.strictObject({
          kind: z.literal("single-choice"),
          points: z.number().positive().default(1),
          choices: z.array(creditedChoice).min(2).max(20),
        }),
      ]),
    ),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("short-text"),
    /** compared without regard to case, accents and runs of spaces unless `exact`; either language counts */
    accept: z
      .array(
        z.strictObject({
          text: localised,
          credit: z.number().min(0).max(1).default(1),
          feedback: localised.optional(),
        }),
      )
      .min(1),
    exact: z.boolean().default(false),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("diagram"),
    net: expression,
    x: expression,
    d: expression.optional(),
    /** what is to be entered on the drawing: a quantity with its layer m, node i, and for dw the node j it comes from; all 1-based */
    blanks: z
      .array(
        z.strictObject({
          quantity: blankQuantity,
          m: z.number().int().positive(),
          i: z.number().int().positive(),
          j: z.number().int().positive().optional(),
        }),
      )
      .min(1)
      .max(40),
    /** what is given beside weights and inputs */
    given: z
      .array(z.enum(["weights", "biases", "inputs", "targets", "u", "y"]))
      .default(["weights", "biases", "inputs", "targets"]),
    tolerance,
  }),
  z.strictObject({
    ...common,
    kind: z.literal("surface-point"),
    /** J in the two variables w1 and w2 */
    surface: expression,
    w1: z.tuple([z.number(), z.number()]),
    w2: z.tuple([z.number(), z.number()]),
    /** list of points [w1, w2], any of which is right */
    answer: expression,
    /** how near is near enough, as a share of the drawn window's diagonal */
    radius: z.number().positive().max(0.5).default(0.05),
    /** points drawn on the surface, such as the present w(k) */
    marks: z.array(z.strictObject({ at: expression, label: localised })).default([]),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("code"),
    /** graded as a project of this one check is */
    check: checkSchema,
    starter: z.string().default(""),
    solution: z.string().min(1),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("essay"),
    maxWords: z.number().int().positive().max(5000).default(500),
    /** what the person who grades it reads beside the answer */
    rubric: localised.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("file"),
    accept: z
      .array(z.enum([".pdf", ".png", ".jpg", ".jpeg", ".txt", ".ts", ".zip"]))
      .min(1)
      .default([".pdf", ".png", ".jpg", ".jpeg"]),
    rubric: localised.optional(),
  }),
]);
export type Field = z.infer<typeof fieldSchema>;
export type FieldKind = Field["kind"];
export type FieldOf<K extends FieldKind> = Extract<Field, { kind: K }>;
