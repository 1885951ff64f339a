import { cookies, headers } from "next/headers";
import { z } from "zod";
import { type Locale, locales } from "../../lib/actor.ts";
import { currentActor } from "../_session/actor.ts";
import { negotiate } from "./negotiate.ts";

export const localeCookie = "nabla-locale";
export const localeSchema = z.enum(locales);

/** The person's own choice, else this browser's, else what the browser asks for. */
export async function requestLocale(): Promise<Locale> {
  const actor = await currentActor();
  if (actor) return actor.locale;
  const chosen = localeSchema.safeParse((await cookies()).get(localeCookie)?.value);
  return chosen.success ? chosen.data : negotiate((await headers()).get("accept-language"));
}
