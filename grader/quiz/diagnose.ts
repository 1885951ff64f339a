import type { NetworkKind } from "../diagnose/network/case.ts";
import { placesOf } from "../diagnose/network/case.ts";
import { rightAnswer } from "../diagnose/network/hypotheses.ts";
import { lossOf } from "../oracle/loss.ts";
import type { Localised } from "../report.ts";
import { blankId } from "./answer.ts";
import { authorsPredictions, knownWrongs } from "./diagnosis/authors-wrong.ts";
import { type AskedQuantity, askedQuantity, networkQuantity } from "./diagnosis/quantity.ts";
import { type Prediction, recogniseTyped, type TypedNumber } from "./diagnosis/recognise-typed.ts";
import { ExpressionError } from "./expression-error.ts";
import type { FieldOf, Tolerance } from "./field.ts";
import { compareFormulas } from "./formula/equivalence.ts";
import type { Formula } from "./formula/tree.ts";
import { readBlanks } from "./kinds/diagram.ts";
import { rightFormula } from "./kinds/formula.ts";
import { type Cell, type Grid, type NumberField, sameShape } from "./kinds/numbers.ts";
import type { ReadNumber } from "./read-number.ts";
import type { FieldResult } from "./result.ts";
import { readCase } from "./show/network-drawing.ts";
import { fillTemplate } from "./template.ts";
import type { Values } from "./values.ts";
import type { Variant } from "./variant.ts";

type Diagnoses = FieldResult["diagnoses"];

/** Equal as two ways to compute the same number are. */
export const agree = (a: readonly number[], b: readonly number[]): boolean => {
  const size = Math.max(1e-300, ...b.map(Math.abs));
  return a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 1e-9 * size);
};

/** The causes of some typed numbers, each code once, in `wordsFor` it. */
function named(
  predictions: Iterable<Prediction>,
  wordsFor: (code: string) => Localised,
  typed: readonly TypedNumber[],
  right: readonly number[],
  tolerance: Tolerance,
): Diagnoses {
  const found = recogniseTyped(predictions, typed, right, tolerance);
  const all = found.flatMap(({ codes, confidence }) =>
    codes.map((code) => ({ code, message: wordsFor(code), confidence })),
  );
  return all.filter(({ code }, i) => all.findIndex((other) => other.code === code) === i);
}

/** Which reading of the quantity the field's right value has; -1 where it has none, and nothing can be said of wrong ones. */
export const wayOf = (asked: AskedQuantity, right: readonly number[]): number =>
  asked.right.findIndex((one) => agree(one, right));

/** What known mistakes make of the quantity that the field asks for; nothing where it asks for another one. */
function* quantityPredictions(asked: AskedQuantity | undefined, right: readonly number[]): Generator<Prediction> {
  const way = asked === undefined ? -1 : wayOf(asked, right);
  if (way >= 0) yield* asked!.predictions(way);
}

/**
 * The mistakes that produce the typed numbers: those of the catalogue where the field says what quantity it asks for, and the
 * wrong answers that the author has written down. Nothing is said of answers with another shape or with cells that cannot be
 * read.
 */
export function diagnoseNumbers(
  field: NumberField,
  variant: Variant,
  cells: Grid<Cell>,
  right: Grid<number>,
): Diagnoses {
  const { item, values } = variant;
  const wrongs = knownWrongs(item, field);
  if ((field.quantity === undefined && wrongs.length === 0) || !sameShape(cells, right)) return [];
  const typed = cells.flat().filter((cell): cell is Extract<ReadNumber, { ok: true }> => cell?.ok === true);
  const flat = right.flat();
  if (typed.length !== flat.length) return [];
  const asked = field.quantity === undefined ? undefined : askedQuantity(field.quantity, values);
  const wordsFor = (code: string): Localised => {
    const own = wrongs.find((one) => !one.catalogued && one.code === code);
    return own ? filled(own.why, values) : asked!.describe(code);
  };
  const predictions = [...quantityPredictions(asked, flat), ...authorsPredictions(wrongs, values)];
  return named(predictions, wordsFor, typed, flat, field.tolerance);
}

