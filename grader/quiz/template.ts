import { evaluate, readExpression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Purse } from "./run.ts";
import { type Filters, readFilters } from "./show/filters.ts";
import { formatValue, ShowProblem, type Where } from "./show/format-value.ts";
import type { Locale } from "./show/number.ts";
import { placesOf } from "./show/place.ts";
import type { Values } from "./values.ts";

/**
 * Texts with values: `{{ expression }}` or `{{ expression | filter }}`. Of several braces in a row the innermost two count, so
 * that `\frac{{{ a }}}{2}` is a fraction.
 */
const place = /\{\{(?!\{)((?:(?!\{\{)[\s\S])*?)\}\}/g;

/** `markdown`: text with formulas and code; `plain` and `code`: taken as it is. */
export type TextKind = "markdown" | "plain" | "code";

function read(inner: string): { expression: string; filters: Filters } {
  const [expression = "", ...written] = inner.split("|");
  const filters = readFilters(written);
  const text = expression.trim();
  if (text === "") throw new ExpressionError(inner.trim(), "the braces are empty");
  if (typeof filters === "string") throw new ExpressionError(inner.trim(), filters);
  return { expression: text, filters };
}

/**
 * The text with its values in. Texts among the values are escaped, numbers are localised.
 * @throws ExpressionError that names the expression
 */
export function fillTemplate(
  text: string,
  values: Values,
  locale: Locale,
  kind: TextKind = "markdown",
  purse?: Purse,
): string {
  if (!text.includes("{{")) return text;
  const fill = (part: string, where: Where) =>
    part.replace(place, (_, inner: string) => {
      const { expression, filters } = read(inner);
      try {
        return formatValue(evaluate(expression, values, purse), { ...filters, where, locale });
      } catch (cause) {
        if (cause instanceof ShowProblem) throw new ExpressionError(inner.trim(), cause.message, { cause });
        throw cause;
      }
    });
  if (kind !== "markdown") return fill(text, kind);
  return placesOf(text)
    .map((piece) => fill(piece.text, piece.place))
    .join("");
}

/** What a text reads and what is wrong with its expressions, without any values. */
export function checkTemplate(text: string): { names: Set<string>; problems: string[] } {
  const names = new Set<string>();
  const problems: string[] = [];
  for (const [, inner = ""] of text.matchAll(place)) {
    try {
      for (const name of readExpression(read(inner).expression).names) names.add(name);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(`{{ ${error.expression} }}: ${error.reason}`);
    }
  }
  if (text.replace(place, "").includes("{{"))
    problems.push("{{ is not closed by }}; for braces of TeX leave a space, { {");
  return { names, problems };
}
