import { z } from "zod";
import { localised } from "../report.ts";

/** What grading says of one field; stored as it is, so that a page never grades again. */
export const fieldResultSchema = z.object({
  id: z.string(),
  state: z.enum([
    "right",
    "partly",
    "wrong",
    "empty",
    /** could not be read (a malformed number or formula); counts as wrong, and says so before the hand-in */
    "unreadable",
    /** waits for a person */
    "manual",
    /** waits for the grader of projects */
    "pending",
  ]),
  /** share of the field's points, 0..1; null while it waits */
  credit: z.number().min(0).max(1).nullable(),
  /** judged right on the student's own earlier values */
  carried: z.boolean().optional(),
  /** numbers, choices, lines, gaps or blanks one by one, in the field's own order: was it right? */
  parts: z.array(z.boolean()).optional(),
  /** how a formula or number was read, in TeX */
  readAs: z.string().optional(),
  /** why it could not be read, or what is missing */
  message: localised.optional(),
  /** what mistake produces exactly these numbers */
  diagnoses: z.array(z.object({ code: z.string(), message: localised, confidence: z.number() })),
  /** the author's words for this answer, Markdown */
  feedback: localised.optional(),
});
export type FieldResult = z.infer<typeof fieldResultSchema>;

export const itemResultSchema = z.object({
  /** share of the item's points, 0..1, over the fields that are judged; null while none is */
  credit: z.number().min(0).max(1).nullable(),
  /** some field waits for a person or for the grader */
  complete: z.boolean(),
  fields: z.array(fieldResultSchema),
});
export type ItemResult = z.infer<typeof itemResultSchema>;
