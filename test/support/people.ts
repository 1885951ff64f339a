import type { Actor } from "../../lib/actor.ts";
import { toActor } from "../../lib/auth/actor.ts";
import type { Role } from "../../lib/can.ts";
import { db } from "../../lib/db.ts";

/** Makes a person of a name, enrolled with a role unless that is null, and returns them as an actor. */
export async function makePerson(
  name: string,
  enrolment: { courseId: string; role: Role } | null,
  more: { admin?: boolean; passwordHash?: string } = {},
): Promise<Actor> {
  const person = await db().person.create({
    data: { name, email: `${name.toLowerCase().replaceAll(" ", "-")}@test.example`, ...more },
  });
  if (enrolment) await db().enrolment.create({ data: { personId: person.id, ...enrolment } });
  return toActor(person);
}
