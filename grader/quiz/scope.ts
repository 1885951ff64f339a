import { activateNode } from "../oracle/activation.ts";
import { dot, elementwise, multiply, pairwise, problem, type Spend, transpose } from "./arithmetic.ts";
import { courseFunctions } from "./course-functions.ts";
import { isList, isMatrix, isNumber, isVector, kindOf, type Value } from "./values.ts";

/** A function that expressions may call, with how many values it takes. */
export interface ScopeFunction {
  least: number;
  most: number;
  call(values: Value[], spend: Spend): Value;
  /** the same for one plain number */
  ofNumber?(v: number): number;
}

const each = (f: (v: number) => number): ScopeFunction => ({
  ofNumber: f,
  least: 1,
  most: 1,
  call: ([v]) => elementwise(v!, f),
});
const taking = (least: number, most: number, call: ScopeFunction["call"]): ScopeFunction => ({ least, most, call });

function numbersOf(values: readonly Value[]): number[] {
  const all: number[] = [];
  const take = (value: Value): unknown => {
    if (isNumber(value)) return all.push(value);
    return isList(value) ? value.forEach(take) : problem("numbers are needed");
  };
  values.forEach(take);
  return all.length === 0 ? problem("no numbers") : all;
}
const total = (numbers: readonly number[]) => numbers.reduce((sum, v) => sum + v, 0);
const folded = (f: (numbers: number[]) => number) => taking(1, 20, (values) => f(numbersOf(values)));

/** half a unit goes away from zero, as on paper */
const rounded = (v: number, places: number) => Number(v.toFixed(places));

function count(v: Value | undefined, name: string): number {
  if (isNumber(v) && Number.isInteger(v) && v >= 0 && v <= 100) return v;
  return problem(`${name} is a whole number from 0 to 100`);
}
const matrix = (v: Value | undefined): number[][] =>
  isMatrix(v) ? v : problem(`a matrix is needed, not ${kindOf(v)}`);
const vector = (v: Value | undefined): number[] => (isVector(v) ? v : problem(`a vector is needed, not ${kindOf(v)}`));
const list = (v: Value | undefined): Value[] => (isList(v) ? v : problem(`a list is needed, not ${kindOf(v)}`));

/** Place from 1 on of an entry that is as the rule says. */
const placeOf = (rule: (...numbers: number[]) => number) =>
  taking(1, 1, ([v]) => vector(v).indexOf(rule(...vector(v))) + 1);

function place(v: Value | undefined, length: number): number {
  if (isNumber(v) && Number.isInteger(v) && v >= 1 && v <= length) return v - 1;
  return problem(`places go from 1 to ${length}`);
}

const general: Record<string, ScopeFunction> = {
  abs: each(Math.abs),
  sign: each(Math.sign),
  sqrt: each(Math.sqrt),
  exp: each(Math.exp),
  ln: each(Math.log),
  /** natural, too: the course has no other; a second value is the base */
  log: taking(1, 2, ([v, base]) =>
    base === undefined ? elementwise(v!, Math.log) : pairwise(v!, base, (x, b) => Math.log(x) / Math.log(b), "log"),
  ),
  sin: each(Math.sin),
  cos: each(Math.cos),
  tan: each(Math.tan),
  atan: each(Math.atan),
  sinh: each(Math.sinh),
  cosh: each(Math.cosh),
  tanh: each(Math.tanh),
  logistic: each((u) => activateNode("logistic", u)),
  floor: each(Math.floor),
  ceil: each(Math.ceil),
  round: taking(1, 2, ([v, places]) => {
    const n = places === undefined ? 0 : count(places, "the number of decimal places");
    return elementwise(v!, (x) => rounded(x, n));
  }),
  min: folded((numbers) => Math.min(...numbers)),
  max: folded((numbers) => Math.max(...numbers)),
  sum: folded(total),
  mean: folded((numbers) => total(numbers) / numbers.length),
  norm: folded((numbers) => Math.sqrt(total(numbers.map((v) => v * v)))),
  argmin: placeOf(Math.min),
  argmax: placeOf(Math.max),
  /** length of a list; [rows, columns] of a matrix */
  size: taking(1, 1, ([v]) => (isMatrix(v) ? [v.length, v[0]!.length] : list(v).length)),
  length: taking(1, 1, ([v]) => list(v).length),
  transpose: taking(1, 1, ([A]) => transpose(A!)),
  multiply: taking(2, 2, ([a, b], spend) => multiply(a!, b!, spend)),
  dot: taking(2, 2, ([v, w]) => dot(v, w)),
  /** v w^T */
  outer: taking(2, 2, ([v, w], spend) => {
    const [rows, columns] = [vector(v), vector(w)];
    spend(rows.length * columns.length);
    return rows.map((vi) => columns.map((wj) => vi * wj));
  }),
  row: taking(2, 2, ([A, i]) => matrix(A)[place(i, matrix(A).length)]!),
  col: taking(2, 2, ([A, j]) => {
    const at = place(j, matrix(A)[0]!.length);
    return matrix(A).map((row) => row[at]!);
  }),
  at: taking(2, 3, ([v, i, j]) => {
    const first = list(v)[place(i, list(v).length)]!;
    return j === undefined ? first : list(first)[place(j, list(first).length)]!;
  }),
  concat: taking(2, 20, (values) => values.flatMap(list)),
  sort: taking(1, 1, ([v]) => [...vector(v)].sort((a, b) => a - b)),
  zeros: taking(1, 2, ([n, m]) => filled(0, n, m)),
  ones: taking(1, 2, ([n, m]) => filled(1, n, m)),
  identity: taking(1, 1, ([n]) => filled(0, n, n).map((row, i) => (row as number[]).map((_, j) => (i === j ? 1 : 0)))),
  diag: taking(1, 1, ([v]) =>
    isMatrix(v)
      ? v.slice(0, v[0]!.length).map((row, i) => row[i]!)
      : vector(v).map((vi, i) => vector(v).map((_, j) => (i === j ? vi : 0))),
  ),
};

function filled(value: number, n: Value | undefined, m: Value | undefined): Value[] {
  const row = (length: Value | undefined) => Array.from({ length: count(length, "a length") }, () => value);
  return m === undefined ? row(n) : row(n).map(() => row(m));
}

/** Everything that an expression may call. */
export const functions: Record<string, ScopeFunction> = { ...general, ...courseFunctions };
