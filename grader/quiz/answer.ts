import { z } from "zod";
import type { FieldKind } from "./field.ts";

/**
 * A student's answers as they are typed, saved and judged. Numbers stay the text that was typed: "0,5" and "1e-3" are read at
 * grading, and what cannot be read is still there. Sizes are bounded here, at the boundary.
 */
const typed = z.string().max(500);
export const answerSchemas = {
  "single-choice": z.string().max(100),
  "multiple-choice": z.array(z.string().max(100)).max(20),
  "true-false": z.boolean(),
  numeric: typed,
  vector: z.array(typed).max(50),
  matrix: z.array(z.array(typed).max(50)).max(50),
  formula: z.string().max(2000),
  /** index of the left side -> id of the right side as shown */
  matching: z.record(z.string().max(10), z.string().max(10)),
  /** ids of the lines used, top to bottom */
  ordering: z.array(z.string().max(100)).max(60),
  cloze: z.record(z.string().max(60), typed),
  "short-text": typed,
  /** "delta1.2", "dw1.2.1" -> number as typed (see `blankId`) */
  diagram: z.record(z.string().max(30), typed),
  "surface-point": z.strictObject({ w1: z.number(), w2: z.number() }),
  code: z.string().max(100_000),
  essay: z.string().max(60_000),
  /** id of an uploaded file */
  file: z.strictObject({ fileId: z.uuid(), name: z.string().max(200), bytes: z.int().nonnegative() }),
} satisfies Record<FieldKind, z.ZodType>;
export type AnswerOf<K extends FieldKind> = z.infer<(typeof answerSchemas)[K]>;

/** Answers of one item: field id -> answer; a field that was never touched is missing. */
export const answersSchema = z.record(z.string().max(60), z.json());
export type Answers = z.infer<typeof answersSchema>;

export const blankId = ({
  quantity,
  m,
  i,
  j,
}: {
  quantity: string;
  m: number;
  i: number;
  j?: number | undefined;
}): string => `${quantity}${m}.${i}${j === undefined ? "" : `.${j}`}`;
