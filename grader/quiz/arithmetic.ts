import { isList, isMatrix, isNumber, isVector, kindOf, mostEntries, type Value } from "./values.ts";

/** What is wrong with the values that an operator or function was given. */
export class ValueProblem extends Error {
  override name = "ValueProblem";
}

export type Spend = (steps: number) => void;
type Operator = (values: Value[], spend?: Spend) => Value;

export const problem = (message: string): never => {
  throw new ValueProblem(message);
};

/** f of every number of a number, vector or matrix. */
export function elementwise(value: Value, f: (v: number) => number): Value {
  if (isNumber(value)) return f(value);
  if (isList(value)) return value.map((part) => elementwise(part, f));
  return problem(`${kindOf(value)} where numbers are needed`);
}

/** f of the numbers at the same place of two values of one shape; a number stands at every place. */
export function pairwise(a: Value, b: Value, f: (a: number, b: number) => number, name: string): Value {
  if (isNumber(a) && isNumber(b)) return f(a, b);
  if (isNumber(a)) return elementwise(b, (v) => f(a, v));
  if (isNumber(b)) return elementwise(a, (v) => f(v, b));
  if (isList(a) && isList(b) && a.length === b.length) return a.map((v, i) => pairwise(v, b[i]!, f, name));
  return problem(`${name} of ${kindOf(a)} and ${kindOf(b)}`);
}

/** v^T w */
export function dot(v: Value | undefined, w: Value | undefined): number {
  if (!isVector(v) || !isVector(w) || v.length !== w.length)
    return problem(`the dot product of ${kindOf(v)} and ${kindOf(w)}`);
  return v.reduce((sum, vi, i) => sum + vi * w[i]!, 0);
}

export function transpose(A: Value): Value {
  // a vector has no orientation here
  if (isVector(A)) return A;
  if (!isMatrix(A)) return problem(`the transpose of ${kindOf(A)}`);
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

/** The product of linear algebra: numbers, vectors (v w = v^T w, A v, v A = A^T v) and matrices. */
export function multiply(a: Value, b: Value, spend: Spend): Value {
  if (isNumber(a) || isNumber(b)) return pairwise(a, b, (x, y) => x * y, "the product");
  if (isVector(a) && isVector(b)) return dot(a, b);
  if (isMatrix(a) && isVector(b)) {
    spend(a.length * b.length);
    return a.map((row) => (row.length === b.length ? dot(row, b) : unfit(a, b)));
  }
  if (isVector(a) && isMatrix(b)) return multiply(transpose(b), a, spend);
  if (isMatrix(a) && isMatrix(b)) {
    if (a[0]!.length !== b.length) return unfit(a, b);
    if (a.length * b[0]!.length > mostEntries) return problem("the product is too large");
    spend(a.length * b.length * b[0]!.length);
    const columns = transpose(b) as number[][];
    return a.map((row) => columns.map((column) => dot(row, column)));
  }
  return unfit(a, b);
}

const unfit = (a: Value, b: Value) => problem(`the product of ${kindOf(a)} and ${kindOf(b)}`);

/** mathjs's rule: equal up to the rounding of a few operations, so that 0.1 + 0.2 == 0.3. */
const near = (a: number, b: number) =>
  a === b || Math.abs(a - b) <= Math.max(1e-12 * Math.max(Math.abs(a), Math.abs(b)), 1e-15);

function same(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return near(a, b);
  if (isList(a) && isList(b)) return a.length === b.length && a.every((v, i) => same(v, b[i]!));
  if (typeof a === "object" || typeof b === "object")
    return problem(`${kindOf(a)} and ${kindOf(b)} are not comparable`);
  return a === b;
}

const ordered =
  (test: (a: number, b: number) => boolean): Operator =>
  ([a, b]) =>
    isNumber(a) && isNumber(b) ? test(a, b) : problem(`${kindOf(a)} and ${kindOf(b)} have no order`);
const elements =
  (name: string, f: (a: number, b: number) => number): Operator =>
  ([a, b]) =>
    pairwise(a!, b!, f, name);

const divide = (a: number, b: number) => a / b;
/** the sign of the divisor, as the modulus of a clock has it */
const modulus = (a: number, b: number) => a - b * Math.floor(a / b);

/** mathjs's names of operators on two plain numbers: what surfaces and curves do thousands of times. */
export const scalars: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide,
  pow: (a, b) => a ** b,
};

/** mathjs's names of operators. */
export const operators: Record<string, Operator> = {
  add: elements("the sum", scalars.add!),
  subtract: elements("the difference", scalars.subtract!),
  multiply: ([a, b], spend) => multiply(a!, b!, spend ?? (() => {})),
  divide: ([a, b]) => (isNumber(b) ? pairwise(a!, b, divide, "the quotient") : problem(`division by ${kindOf(b)}`)),
  dotMultiply: elements("the elementwise product", (a, b) => a * b),
  dotDivide: elements("the elementwise quotient", divide),
  pow: ([a, b]) =>
    isNumber(a) && isNumber(b) ? a ** b : problem(`a power of ${kindOf(a)}; .^ goes element by element`),
  dotPow: elements("the elementwise power", (a, b) => a ** b),
  mod: elements("the remainder", modulus),
  unaryMinus: ([a]) => elementwise(a!, (v) => -v),
  unaryPlus: ([a]) => elementwise(a!, (v) => v),
  ctranspose: ([a]) => transpose(a!),
  not: ([a]) => (typeof a === "boolean" ? !a : problem(`not of ${kindOf(a)}`)),
  equal: ([a, b]) => same(a!, b!),
  unequal: ([a, b]) => !same(a!, b!),
  smaller: ordered((a, b) => a < b && !near(a, b)),
  larger: ordered((a, b) => a > b && !near(a, b)),
  smallerEq: ordered((a, b) => a <= b || near(a, b)),
  largerEq: ordered((a, b) => a >= b || near(a, b)),
};
