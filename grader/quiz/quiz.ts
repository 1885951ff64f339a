import { z } from "zod";
import { localised } from "../report.ts";

/** The schema of `quiz.yaml`. Dates are the course's business (course.yaml, the schedule), as they are for projects. */
const when = z.enum([
  /** as soon as an item's answer is checked or the attempt is handed in */
  "at-once",
  /** when the attempt is handed in */
  "after-attempt",
  /** when nobody can begin or go on any more */
  "after-close",
  /** when an instructor releases it */
  "when-released",
  "never",
]);

export const quizSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: localised,
    /** what is read before the start, Markdown */
    instructions: localised.optional(),
    zones: z
      .array(
        z.strictObject({
          title: localised.optional(),
          /** questions are put in an order of their own for each attempt */
          shuffle: z.boolean().default(false),
          /** so many of the zone's questions are drawn for an attempt; all when left out */
          pick: z.int().positive().optional(),
          questions: z.array(z.strictObject({ id: z.string(), points: z.number().positive() })).min(1),
        }),
      )
      .min(1),
    attempts: z
      .strictObject({
        /** 0: as many as one likes */
        allowed: z.int().min(0).max(100).default(1),
        counts: z.enum(["best", "last", "average"]).default("best"),
        /** a new attempt has other numbers */
        newVariants: z.boolean().default(true),
        minutesBetween: z.int().min(0).default(0),
      })
      .prefault({}),
    /** minutes for one attempt; none: until it closes */
    timeLimit: z
      .int()
      .positive()
      .max(24 * 60)
      .optional(),
    reveal: z
      .strictObject({
        score: when.default("after-attempt"),
        /** which answers were right, with feedback and diagnosis */
        feedback: when.default("after-attempt"),
        /** right answers and worked solutions */
        solution: when.default("after-close"),
      })
      .prefault({}),
    /** a question's answer may be checked, and corrected, while the attempt goes on */
    checkWhileTaking: z
      .strictObject({ tries: z.int().positive().max(20), penaltyPercent: z.number().min(0).max(100).default(0) })
      .optional(),
  })
  .superRefine((quiz, context) => {
    const seen = new Set<string>();
    quiz.zones.forEach((zone, z) => {
      for (const { id } of zone.questions) {
        if (seen.has(id))
          context.addIssue({ code: "custom", path: ["zones", z], message: `the question "${id}" stands twice` });
        seen.add(id);
      }
      if (zone.pick !== undefined && zone.pick > zone.questions.length) {
        context.addIssue({
          code: "custom",
          path: ["zones", z, "pick"],
          message: `only ${zone.questions.length} questions to pick from`,
        });
      }
      const points = new Set(zone.questions.map((question) => question.points));
      if (zone.pick !== undefined && zone.pick < zone.questions.length && points.size > 1) {
        context.addIssue({
          code: "custom",
          path: ["zones", z],
          message: "questions that are drawn among each other need equal points",
        });
      }
    });
  });
export type Quiz = z.infer<typeof quizSchema>;
