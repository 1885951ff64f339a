import type { Actor, Locale, Theme } from "../actor.ts";

export declare function setLocale(actor: Actor, locale: Locale): Promise<void>;
export declare function setTheme(actor: Actor, theme: Theme): Promise<void>;
