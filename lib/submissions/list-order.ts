import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";

/** Newest first by default; by score, only what has one. */
export const sorts = ["newest", "oldest", "score-descending", "score-ascending"] as const;
export type Sort = (typeof sorts)[number];

type Direction = "asc" | "desc";

/** Where in an order a submission stands. */
export interface Place {
  at: Date;
  score: number | null;
  id: string;
}

/** From here on towards the end of the list, or towards its beginning. */
export interface Cursor extends Place {
  towards: "end" | "beginning";
}

const cursorSchema = z.object({
  at: z.coerce.date(),
  score: z.number().nullable(),
  id: z.uuid(),
  towards: z.enum(["end", "beginning"]).default("end"),
});

export const writeCursor = ({ at, score, id, towards }: Cursor): string =>
  Buffer.from(JSON.stringify({ at, score, id, towards })).toString("base64url");

/** A cursor comes back through an address bar: one that cannot be read begins at the first page. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** What both orders by score leave out. */
export const ordered = (sort: Sort): Prisma.SubmissionWhereInput =>
  sort.startsWith("score") ? { reportId: { not: null } } : {};

function directionOf(sort: Sort, towards: Cursor["towards"]): Direction {
  const forwards = sort === "newest" || sort === "score-descending" ? "desc" : "asc";
  const backwards = forwards === "desc" ? "asc" : "desc";
  return towards === "end" ? forwards : backwards;
}

/** The order `sort`, turned round for reading towards the beginning. */
export function orderOf(sort: Sort, towards: Cursor["towards"]): Prisma.SubmissionOrderByWithRelationInput[] {
  const direction = directionOf(sort, towards);
  return [sort.startsWith("score") ? { report: { score: direction } } : { receivedAt: direction }, { id: direction }];
}

/** The rows beyond a place in the order `sort`: a page costs the same however deep it lies. */
export function beyond(sort: Sort, { at, score, id, towards }: Cursor): Prisma.SubmissionWhereInput {
  const past = directionOf(sort, towards) === "desc" ? "lt" : "gt";
  if (!sort.startsWith("score"))
    return { OR: [{ receivedAt: { [past]: at } }, { receivedAt: at, id: { [past]: id } }] };
  const same = score ?? 0;
  return { OR: [{ report: { score: { [past]: same } } }, { report: { score: same }, id: { [past]: id } }] };
}
