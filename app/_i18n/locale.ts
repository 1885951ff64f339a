import { cookies, headers } from "next/headers";
import { z } from "zod";
import { type Locale, locales } from "../../lib/actor.ts";
import { currentActor } from "../_session/actor.ts";

export const localeCookie = "nabla-locale";
export const localeSchema = z.enum(locales);

/**
 * The first language of an Accept-Language header that we speak, by weight; Portuguese of any country is pt-BR.
 * Without any, Portuguese: the teaching language of the course that this was made for.
 */
export function negotiate(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === "pt" || tag.startsWith("pt-")) return "pt-BR";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "pt-BR";
}

/** The person's own choice, else this browser's, else what the browser asks for. */
export async function requestLocale(): Promise<Locale> {
  const actor = await currentActor();
  if (actor) return actor.locale;
  const chosen = localeSchema.safeParse((await cookies()).get(localeCookie)?.value);
  return chosen.success ? chosen.data : negotiate((await headers()).get("accept-language"));
}
