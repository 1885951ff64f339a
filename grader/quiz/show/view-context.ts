import type { Localised } from "../../report.ts";
import { fillTemplate, type TextKind } from "../template.ts";
import type { Variant } from "../variant.ts";
import type { Locale } from "./number.ts";

/** What every part of a view needs. */
export interface ViewContext {
  variant: Variant;
  locale: Locale;
}

/** An author's text in the view's language, with the variant's numbers. */
export function textOf(text: Localised, { variant, locale }: ViewContext, kind: TextKind = "markdown"): string {
  return fillTemplate(text[locale], variant.values, locale, kind);
}
