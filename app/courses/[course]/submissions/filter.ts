import { z } from "zod";
import { verdictSchema } from "../../../../grader/report.ts";

export const statuses = ["pending", "graded", "compile_error", "rejected", "internal_error"] as const;
export const sorts = ["newest", "oldest", "score-descending", "score-ascending"] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filter as the address holds it: an empty or unknown value filters nothing, so that an old link still opens. */
export const filterSchema = z.object({
  project: optional(z.string().min(1).max(100)),
  person: optional(z.string().trim().min(1).max(200)),
  status: optional(z.enum(statuses)),
  verdict: optional(verdictSchema),
  sort: optional(z.enum(sorts)),
  cursor: optional(z.string().max(500)),
});
export type Filter = z.infer<typeof filterSchema>;

/** The address of the same list with some of it changed. */
export function hrefOf(course: string, filter: Filter): string {
  const query = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return `/courses/${course}/submissions${query.size > 0 ? `?${query}` : ""}`;
}
