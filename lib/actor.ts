export const locales = ["pt-BR", "en"] as const;
export type Locale = (typeof locales)[number];

export const themes = ["light", "dark", "auto"] as const;
export type Theme = (typeof themes)[number];

/** The person on whose behalf a function of lib/ runs. Rights come from enrolments, read at the moment of asking; only `admin` is site-wide. */
export interface Actor {
  personId: string;
  name: string;
  email: string;
  admin: boolean;
  locale: Locale;
  theme: Theme;
}
