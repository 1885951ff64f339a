import type { NetworkKind } from "../diagnose/network/case.ts";
import { placesOf } from "../diagnose/network/case.ts";
import { rightAnswer } from "../diagnose/network/hypotheses.ts";
import { lossOf } from "../oracle/loss.ts";
import { blankId } from "./answer.ts";
import { type AskedQuantity, askedQuantity, networkQuantity } from "./diagnosis/quantity.ts";
import { recogniseTyped, type TypedNumber } from "./diagnosis/recognise-typed.ts";
import type { FieldOf, Tolerance } from "./field.ts";
import { readBlanks } from "./kinds/diagram.ts";
import { type Cell, type Grid, type NumberField, sameShape } from "./kinds/numbers.ts";
import type { ReadNumber } from "./read-number.ts";
import type { FieldResult } from "./result.ts";
import { readCase } from "./show/network-drawing.ts";
import type { Values } from "./values.ts";

type Diagnoses = FieldResult["diagnoses"];

/** Equal as two ways to compute the same number are. */
export const agree = (a: readonly number[], b: readonly number[]): boolean => {
  const size = Math.max(1e-300, ...b.map(Math.abs));
  return a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 1e-9 * size);
};

function named(
  asked: AskedQuantity,
  way: number,
  typed: readonly TypedNumber[],
  right: readonly number[],
  tolerance: Tolerance,
): Diagnoses {
  const found = recogniseTyped(asked.predictions(way), typed, right, tolerance);
  const all = found.flatMap(({ codes, confidence }) =>
    codes.map((code) => ({ code, message: asked.describe(code), confidence })),
  );
  return all.filter(({ code }, i) => all.findIndex((other) => other.code === code) === i);
}

/** Which reading of the quantity the field's right value has; -1 where it has none, and nothing can be said of wrong ones. */
export const wayOf = (asked: AskedQuantity, right: readonly number[]): number =>
  asked.right.findIndex((one) => agree(one, right));

/**
 * The mistakes that produce the typed numbers, where the field says what quantity it asks for. Nothing is said of answers with
 * another shape or with cells that cannot be read.
 */
export function diagnoseNumbers(field: NumberField, values: Values, cells: Grid<Cell>, right: Grid<number>): Diagnoses {
  if (field.quantity === undefined || !sameShape(cells, right)) return [];
  const typed = cells.flat().filter((cell): cell is Extract<ReadNumber, { ok: true }> => cell?.ok === true);
  const asked = askedQuantity(field.quantity, values);
  const flat = right.flat();
  const way = wayOf(asked, flat);
  return way < 0 || typed.length !== flat.length ? [] : named(asked, way, typed, flat, field.tolerance);
}

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
    return named(
      networkQuantity(kind, c, indices, factor),
      0,
      entered.map(({ cell }) => cell),
      right,
      field.tolerance,
    );
  });
  return found.filter(({ code }, i) => found.findIndex((other) => other.code === code) === i);
}
