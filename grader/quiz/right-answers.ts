import type { Answers } from "./answer.ts";
import { truthOf } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Field, Tolerance } from "./field.ts";
import { formulaText } from "./formula/written.ts";
import { gapNumber } from "./kinds/cloze.ts";
import { blankValues } from "./kinds/diagram.ts";
import { rightFormula } from "./kinds/formula.ts";
import { rightGrid } from "./kinds/numbers.ts";
import { rightPoints } from "./kinds/surface-point.ts";
import { widthOf } from "./kinds/tolerance.ts";
import { linesBefore, shownChoices, shownGapChoices, shownLines, shownRights } from "./shown-order.ts";
import type { Variant } from "./variant.ts";

type Answer = Answers[string];

/**
 * A number with the digits that a student would type: as many as the tolerance asks for and one more, at least four significant
 * ones. Never more than 15.
 */
export function typedNumber(value: number, tolerance: Tolerance): string {
  if (value === 0) return "0";
  const width = widthOf(value, tolerance);
  const digits = width > 0 ? Math.ceil(Math.log10(Math.abs(value) / width)) + 1 : 15;
  return String(Number(value.toPrecision(Math.min(15, Math.max(4, digits)))));
}

/** The right answer of one field; undefined for what a person judges. @throws ExpressionError */
function rightAnswerOf(field: Field, variant: Variant): Answer | undefined {
  const { values } = variant;
  switch (field.kind) {
    case "single-choice": {
      const right = shownChoices(variant, field).find(({ choice }) => truthOf(choice.correct, values));
      if (right === undefined) throw new ExpressionError(field.id, "no choice is correct");
      return right.id;
    }
    case "multiple-choice":
      return shownChoices(variant, field)
        .filter(({ choice }) => truthOf(choice.correct, values))
        .map(({ id }) => id);
    case "true-false":
      return truthOf(field.answer, values);
    case "numeric":
      return typedNumber(rightGrid(field, values)[0]![0]!, field.tolerance);
    case "vector":
      return rightGrid(field, values)[0]!.map((v) => typedNumber(v, field.tolerance));
    case "matrix":
      return rightGrid(field, values).map((row) => row.map((v) => typedNumber(v, field.tolerance)));
    case "formula":
      return formulaText(rightFormula(field, values));
    case "matching": {
      const rights = shownRights(variant, field);
      return Object.fromEntries(
        field.pairs.map((_, pair) => [String(pair), rights.find((one) => one.pair === pair)!.id]),
      );
    }
    case "ordering": {
      const shown = shownLines(variant, field);
      return orderedLines(field.lines).map((line) => shown.find((one) => !one.distractor && one.line.id === line)!.id);
    }
    case "cloze":
      return Object.fromEntries(Object.keys(field.gaps).map((id) => [id, rightGap(field, id, variant)]));
    case "short-text":
      return field.accept.find(({ credit }) => credit === 1)?.text.en ?? "";
    case "diagram":
      return Object.fromEntries(
        [...blankValues(field, values)].map(([id, v]) => [id, typedNumber(v, field.tolerance)]),
      );
    case "surface-point": {
      const [w1, w2] = rightPoints(field, values)[0]!;
      return { w1, w2 };
    }
    case "code":
      return field.solution;
    case "essay":
    case "file":
      return undefined;
  }
}

/**
 * Lines in a right order: the author's, unless `after` says otherwise. @throws ExpressionError where lines wait for each other in
 * a circle
 */
function orderedLines(lines: Extract<Field, { kind: "ordering" }>["lines"]): string[] {
  const placed: string[] = [];
  const left = lines.map((line, k) => ({ id: line.id, before: linesBefore(lines, k) }));
  while (left.length > 0) {
    const next = left.findIndex(({ before }) => before.every((id) => placed.includes(id)));
    if (next < 0) throw new ExpressionError(left[0]!.id, "no order of the lines satisfies every `after`");
    placed.push(...left.splice(next, 1).map(({ id }) => id));
  }
  return placed;
}

function rightGap(field: Extract<Field, { kind: "cloze" }>, id: string, variant: Variant): string {
  const gap = field.gaps[id]!;
  switch (gap.kind) {
    case "numeric":
      return typedNumber(gapNumber(gap, variant.values), gap.tolerance);
    case "short-text":
      return gap.accept[0]!.en;
    case "single-choice": {
      const right = shownGapChoices(variant, field, id).find(({ choice }) => truthOf(choice.correct, variant.values));
      if (right === undefined) throw new ExpressionError(id, "no choice of the gap is correct");
      return right.id;
    }
  }
}

/**
 * Right answers to an item as a student would type them, in `judgeItem`'s form; essays and files are missing, code is its
 * solution.
 * @throws an Error that names the field, with the ExpressionError as its cause, where the item has no right answer
 */
export function rightAnswers(variant: Variant): Answers {
  const answers: Answers = {};
  for (const field of variant.item.fields) {
    try {
      const answer = rightAnswerOf(field, variant);
      if (answer !== undefined) answers[field.id] = answer;
    } catch (cause) {
      throw new Error(
        `question "${variant.item.id}", seed "${variant.seed}", field "${field.id}" has no right answer`,
        { cause },
      );
    }
  }
  return answers;
}
