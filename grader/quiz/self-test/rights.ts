import type { Answers } from "../answer.ts";
import type { EarlierField } from "../carried.ts";
import type { Field } from "../field.ts";
import { gapNumber } from "../kinds/cloze.ts";
import { blankValues } from "../kinds/diagram.ts";
import { type Grid, type NumberField, rightGrid } from "../kinds/numbers.ts";
import { rightAnswers } from "../right-answers.ts";
import type { Variant } from "../variant.ts";

export const isNumberField = (field: Field): field is NumberField =>
  field.kind === "numeric" || field.kind === "vector" || field.kind === "matrix";

/** A variant with everything right about it, worked out once for all checks. */
export interface Solved {
  variant: Variant;
  right: Answers;
  /** right numbers of the fields that have them: grids, gaps, blanks */
  numbers: ReadonlyMap<string, readonly number[]>;
  /** number fields as `carried` sees them, by id */
  grids: ReadonlyMap<string, EarlierField>;
}

/** @throws an Error whose cause says in the author's words what cannot be worked out */
export function solve(variant: Variant): Solved {
  const { item, values } = variant;
  const right = rightAnswers(variant);
  const grids = new Map<string, EarlierField>();
  const numbers = new Map<string, readonly number[]>();
  for (const field of item.fields) {
    if (isNumberField(field)) {
      const grid: Grid<number> = rightGrid(field, values);
      grids.set(field.id, { kind: field.kind, tolerance: field.tolerance, right: grid, typed: grid });
      numbers.set(field.id, grid.flat());
    }
    if (field.kind === "diagram") numbers.set(field.id, [...blankValues(field, values).values()]);
    if (field.kind === "cloze") {
      const gaps = Object.values(field.gaps).flatMap((gap) => (gap.kind === "numeric" ? gapNumber(gap, values) : []));
      if (gaps.length > 0) numbers.set(field.id, gaps);
    }
  }
  return { variant, right, numbers, grids };
}
