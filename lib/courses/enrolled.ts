import type { Localised } from "../../grader/report.ts";
import { localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can, type Role } from "../can.ts";
import { db } from "../db.ts";
import { NotFound } from "../errors.ts";

export interface EnrolledCourse {
  id: string;
  slug: string;
  title: Localised;
  timeZone: string;
  /** of the actor; null for a site admin without an enrolment */
  role: Role | null;
}

/** A course and the actor's role in it. @throws NotFound also when the actor may not know of it */
export async function selectEnrolled(actor: Actor, courseSlug: string): Promise<EnrolledCourse> {
  const course = await db().course.findUnique({
    where: { slug: courseSlug },
    include: { enrolments: { where: { personId: actor.personId }, select: { role: true } } },
  });
  const role = course?.enrolments[0]?.role ?? null;
  if (!course || !can(actor, "course.see", { role })) throw new NotFound(`course ${courseSlug}`);
  return { id: course.id, slug: course.slug, title: localised.parse(course.title), timeZone: course.timeZone, role };
}
