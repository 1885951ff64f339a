import type { Localised } from "../../report.ts";
import type { Purse } from "../run.ts";
import { fillTemplate, type TextKind } from "../template.ts";
import type { Variant } from "../variant.ts";
import type { Locale } from "./number.ts";

/** What every part of a view needs. */
export interface ViewContext {
  variant: Variant;
  locale: Locale;
  /** one for all expressions of the view */
  purse: Purse;
}

/** steps of one view; a surface of the loss of a 2-2-1 network on four examples costs a fiftieth of it */
export const viewBudget = 20_000_000;

/** An author's text in the view's language, with the variant's numbers. */
export function textOf(text: Localised, { variant, locale, purse }: ViewContext, kind: TextKind = "markdown"): string {
  return fillTemplate(text[locale], variant.values, locale, kind, purse);
}
