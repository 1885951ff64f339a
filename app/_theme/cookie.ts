import { cookies } from "next/headers";
import { z } from "zod";
import { type Theme, themes } from "../../lib/actor.ts";
import { currentActor } from "../_session/actor.ts";

export const themeCookie = "nabla-theme";

/** The person's own choice, else this browser's, else the system's. */
export async function requestTheme(): Promise<Theme> {
  const actor = await currentActor();
  if (actor) return actor.theme;
  const chosen = z.enum(themes).safeParse((await cookies()).get(themeCookie)?.value);
  return chosen.success ? chosen.data : "auto";
}
