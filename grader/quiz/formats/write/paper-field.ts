import { blankId } from "../../answer.ts";
import { truthOf, writtenValue } from "../../expression.ts";
import type { Field, FieldOf, Tolerance } from "../../field.ts";
import { formulaText } from "../../formula/written.ts";
import { gapNumber } from "../../kinds/cloze.ts";
import { blankValues } from "../../kinds/diagram.ts";
import { rightFormula } from "../../kinds/formula.ts";
import { gridOf, rightGrid } from "../../kinds/numbers.ts";
import type { Locale } from "../../show/number.ts";
import type { TextKind } from "../../template.ts";
import { fillTemplate } from "../../template.ts";
import type { Values } from "../../values.ts";
import { type Losses, Unsupported } from "../reading.ts";
import type { PaperChoice, PaperField, PaperGap, PaperNumber } from "./paper.ts";

type Localised = Record<Locale, string>;
type Kind<F = PaperField> = F extends unknown ? Omit<F, "id" | "share" | "label" | "right" | "wrong"> : never;

export interface Filling {
  values: Values;
  locale: Locale;
  losses: Losses;
}

/** a field's text with its values in; "" where there is none */
export const filled = (
  text: Localised | undefined,
  { values, locale }: Filling,
  kind: TextKind = "markdown",
): string => (text ? fillTemplate(text[locale], values, locale, kind) : "");

/** @param share of the question's points, 0..1 @throws Unsupported for what no other system has */
export function paperField(field: Field, share: number, filling: Filling): PaperField {
  return {
    id: field.id,
    share,
    label: filled(field.label, filling),
    right: filled(field.feedback?.right, filling),
    wrong: filled(field.feedback?.wrong, filling),
    ...ofKind(field, filling),
  } as PaperField;
}

function ofKind(field: Field, filling: Filling): Kind {
  const { values, losses } = filling;
  if ("carried" in field && field.carried !== undefined)
    losses.add("carried", "credit for error carried forward was left out");
  switch (field.kind) {
    case "single-choice":
      return { kind: "single-choice", shuffle: field.shuffle, choices: choicesOf(field.choices, filling) };
    case "multiple-choice": {
      if (field.credit === "per-choice")
        losses.add("credit", "credit for each choice became right ones less wrong ones");
      const allOrNothing = field.credit === "all-or-nothing";
      return {
        kind: "multiple-choice",
        shuffle: field.shuffle,
        allOrNothing,
        choices: choicesOf(field.choices, filling),
      };
    }
    case "true-false":
      return { kind: "true-false", answer: truthOf(field.answer, values) };
    case "numeric":
      return {
        kind: "numeric",
        value: rightGrid(field, values)[0]![0]!,
        tolerance: field.tolerance,
        unit: field.unit ?? "",
        also: numbersOf(field.also, filling),
      };
    case "vector":
    case "matrix":
      return grid(field, filling);
    case "formula":
      losses.add("formula", "another system compares the formula letter by letter with one way to write it");
      return {
        kind: "short-text",
        exact: false,
        accept: [{ text: formulaText(rightFormula(field, values)), credit: 1, feedback: "" }],
      };
    case "matching":
      return {
        kind: "matching",
        pairs: field.pairs.map(({ left, right }) => ({ left: filled(left, filling), right: filled(right, filling) })),
        distractors: field.distractors.map((text) => filled(text, filling)),
      };
    case "ordering": {
      if (field.lines.some(({ after }) => after !== undefined))
        losses.add("ordering", "only one of the right orders is right elsewhere");
      const kind = field.code ? "code" : "markdown";
      const text = (line: { text: Localised }) =>
        field.code ? `\`${filled(line.text, filling, kind)}\`` : filled(line.text, filling);
      return {
        kind: "ordering",
        lines: field.lines.map(text),
        distractors: field.distractors.map(text),
        allOrNothing: field.credit === "all-or-nothing",
      };
    }
    case "cloze":
      return {
        kind: "cloze",
        text: filled(field.text, filling),
        gaps: new Map(Object.entries(field.gaps).map(([id, gap]) => [id, gapOf(gap, filling)])),
      };
    case "short-text":
      return {
        kind: "short-text",
        exact: field.exact,
        accept: field.accept.map(({ text, credit, feedback }) => ({
          text: text[filling.locale],
          credit,
          feedback: filled(feedback, filling),
        })),
      };
    case "diagram": {
      losses.add("diagram", "the drawing was left out; its numbers are asked for one below the other");
      const numbers = blankValues(field, values);
      return table(
        field.blanks.map((blank) => [`${symbol(blank)} =`, numbers.get(blankId(blank))!]),
        field.tolerance,
      );
    }
    case "essay":
      return { kind: "essay", maxWords: field.maxWords, rubric: filled(field.rubric, filling) };
    case "file":
      return { kind: "file", rubric: filled(field.rubric, filling) };
    default:
      throw new Unsupported(field.kind, `a field of the kind ${field.kind} has no counterpart elsewhere`);
  }
}

