import { z } from "zod";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db } from "../db.ts";
import { Forbidden, NotFound } from "../errors.ts";
import { countSubmissions } from "./count.ts";
import { matching, type SubmissionFilter } from "./list-filter.ts";
import { beyond, ordered, orderOf, type Sort } from "./list-order.ts";

/** Where a submission stands in a filtered list of its course, and which are beside it. */
export interface Neighbours {
  previous: string | null;
  next: string | null;
  /** from 1; how many come before it, and one; null where more than `mostCounted` do */
  place: number | null;
  /** null where there are more than `mostCounted` before or after it */
  total: number | null;
}

/**
 * The neighbours of a submission in the list that a member of the staff is going through. It keeps its place also when it left
 * the list meanwhile, because it was graded, say.
 * @throws Forbidden for students, NotFound for strangers and for submissions of other courses
 */
export async function selectNeighbours(
  actor: Actor,
  courseSlug: string,
  submissionId: string,
  query: SubmissionFilter & { sort?: Sort },
): Promise<Neighbours> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "submission.list", course)) throw new Forbidden(`submissions of ${courseSlug}`);
  const here = z.uuid().safeParse(submissionId).success
    ? await db().submission.findUnique({
        where: { id: submissionId, courseId: course.id },
        select: { id: true, receivedAt: true, report: { select: { score: true } } },
      })
    : null;
  if (!here) throw new NotFound(`submission ${submissionId}`);
  const sort = query.sort ?? "newest";
  const where = { AND: [await matching(course.id, query), ordered(sort)] };
  const place = { at: here.receivedAt, score: here.report?.score ?? null, id: here.id };
  const beside = (towards: "beginning" | "end") => ({ AND: [where, beyond(sort, { ...place, towards })] });
  const find = (towards: "beginning" | "end") =>
    db().submission.findFirst({ where: beside(towards), orderBy: orderOf(sort, towards), select: { id: true } });
  const [previous, next, before, after, within] = await Promise.all([
    find("beginning"),
    find("end"),
    countSubmissions(beside("beginning")),
    countSubmissions(beside("end")),
    db().submission.count({ where: { AND: [where, { id: here.id }] } }),
  ]);
  return {
    previous: previous?.id ?? null,
    next: next?.id ?? null,
    place: before === null ? null : before + 1,
    total: before === null || after === null ? null : before + within + after,
  };
}
