import type { Variant } from "../variant.ts";
import type { SolutionView } from "../view.ts";
import type { Locale } from "./number.ts";
import { rightAnswerOf } from "./right-answer.ts";
import { at } from "./show-error.ts";
import { textOf, viewBudget } from "./view-context.ts";

/**
 * Right answers and the worked solution of a variant, for when the quiz shows them.
 * @throws ShowError with question, language and place where an expression of the author cannot be shown
 */
export function showSolution(variant: Variant, locale: Locale): SolutionView {
  const { item, seed } = variant;
  const context = { variant, locale, purse: { left: viewBudget } };
  return at(`question "${item.id}" (${locale}), seed "${seed}"`, () => ({
    solution: at("solution", () => textOf(item.solution, context)),
    answers: Object.fromEntries(
      item.fields.flatMap((field) => {
        const answer = at(`field "${field.id}"`, () => rightAnswerOf(field, context));
        return answer === null ? [] : [[field.id, answer]];
      }),
    ),
  }));
}
