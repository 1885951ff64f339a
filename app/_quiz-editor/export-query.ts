import { z } from "zod";
import { exportFormats } from "../../grader/quiz/formats/export.ts";
import { locales } from "../../lib/actor.ts";

/** What is exported, as a form's address holds it. */
export const exportSchema = z.object({
  format: z.enum(exportFormats),
  locale: z.enum(locales),
  seed: z.string().min(1).max(100).catch("1"),
});