/** The author's wrong formulas that this one is equal to. */
export function diagnoseFormula(
  field: FieldOf<"formula">,
  theirs: Formula,
  { item, values, seed }: Variant,
): Diagnoses {
  return knownWrongs(item, field).flatMap(({ code, why, written }) => {
    const wrong = typeof written === "string" ? wrongFormula({ ...field, answer: written }, values) : null;
    if (wrong === null) return [];
    const { equal } = compareFormulas(wrong, theirs, field.variables, field.upTo, `${item.id} ${field.id} ${seed}`);
    return equal ? [{ code, message: filled(why, values), confidence: 0.95 }] : [];
  });
}

/** null where the author's wrong formula cannot be read: the self-test has said so, and a result does not hang on it. */
function wrongFormula(field: FieldOf<"formula">, values: Values): Formula | null {
  try {
    return rightFormula(field, values);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

const filled = (text: Localised, values: Values): Localised => ({
  en: fillTemplate(text.en, values, "en"),
  "pt-BR": fillTemplate(text["pt-BR"], values, "pt-BR"),
});

type Blank = FieldOf<"diagram">["blanks"][number];

/** Which answer of the oracle a blank is an entry of. */
const askedOf: Record<Blank["quantity"], { kind: NetworkKind; tensor: (blank: Blank) => string }> = {
  u: { kind: "forward", tensor: ({ m }) => `u${m}` },
  y: { kind: "forward", tensor: ({ m }) => `y${m}` },
  delta: { kind: "sensitivities", tensor: ({ m }) => `delta${m}` },
  db: { kind: "sensitivities", tensor: ({ m }) => `delta${m}` },
  dw: { kind: "gradient", tensor: ({ m }) => `W${m}` },
};

/**
 * The mistakes that produce the numbers entered on a drawing: u and y, sensitivities, and derivatives by weights each for
 * themselves.
 */
export function diagnoseDiagram(field: FieldOf<"diagram">, answer: unknown, values: Values): Diagnoses {
  const typed = readBlanks(field, answer);
  const { net, x, d } = readCase(field, values);
  if (typed === null || x === undefined) return [];
  const c = { net, X: [x], D: [d ?? new Array<number>(net.at(-1)!.b.length).fill(0)] };
  const found = (["forward", "sensitivities", "gradient"] as const).flatMap((kind) => {
    // dw is of sum_j e_j^2; the gradient of the cross-entropy is of something else
    if (kind === "gradient" && lossOf(net) === "cross-entropy") return [];
    const places = placesOf(kind, net);
    const entered = field.blanks.flatMap((blank) => {
      const cell = typed.get(blankId(blank));
      const { kind: its, tensor } = askedOf[blank.quantity];
      const place = places.find(({ name }) => name === tensor(blank));
      if (its !== kind || !cell?.ok || place === undefined) return [];
      const column = blank.quantity === "dw" ? (blank.j ?? 1) - 1 : blank.i - 1;
      const row = blank.quantity === "dw" ? blank.i - 1 : 0;
      return [{ cell, index: place.start + row * place.columns + column }];
    });
    if (entered.length === 0) return [];
    const factor = kind === "gradient" ? net.at(-1)!.b.length : 1;
    const indices = entered.map(({ index }) => index);
    const flat = rightAnswer(kind, c);
    const right = indices.map((k) => factor * flat[k]!);
    const asked = networkQuantity(kind, c, indices, factor);
    return named(
      asked.predictions(0),
      asked.describe,
      entered.map(({ cell }) => cell),
      right,
      field.tolerance,
    );
  });
  return found.filter(({ code }, i) => found.findIndex((other) => other.code === code) === i);
}
