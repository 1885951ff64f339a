import type { Variant } from "../variant.ts";
import type { ItemView } from "../view.ts";
import { showField } from "./field.ts";
import { showFigure } from "./figure.ts";
import type { Locale } from "./number.ts";
import { at } from "./show-error.ts";
import { textOf, viewBudget } from "./view-context.ts";

/**
 * What the browser is sent of a variant in one language: texts with their numbers in, drawings, inputs; never an answer.
 * @throws ShowError with question, language and place where an expression of the author cannot be shown
 */
export function showItem(variant: Variant, locale: Locale): ItemView {
  const { item, seed } = variant;
  const context = { variant, locale, purse: { left: viewBudget } };
  return at(`question "${item.id}" (${locale}), seed "${seed}"`, () => ({
    id: item.id,
    title: at("title", () => textOf(item.title, context, "plain")),
    text: at("text", () => textOf(item.text, context)),
    figures: item.figures.map((figure, k) => at(`figure ${k + 1}`, () => showFigure(figure, context))),
    fields: item.fields.map((field) => at(`field "${field.id}"`, () => showField(field, context))),
  }));
}
