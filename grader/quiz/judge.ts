import type { Localised } from "../report.ts";
import type { Answers } from "./answer.ts";
import { carriedGrids, type EarlierField } from "./carried.ts";
import { diagnoseDiagram, diagnoseFormula, diagnoseNumbers } from "./diagnose.ts";
import type { Field } from "./field.ts";
import { judgeMultipleChoice, judgeSingleChoice, judgeTrueFalse } from "./kinds/choices.ts";
import { judgeCloze } from "./kinds/cloze.ts";
import { judgeDiagram } from "./kinds/diagram.ts";
import { judgeFormula } from "./kinds/formula.ts";
import { empty, type Judgement, malformed } from "./kinds/judgement.ts";
import { judgeMatching } from "./kinds/matching.ts";
import { judgeAlso, judgeCells, type NumberField, numbersOf, readCells, rightGrid } from "./kinds/numbers.ts";
import { judgeOrdering } from "./kinds/ordering.ts";
import { judgeShortText } from "./kinds/short-text.ts";
import { judgeSurfacePoint } from "./kinds/surface-point.ts";
import { judgeCode, judgeEssay, judgeFile } from "./kinds/waiting.ts";
import type { FieldResult, ItemResult } from "./result.ts";
import { fillTemplate } from "./template.ts";
import type { Variant } from "./variant.ts";

type Diagnoses = FieldResult["diagnoses"];
type Judged = Judgement & { diagnoses?: Diagnoses };

/** Every kind but those of numbers, which know what came before them. */
function judgeAlone(field: Exclude<Field, NumberField>, answer: unknown, variant: Variant, diagnose: boolean): Judged {
  switch (field.kind) {
    case "single-choice":
      return judgeSingleChoice(field, answer, variant);
    case "multiple-choice":
      return judgeMultipleChoice(field, answer, variant);
    case "true-false":
      return judgeTrueFalse(field, answer, variant);
    case "formula": {
      const { theirs, ...judged } = judgeFormula(field, answer, variant);
      if (judged.credit === 1 || theirs === undefined || !diagnose) return judged;
      return { ...judged, diagnoses: diagnoseFormula(field, theirs, variant) };
    }
    case "matching":
      return judgeMatching(field, answer, variant);
    case "ordering":
      return judgeOrdering(field, answer, variant);
    case "cloze":
      return judgeCloze(field, answer, variant);
    case "short-text":
      return judgeShortText(field, answer);
    case "diagram": {
      const judged = judgeDiagram(field, answer, variant);
      return judged.credit === 1
        ? judged
        : { ...judged, diagnoses: diagnose ? diagnoseDiagram(field, answer, variant.values) : [] };
    }
    case "surface-point":
      return judgeSurfacePoint(field, answer, variant);
    case "code":
      return judgeCode(answer);
    case "essay":
      return judgeEssay(answer);
    case "file":
      return judgeFile(answer);
  }
}

/** A number, vector or matrix: right in itself, or right on the student's own earlier numbers, whichever is worth more. */
function judgeNumbers(
  field: NumberField,
  answer: unknown,
  variant: Variant,
  earlier: Map<string, EarlierField>,
  diagnose: boolean,
): Judged {
  const { values } = variant;
  const right = rightGrid(field, values);
  const cells = answer === undefined ? [] : readCells(field.kind, answer);
  const typed = cells && numbersOf(cells);
  const before = new Map(earlier);
  earlier.set(field.id, { kind: field.kind, tolerance: field.tolerance, right, typed });
  if (cells === null) return malformed;
  const judged = judgeCells(field, cells, right);
  if (judged.credit === 1 || judged.state === "empty") return judged;
  const onOwn = carriedGrids(field, values, before, right)
    .map((grid) => judgeCells(field, cells, grid))
    .reduce((best, one) => (one.credit! > best.credit! ? one : best), judged);
  const also = judgeAlso(field, cells, values);
  if (also !== null && also.credit! >= onOwn.credit!) return also;
  if (onOwn !== judged) return { ...onOwn, carried: true };
  return typed === null || !diagnose ? judged : { ...judged, diagnoses: diagnoseNumbers(field, variant, cells, right) };
}

const both = (texts: readonly Localised[], { values }: Variant): Localised => {
  const filled = (locale: "en" | "pt-BR") =>
    texts.map((text) => fillTemplate(text[locale], values, locale)).join("\n\n");
  return { en: filled("en"), "pt-BR": filled("pt-BR") };
};

function feedbackOf(field: Field, { state, words = [] }: Judged, variant: Variant): Pick<FieldResult, "feedback"> {
  const said =
    state === "right"
      ? field.feedback?.right
      : state === "wrong" || state === "partly"
        ? field.feedback?.wrong
        : undefined;
  const texts = [...words, ...(said ? [said] : [])];
  return texts.length > 0 ? { feedback: both(texts, variant) } : {};
}

function resultOf(field: Field, judged: Judged, variant: Variant): FieldResult {
  const { words: _words, diagnoses = [], ...rest } = judged;
  return { id: field.id, ...rest, diagnoses, ...feedbackOf(field, judged, variant) };
}

/** The item's share of points over the fields that are judged; null while none is. `complete`: none waits any more. */
export function summary(variant: Variant, fields: readonly FieldResult[]): ItemResult {
  const { item } = variant;
  const pointsOf = (id: string) => item.fields.find((field) => field.id === id)?.points ?? 0;
  const judged = fields.filter(({ credit }) => credit !== null);
  const total = judged.reduce((sum, { id }) => sum + pointsOf(id), 0);
  const reached = judged.reduce((sum, { id, credit }) => sum + pointsOf(id) * credit!, 0);
  return {
    credit: total > 0 ? Math.min(1, reached / total) : null,
    complete: fields.every(({ credit }) => credit !== null),
    fields: [...fields],
  };
}

/**
 * Judges the answers to one item, field by field in their order, so that later ones can be judged on the student's own earlier
 * numbers. Whatever the answers are, there is a result: what cannot be read is `unreadable`, with words. Essays and files come
 * back `manual`, code `pending`; an empty one of these is `empty` and waits for nobody. Naming mistakes costs most of the time:
 * `diagnose: false` leaves it out, where only the credit matters.
 * @throws an Error, with the ExpressionError as its cause, where the item itself cannot be judged; the self-test finds these
 * before anyone is asked
 */
export function judgeItem(variant: Variant, answers: Answers, { diagnose = true } = {}): ItemResult {
  const earlier = new Map<string, EarlierField>();
  const fields = variant.item.fields.map((field): FieldResult => {
    const given = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    const answer: unknown = given ?? undefined;
    try {
      if (field.kind === "numeric" || field.kind === "vector" || field.kind === "matrix") {
        return resultOf(field, judgeNumbers(field, answer, variant, earlier, diagnose), variant);
      }
      return resultOf(field, answer === undefined ? empty : judgeAlone(field, answer, variant, diagnose), variant);
    } catch (cause) {
      throw new Error(`question "${variant.item.id}", seed "${variant.seed}", field "${field.id}" cannot be judged`, {
        cause,
      });
    }
  });
  return summary(variant, fields);
}
