"use server";
import { cookies } from "next/headers";
import { z } from "zod";
import { themes } from "../../lib/actor.ts";
import { setLocale, setTheme } from "../../lib/people/preferences.ts";
import { localeCookie, localeSchema } from "../_i18n/locale.ts";
import { currentActor } from "../_session/actor.ts";
import { themeCookie } from "../_theme/cookie.ts";

const year = 365 * 24 * 60 * 60;
const cookieOptions = { path: "/", maxAge: year, sameSite: "lax", httpOnly: true } as const;

/** Keeps the language for this browser and, when signed in, for the person. */
export async function chooseLocale(input: string): Promise<void> {
  const locale = localeSchema.parse(input);
  (await cookies()).set(localeCookie, locale, cookieOptions);
  const actor = await currentActor();
  if (actor) await setLocale(actor, locale);
}

/** Keeps the colour scheme for this browser and, when signed in, for the person. */
export async function chooseTheme(input: string): Promise<void> {
  const theme = z.enum(themes).parse(input);
  (await cookies()).set(themeCookie, theme, cookieOptions);
  const actor = await currentActor();
  if (actor) await setTheme(actor, theme);
}
