import { z } from "zod";
import type { Person } from "../../generated/prisma/client.ts";
import { type Actor, locales, themes } from "../actor.ts";
import { db } from "../db.ts";

export function toActor(person: Person): Actor {
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    admin: person.admin,
    locale: z.enum(locales).parse(person.locale),
    theme: z.enum(themes).parse(person.theme),
  };
}

/** The actor of a session, or null when the person is gone or the session was revoked (another `sessionVersion`). */
export async function selectActor(personId: string, sessionVersion: number): Promise<Actor | null> {
  if (!z.uuid().safeParse(personId).success) return null;
  const person = await db().person.findUnique({ where: { id: personId } });
  return person && person.sessionVersion === sessionVersion ? toActor(person) : null;
}
