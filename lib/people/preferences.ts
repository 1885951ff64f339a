import type { Actor, Locale, Theme } from "../actor.ts";
import { db } from "../db.ts";

/** The language in which the actor reads pages. */
export async function setLocale(actor: Actor, locale: Locale): Promise<void> {
  await db().person.update({ where: { id: actor.personId }, data: { locale } });
}

/** Light, dark, or as the device says. */
export async function setTheme(actor: Actor, theme: Theme): Promise<void> {
  await db().person.update({ where: { id: actor.personId }, data: { theme } });
}
