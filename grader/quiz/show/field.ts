import { blankId } from "../answer.ts";
import { writtenValue } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Field, FieldOf } from "../field.ts";
import { shownChoices, shownGapChoices, shownLines, shownRights } from "../shown-order.ts";
import { isMatrix, isVector, kindOf } from "../values.ts";
import type { ChoiceView, FieldView, GapView } from "../view.ts";
import { numberHint } from "./hint.ts";
import { drawNetwork, readCase } from "./network-drawing.ts";
import { drawSurface } from "./surface-drawing.ts";
import { textOf, type ViewContext } from "./view-context.ts";

type Shape = FieldView extends infer V ? (V extends FieldView ? Omit<V, "id" | "share" | "label"> : never) : never;

/** One field as the browser gets it: what to answer with, never the answer. */
export function showField(field: Field, context: ViewContext): FieldView {
  const total = context.variant.item.fields.reduce((sum, { points }) => sum + points, 0);
  return {
    id: field.id,
    share: field.points / total,
    ...(field.label ? { label: textOf(field.label, context) } : {}),
    ...shapeOf(field, context),
  } as FieldView;
}

function shapeOf(field: Field, context: ViewContext): Shape {
  const { variant, locale } = context;
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice":
      return { kind: field.kind, choices: choiceViews(shownChoices(variant, field), context) };
    case "true-false":
    case "short-text":
      return { kind: field.kind };
    case "numeric":
      return {
        kind: "numeric",
        ...(field.unit === undefined ? {} : { unit: field.unit }),
        hint: numberHint(field.tolerance, locale),
      };
    case "vector":
      return { kind: "vector", length: lengthOf(field, context), hint: numberHint(field.tolerance, locale) };
    case "matrix":
      return { kind: "matrix", ...sizeOf(field, context), hint: numberHint(field.tolerance, locale) };
    case "formula":
      return {
        kind: "formula",
        variables: Object.keys(field.variables).map((name) => ({ name, tex: field.symbols?.[name] ?? name })),
      };
    case "matching": {
      const rights = new Map(shownRights(variant, field).map(({ id, text }) => [id, text]));
      return {
        kind: "matching",
        left: field.pairs.map(({ left }) => textOf(left, context)),
        right: [...rights].map(([id, text]) => ({ id, text: textOf(text, context) })),
      };
    }
    case "ordering":
      return {
        kind: "ordering",
        lines: shownLines(variant, field).map(({ id, line }) => ({
          id,
          text: textOf(line.text, context, field.code ? "code" : "markdown"),
        })),
        code: field.code,
        hasDistractors: field.distractors.length > 0,
      };
    case "cloze":
      return {
        kind: "cloze",
        text: textOf(field.text, context),
        gaps: Object.keys(field.gaps).map((id) => gapView(id, field, context)),
      };
    case "diagram":
      return diagramView(field, context);
    case "surface-point":
      return { kind: "surface-point", drawing: drawSurface(field, context) };
    case "code":
      return { kind: "code", starter: field.starter, exerciseKind: field.check.kind };
    case "essay":
      return { kind: "essay", maxWords: field.maxWords };
    case "file":
      return { kind: "file", accept: field.accept };
  }
}

type Shown = ReturnType<typeof shownChoices>;
const choiceViews = (shown: Shown, context: ViewContext): ChoiceView[] =>
  shown.map(({ id, choice }) => ({ id, text: textOf(choice.text, context) }));

function gapView(id: string, field: FieldOf<"cloze">, context: ViewContext): GapView {
  const { kind } = field.gaps[id]!;
  if (kind !== "single-choice") return { id, kind };
  return { id, kind, choices: choiceViews(shownGapChoices(context.variant, field, id), context) };
}

function lengthOf({ answer }: FieldOf<"vector">, { variant }: ViewContext): number {
  const value = writtenValue(answer, variant.values);
  if (isVector(value)) return value.length;
  throw new ExpressionError(String(answer), `is ${kindOf(value)}, not a vector`);
}

function sizeOf({ answer, shape }: FieldOf<"matrix">, { variant }: ViewContext): { rows?: number; columns?: number } {
  const value = writtenValue(answer, variant.values);
  if (!isMatrix(value)) throw new ExpressionError(String(answer), `is ${kindOf(value)}, not a matrix`);
  return shape === "asked" ? {} : { rows: value.length, columns: value[0]!.length };
}

function diagramView(field: FieldOf<"diagram">, { variant, locale, purse }: ViewContext): Shape {
  const drawn = readCase(field, variant.values, purse);
  const asked = (quantity: string, m: number, i: number) =>
    field.blanks.some((blank) => blank.quantity === quantity && blank.m === m && blank.i === i);
  return {
    kind: "diagram",
    drawing: drawNetwork(drawn, field.given, locale, asked),
    blanks: field.blanks.map(({ quantity, m, i, j }) => ({
      id: blankId({ quantity, m, i, j }),
      quantity,
      m,
      i,
      ...(j === undefined ? {} : { j }),
    })),
    hint: numberHint(field.tolerance, locale),
  };
}
