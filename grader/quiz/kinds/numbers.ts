import { answerSchemas } from "../answer.ts";
import { writtenValue } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { FieldOf } from "../field.ts";
import { type ReadNumber, readNumber } from "../read-number.ts";
import { isMatrix, isNumber, isVector, kindOf, type Value, type Values } from "../values.ts";
import { byCredit, type Judgement } from "./judgement.ts";
import { within } from "./tolerance.ts";

/** The fields whose right value is a number, a list of them or rows of them. */
export type NumberField = FieldOf<"numeric"> | FieldOf<"vector"> | FieldOf<"matrix">;

/** Numbers as rows: a single number is one row of one, a vector one row. */
export type Grid<T> = readonly (readonly T[])[];

/** The grid of a right value. @throws ExpressionError where the author's value has another shape than the field's kind */
export function gridOf(kind: NumberField["kind"], value: Value, written: string | number): number[][] {
  if (kind === "numeric" && isNumber(value)) return [[value]];
  if (kind === "vector" && isVector(value) && value.length > 0) return [value];
  if (kind === "matrix" && isMatrix(value) && value[0]!.length > 0) return value;
  throw new ExpressionError(String(written), `is ${kindOf(value)}, which is no answer of a ${kind} field`);
}

/** The field's right value as a grid. @throws ExpressionError */
export const rightGrid = (field: NumberField, values: Values): number[][] =>
  gridOf(field.kind, writtenValue(field.answer, values), field.answer);

/** The value that expressions know a grid by. */
export function valueOfGrid(kind: NumberField["kind"], grid: Grid<number>): Value {
  if (kind === "numeric") return grid[0]![0]!;
  return kind === "vector" ? [...grid[0]!] : grid.map((row) => [...row]);
}

/** A typed cell; null where nothing was typed. */
export type Cell = ReadNumber | null;

/** What was typed, cell by cell; null where the answer has not the form of its kind. */
export function readCells(kind: NumberField["kind"], answer: unknown): Grid<Cell> | null {
  const rows = typedRows(kind, answer);
  return rows?.map((row) => row.map((text) => (text.trim() === "" ? null : readNumber(text)))) ?? null;
}

function typedRows(kind: NumberField["kind"], answer: unknown): string[][] | null {
  switch (kind) {
    case "numeric": {
      const read = answerSchemas.numeric.safeParse(answer);
      return read.success ? [[read.data]] : null;
    }
    case "vector": {
      const read = answerSchemas.vector.safeParse(answer);
      return read.success ? [read.data] : null;
    }
    case "matrix": {
      const read = answerSchemas.matrix.safeParse(answer);
      return read.success ? read.data : null;
    }
  }
}

/** The typed numbers where every cell holds one; nothing is made of emptiness. */
export function numbersOf(cells: Grid<Cell>): number[][] | null {
  const rows = cells.map((row) => row.map((cell) => (cell?.ok ? cell.value : Number.NaN)));
  return rows.length > 0 && rows.every((row) => row.length > 0 && !row.some(Number.isNaN)) ? rows : null;
}

export const sameShape = (a: Grid<unknown>, b: Grid<unknown>): boolean =>
  a.length === b.length && a.every((row, i) => row.length === b[i]!.length);

const otherShape = (cells: Grid<Cell>, right: Grid<number>): Judgement["message"] => {
  const size = (grid: Grid<unknown>) => `${grid.length} × ${grid[0]?.length ?? 0}`;
  // the right size is not said: where it is asked, it is part of the answer
  const given = size(cells);
  return size(right) === given
    ? { en: "The rows have different lengths.", "pt-BR": "As linhas têm comprimentos diferentes." }
    : { en: `The answer does not have the size ${given}.`, "pt-BR": `A resposta não tem o tamanho ${given}.` };
};

function unreadableMessage(cells: Grid<Cell>): Judgement["message"] {
  const alone = cells.length === 1 && cells[0]!.length === 1;
  for (const [i, row] of cells.entries()) {
    for (const [j, cell] of row.entries()) {
      if (cell === null || cell.ok) continue;
      if (alone) return cell.message;
      const place = cells.length === 1 ? `${j + 1}` : `${i + 1}, ${j + 1}`;
      return { en: `(${place}) ${cell.message.en}`, "pt-BR": `(${place}) ${cell.message["pt-BR"]}` };
    }
  }
  return undefined;
}

/**
 * Typed cells against right numbers: credit for each cell, or only for all of them. A grid of another shape earns nothing: there
 * is no telling which cell is meant. Empty and unreadable cells are wrong, and said.
 */
export function judgeCells(field: NumberField, cells: Grid<Cell>, right: Grid<number>): Judgement {
  const flat = cells.flat();
  if (flat.every((cell) => cell === null)) return { state: "empty", credit: 0 };
  const message = unreadableMessage(cells);
  if (!sameShape(cells, right)) {
    const read = flat.some((cell) => cell?.ok);
    return { state: read ? "wrong" : "unreadable", credit: 0, message: message ?? otherShape(cells, right) };
  }
  const parts = right.flatMap((row, i) =>
    row.map((value, j) => {
      const cell = cells[i]![j] ?? null;
      return cell?.ok === true && within(cell.value, value, field.tolerance);
    }),
  );
  const share = parts.filter(Boolean).length / parts.length;
  const all = field.kind === "numeric" || field.credit === "all-or-nothing";
  const credited = byCredit(all && share < 1 ? 0 : share);
  const single = field.kind === "numeric" ? flat[0] : undefined;
  return {
    ...credited,
    ...(credited.credit === 0 && message !== undefined ? { state: "unreadable" as const } : {}),
    ...(field.kind === "numeric" ? {} : { parts }),
    ...(single?.ok ? { readAs: single.tex } : {}),
    ...(message === undefined ? {} : { message }),
  };
}

/** A number that is not the answer but one of those that earn something; null where it is none. @throws ExpressionError */
export function judgeAlso(field: NumberField, cells: Grid<Cell>, values: Values): Judgement | null {
  const [cell] = cells.flat();
  if (field.kind !== "numeric" || !cell?.ok) return null;
  const found = field.also.find(({ answer, tolerance }) => {
    const [[value]] = gridOf("numeric", writtenValue(answer, values), answer) as [[number]];
    return within(cell.value, value, tolerance);
  });
  if (found === undefined) return null;
  return { ...byCredit(found.credit), readAs: cell.tex, ...(found.feedback ? { words: [found.feedback] } : {}) };
}