type Choices = readonly (FieldOf<"multiple-choice">["choices"][number] & { credit?: number | undefined })[];

const choicesOf = (choices: Choices, filling: Filling): PaperChoice[] =>
  choices.map(({ id, text, correct: written, credit = 0, feedback }) => {
    const correct = truthOf(written, filling.values);
    return {
      id,
      text: filled(text, filling),
      correct,
      credit: correct ? 1 : credit,
      feedback: filled(feedback, filling),
    };
  });

const numbersOf = (also: FieldOf<"numeric">["also"], filling: Filling): PaperNumber[] =>
  also.map(({ answer, tolerance, credit, feedback }) => ({
    value: gridOf("numeric", writtenValue(answer, filling.values), answer)[0]![0]!,
    tolerance,
    credit,
    feedback: filled(feedback, filling),
  }));

function gapOf(gap: FieldOf<"cloze">["gaps"][string], filling: Filling): PaperGap {
  const { points } = gap;
  switch (gap.kind) {
    case "numeric":
      return { kind: "numeric", points, value: gapNumber(gap, filling.values), tolerance: gap.tolerance };
    case "short-text":
      return { kind: "short-text", points, accept: gap.accept.map((text) => text[filling.locale]) };
    case "single-choice":
      return { kind: "single-choice", points, choices: choicesOf(gap.choices, filling) };
  }
}

/** Numbers of a vector or matrix, each in a gap of its own. */
function grid(field: FieldOf<"vector"> | FieldOf<"matrix">, { values, losses }: Filling): Kind {
  losses.add(field.kind, "each number of it is a gap of its own");
  if (field.kind === "matrix" && field.shape === "asked") losses.add("shape", "rows and columns are given away");
  const rows = rightGrid(field, values);
  const name = (i: number, j: number) =>
    rows.length === 1 && field.kind === "vector" ? `(${j + 1})` : `(${i + 1}, ${j + 1})`;
  return table(
    rows.flatMap((row, i) => row.map((value, j) => [`${name(i, j)}:`, value] as [string, number])),
    field.tolerance,
  );
}

function table(rows: readonly (readonly [string, number])[], tolerance: Tolerance): Kind {
  return {
    kind: "cloze",
    text: rows.map(([name], k) => `- ${name} [[n${k + 1}]]`).join("\n"),
    gaps: new Map(rows.map(([, value], k) => [`n${k + 1}`, { kind: "numeric", points: 1, value, tolerance }])),
  };
}

function symbol({ quantity, m, i, j }: FieldOf<"diagram">["blanks"][number]): string {
  switch (quantity) {
    case "u":
    case "y":
      return `$${quantity}_{${i}}^{${m}}$`;
    case "delta":
      return `$\\delta_{${i}}^{${m}}$`;
    case "dw":
      return `$\\partial J/\\partial w_{${i},${j}}^{${m}}$`;
    case "db":
      return `$\\partial J/\\partial b_{${i}}^{${m}}$`;
  }
}
