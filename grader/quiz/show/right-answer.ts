import { blankId } from "../answer.ts";
import { evaluate, truthOf, writtenValue } from "../expression.ts";
import type { Field, FieldOf } from "../field.ts";
import { formulaTex } from "../formula/written.ts";
import { blankValues } from "../kinds/diagram.ts";
import { rightFormula } from "../kinds/formula.ts";
import { shownChoices, shownGapChoices } from "../shown-order.ts";
import { inMarkdown } from "./escape.ts";
import { formatValue } from "./format-value.ts";
import { plainFormat, texNumber } from "./number.ts";
import { textOf, type ViewContext } from "./view-context.ts";

/** The right answer of a field as Markdown, once it may be shown; null for what only a person can judge. */
export function rightAnswerOf(field: Field, context: ViewContext): string | null {
  const { variant, locale } = context;
  const { values } = variant;
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice":
      return rightChoices(shownChoices(variant, field), context);
    case "true-false":
      return formatValue(truthOf(field.answer, values), { ...plainFormat, where: "text", locale });
    case "numeric": {
      const asRight = field.also.filter(({ credit }) => credit === 1).map(({ answer }) => answer);
      const number = [field.answer, ...asRight].map((answer) => amount(answer, context, "list")).join(" / ");
      return field.unit === undefined ? number : `${number} ${inMarkdown(field.unit)}`;
    }
    case "vector":
      return amount(field.answer, context, "vector");
    case "matrix":
      return amount(field.answer, context, "matrix");
    case "formula":
      return `$${formulaTex(rightFormula(field, values), field.symbols ?? {}, locale === "pt-BR")}$`;
    case "matching":
      return items(field.pairs.map(({ left, right }) => `${textOf(left, context)} → ${textOf(right, context)}`));
    case "ordering":
      return ordering(field, context);
    case "cloze":
      return cloze(field, context);
    case "short-text":
      return field.accept
        .filter(({ credit }) => credit === 1)
        .map(({ text }) => inMarkdown(text[locale]))
        .join(" / ");
    case "diagram":
      return diagram(field, context);
    case "surface-point":
      return formatValue(evaluate(field.answer, values), { ...plainFormat, layout: "list", where: "text", locale });
    case "code":
      return fenced(field.solution, "ts");
    case "essay":
    case "file":
      return null;
  }
}

const items = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

function fenced(code: string, language: string): string {
  // longer than any run of backticks in it
  const fence = "`".repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${code.trimEnd()}\n${fence}`;
}

const amount = (answer: number | string, { variant, locale }: ViewContext, layout: "list" | "vector" | "matrix") =>
  formatValue(writtenValue(answer, variant.values), { ...plainFormat, layout, where: "text", locale });

function rightChoices(shown: ReturnType<typeof shownChoices>, context: ViewContext): string {
  const right = shown.filter(({ choice }) => truthOf(choice.correct, context.variant.values));
  const texts = right.map(({ choice }) => textOf(choice.text, context));
  if (texts.length === 1) return texts[0]!;
  if (texts.length > 1) return items(texts);
  return { en: "None of them.", "pt-BR": "Nenhuma delas." }[context.locale];
}

function ordering(field: FieldOf<"ordering">, context: ViewContext): string {
  const kind = field.code ? "code" : "markdown";
  const lines = field.lines.map(({ text }) => textOf(text, context, kind));
  return field.code ? fenced(lines.join("\n"), "") : lines.map((line, k) => `${k + 1}. ${line}`).join("\n");
}

function cloze(field: FieldOf<"cloze">, context: ViewContext): string {
  const right = (id: string): string => {
    const gap = field.gaps[id];
    switch (gap?.kind) {
      case "numeric":
        return amount(gap.answer, context, "list");
      case "short-text":
        return inMarkdown(gap.accept[0]![context.locale]);
      case "single-choice":
        return rightChoices(shownGapChoices(context.variant, field, id), context);
      default:
        return `[[${id}]]`;
    }
  };
  return textOf(field.text, context).replace(/\[\[([^[\]]*)\]\]/g, (_, id: string) => `**${right(id)}**`);
}

function diagram(field: FieldOf<"diagram">, { variant, locale }: ViewContext): string {
  const right = blankValues(field, variant.values);
  return items(field.blanks.map((blank) => `$${blankTeX(blank)} = ${texNumber(right.get(blankId(blank))!, locale)}$`));
}

type Blank = FieldOf<"diagram">["blanks"][number];

/** A blank in the course's notation: delta_i^m, dJ/dw_{i,j}^m. */
export function blankTeX({ quantity, m, i, j }: Blank): string {
  switch (quantity) {
    case "u":
    case "y":
      return `${quantity}_{${i}}^{${m}}`;
    case "delta":
      return `\\delta_{${i}}^{${m}}`;
    case "dw":
      return `\\partial J / \\partial w_{${i},${j}}^{${m}}`;
    case "db":
      return `\\partial J / \\partial b_{${i}}^{${m}}`;
  }
}
