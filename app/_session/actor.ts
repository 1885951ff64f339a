import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { Actor } from "../../lib/actor.ts";
import { selectActor } from "../../lib/auth/actor.ts";
import { authOptions } from "./options.ts";

/** Who is asking, read anew for each request (once in it); null when nobody is signed in or the session was revoked. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions);
  if (!session?.personId) return null;
  return selectActor(session.personId, session.sessionVersion);
});

/** The actor of a page; sends whoever is not signed in to the sign-in page and back afterwards. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = (await headers()).get("x-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}
