import { evaluate, readExpression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Tolerance } from "./field.ts";
import { type Grid, gridOf, type NumberField, sameShape, valueOfGrid } from "./kinds/numbers.ts";
import { within } from "./kinds/tolerance.ts";
import type { Values } from "./values.ts";

/** An earlier field of the item: its right numbers, and the student's where every cell held one. */
export interface EarlierField {
  kind: NumberField["kind"];
  tolerance: Tolerance;
  right: Grid<number>;
  typed: Grid<number> | null;
}
export type Earlier = ReadonlyMap<string, EarlierField>;

/** Earlier fields that the expression reads. */
function readBy(expression: string, earlier: Earlier): [string, EarlierField][] {
  const { names } = readExpression(expression);
  return [...earlier].filter(([id]) => names.has(id));
}

/** The student's numbers where they are wrong, ours where they are right but rounded. */
const onlyWrong = ({ right, typed, tolerance }: EarlierField): Grid<number> =>
  typed === null || !sameShape(typed, right)
    ? (typed ?? right)
    : typed.map((row, i) => row.map((v, j) => (within(v, right[i]![j]!, tolerance) ? right[i]![j]! : v)));

/**
 * What a field's value would be on the student's own earlier numbers: as they were typed, and with those that are right taken
 * unrounded. An earlier field that is empty or unreadable counts with its right value, because nothing follows from emptiness; so
 * does none at all, and then nothing is carried. Zeros are not carried where the right value is not zero: they would make
 * everything after them right without any work.
 */
export function carriedGrids(field: NumberField, values: Values, earlier: Earlier, right: Grid<number>): number[][][] {
  if (field.carried === undefined) return [];
  const read = readBy(field.carried, earlier);
  if (!read.some(([, { typed }]) => typed !== null)) return [];
  const given = (of: (one: EarlierField) => Grid<number>): Values => ({
    ...values,
    ...Object.fromEntries(read.map(([id, one]) => [id, valueOfGrid(one.kind, of(one))])),
  });
  return [given(({ typed, right }) => typed ?? right), given(onlyWrong)].flatMap((scope) => {
    const grid = carriedGrid(field, scope);
    if (grid === null || !sameShape(grid, right)) return [];
    const vanished = grid.flat().every((v) => v === 0) && right.flat().some((v) => v !== 0);
    return vanished ? [] : [grid];
  });
}

/** null where the student's numbers lead nowhere: a division by zero, shapes that do not fit. */
function carriedGrid(field: NumberField, scope: Values): number[][] | null {
  try {
    return gridOf(field.kind, evaluate(field.carried!, scope), field.carried!);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** What `carried` says on right earlier values: the field's answer, or the item is wrong. @throws ExpressionError */
export function carriedFromRight(field: NumberField, values: Values, earlier: Earlier): number[][] {
  const rights = [...earlier].map(([id, { kind, right }]) => [id, valueOfGrid(kind, right)] as const);
  return gridOf(field.kind, evaluate(field.carried!, { ...values, ...Object.fromEntries(rights) }), field.carried!);
}
