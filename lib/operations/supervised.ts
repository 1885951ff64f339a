import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { db } from "../db.ts";

/**
 * The courses whose failures `actor` may see and handle: all of them for a site admin, else those of which they are an
 * instructor. Empty: nothing of the operation is theirs to see.
 */
export async function selectSupervised(actor: Actor): Promise<{ id: string; slug: string }[]> {
  const courses = await db().course.findMany({
    select: { id: true, slug: true, enrolments: { where: { personId: actor.personId }, select: { role: true } } },
  });
  return courses.filter(({ enrolments }) => can(actor, "operations.see", { role: enrolments[0]?.role ?? null }));
}

/** Whether the operator's page is there for `actor`, also while there is no course yet. */
export async function mayOperate(actor: Actor): Promise<boolean> {
  if (actor.admin) return true;
  const roles = await db().enrolment.findMany({
    where: { personId: actor.personId },
    distinct: ["role"],
    select: { role: true },
  });
  return roles.some(({ role }) => can(actor, "operations.see", { role }));
}
