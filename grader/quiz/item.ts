import { z } from "zod";
import { activationSchema } from "../project.ts";
import { localised } from "../report.ts";
import { expression, fieldId, fieldSchema } from "./field.ts";

/** The schema of a question's file, `questions/<id>.yaml`. Parameters are drawn in the order in which they stand; each may use those before it. */
const span = {
  from: z.number(),
  to: z.number(),
  /** numbers are multiples of it, so that they can be written down exactly */
  step: z.number().positive().default(0.1),
  nonZero: z.boolean().default(false),
};

export const parameterSchema = z.union([
  /** computed from earlier ones */
  expression,
  z.strictObject({ number: z.strictObject(span) }),
  z.strictObject({ integer: z.strictObject({ from: z.int(), to: z.int() }) }),
  z.strictObject({ choice: z.array(z.json()).min(1) }),
  /** the given values in a random order */
  z.strictObject({ shuffle: z.array(z.json()).min(2) }),
  z.strictObject({ vector: z.strictObject({ length: z.int().positive().max(20), ...span }) }),
  z.strictObject({
    matrix: z.strictObject({ rows: z.int().positive().max(20), columns: z.int().positive().max(20), ...span }),
  }),
  z.strictObject({
    network: z.strictObject({
      /** [N_0, N_1, ..., N_M] */
      layers: z.array(z.int().positive().max(8)).min(2).max(6),
      /** one for each layer, or the name of a parameter that holds one */
      activations: z.array(z.union([activationSchema, fieldId])).min(1),
      ...span,
      from: z.number().default(-1),
      to: z.number().default(1),
    }),
  }),
]);
export type Parameter = z.infer<typeof parameterSchema>;

export const figureSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("network"),
    net: expression,
    x: expression.optional(),
    d: expression.optional(),
    /** what is written on it */
    show: z
      .array(z.enum(["weights", "biases", "inputs", "targets", "u", "y", "delta"]))
      .default(["weights", "biases", "inputs"]),
    caption: localised.optional(),
  }),
  z.strictObject({
    kind: z.literal("surface"),
    /** J in w1 and w2 */
    surface: expression,
    w1: z.tuple([z.number(), z.number()]),
    w2: z.tuple([z.number(), z.number()]),
    marks: z.array(z.strictObject({ at: expression, label: localised })).default([]),
    caption: localised.optional(),
  }),
  z.strictObject({
    kind: z.literal("curve"),
    /** y in the variable t */
    curves: z
      .array(z.strictObject({ y: expression, label: localised }))
      .min(1)
      .max(6),
    t: z.tuple([z.number(), z.number()]),
    caption: localised.optional(),
  }),
]);
export type Figure = z.infer<typeof figureSchema>;

export const itemSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: localised,
    /** what it is about, for instructors' search and analysis */
    topics: z.array(z.string()).default([]),
    parameters: z.record(fieldId, parameterSchema).default({}),
    /** a variant in which one of these is false is drawn again */
    require: z.array(expression).default([]),
    /**
     * Instead of `parameters`: a TypeScript file beside this one that exports `generate(random)` and returns the parameters as plain
     * data. It runs in the sandbox when the item is published, `variants` times; attempts draw among the stored results.
     */
    generator: z.strictObject({ file: z.string(), variants: z.int().min(1).max(500).default(50) }).optional(),
    text: localised,
    figures: z.array(figureSchema).default([]),
    fields: z.array(fieldSchema).max(30),
    /** the worked solution, Markdown, shown when the quiz says so */
    solution: localised,
    /** answers that people give and that must not score full: field id -> expression, or the literal answer for kinds without numbers */
    wrong: z
      .array(
        z.strictObject({
          why: localised,
          answers: z.record(fieldId, z.json()),
          /** diagnosis that must be named for it */
          code: z.string().optional(),
          /** most that it may score, as a share of the item */
          atMost: z.number().min(0).max(1).default(0.99),
        }),
      )
      .default([]),
  })
  .superRefine((item, context) => {
    const seen = new Set(Object.keys(item.parameters));
    for (const { id } of item.fields) {
      if (seen.has(id))
        context.addIssue({ code: "custom", path: ["fields"], message: `the name "${id}" is used twice` });
      seen.add(id);
    }
    if (item.generator && Object.keys(item.parameters).length > 0) {
      context.addIssue({
        code: "custom",
        path: ["generator"],
        message: "an item has parameters or a generator, not both",
      });
    }
  });
/** As it is kept: defaults filled in. */
export type Item = z.infer<typeof itemSchema>;
