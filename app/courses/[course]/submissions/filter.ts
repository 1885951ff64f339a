import { z } from "zod";
import { verdictSchema } from "../../../../grader/report.ts";
import { sorts } from "../../../../lib/submissions/list-order.ts";

export const statuses = ["pending", "graded", "compile_error", "rejected", "internal_error"] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filter as the address holds it: an empty or unknown value filters nothing, so that an old link still opens. */
export const filterSchema = z.object({
  project: optional(z.string().min(1).max(100)),
  person: optional(z.string().trim().min(1).max(200)),
  status: optional(z.enum(statuses)),
  verdict: optional(verdictSchema),
  diagnosis: optional(z.string().regex(/^[a-z0-9-]{1,100}$/)),
  late: optional(z.enum(["yes", "no"])),
  sort: optional(z.enum(sorts)),
  cursor: optional(z.string().max(500)),
});
export type Filter = z.infer<typeof filterSchema>;

/** The filter as the domain takes it. */
export const queryOf = ({ late, ...rest }: Filter) => ({ ...rest, late: late && late === "yes" });

const fields = (filter: Filter) =>
  new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The address of the same list with some of it changed. */
export function hrefOf(course: string, filter: Filter): string {
  const query = fields(filter);
  return `/courses/${course}/submissions${query.size > 0 ? `?${query}` : ""}`;
}

/** The address of a hand-in that knows from which list one came, for going on to the next of it. */
export function handInHref(id: string, { cursor: _, ...filter }: Filter): string {
  const list = String(fields(filter));
  return `/submissions/${id}${list ? `?${new URLSearchParams({ list })}` : ""}`;
}

/** The list that `handInHref` wrote down; null when there is none. */
export function listOf(text: unknown): Filter | null {
  if (typeof text !== "string") return null;
  return filterSchema.omit({ cursor: true }).parse(Object.fromEntries(new URLSearchParams(text)));
}
