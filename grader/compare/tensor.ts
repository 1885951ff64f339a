import type { TensorReport } from "../report.ts";
import { cosine, norm } from "./norm.ts";

export interface TensorComparison {
  /** as in the report: "W1", "delta2", "J", "H" */
  name: string;
  rows: number;
  columns: number;
  /** rows x columns numbers each, row by row */
  student: Float64Array;
  reference: Float64Array;
  /** tolerance of each entry at float32's precision; the verdict follows this one */
  right: Float64Array;
  /** tolerance at float64's precision, for flags */
  exact?: Float64Array;
}

/** JSON has no NaN or Infinity. */
const figure = (v: number): number | null => (Number.isFinite(v) ? v : null);

/** Written so that a NaN on either side is outside. */
export function within(student: ArrayLike<number>, reference: ArrayLike<number>, bound: ArrayLike<number>): boolean {
  if (student.length !== reference.length || bound.length !== reference.length) return false;
  for (let i = 0; i < reference.length; i++) {
    if (!(Math.abs(student[i]! - reference[i]!) <= bound[i]!) || !Number.isFinite(student[i]!)) return false;
  }
  return true;
}

/** The entry that is farthest outside, in units of its own tolerance; an entry that is not finite is farther than any other. */
function worstEntry({ student, reference, right, columns }: TensorComparison): TensorReport["worst"] {
  let worst = -1;
  let most = 0;
  for (let i = 0; i < reference.length; i++) {
    const excess = Math.abs(student[i]! - reference[i]!) / right[i]!;
    if (Number.isFinite(student[i]!) ? excess > most : most < Number.POSITIVE_INFINITY) {
      worst = i;
      most = Number.isFinite(student[i]!) ? excess : Number.POSITIVE_INFINITY;
    }
  }
  if (worst < 0) return null;
  return {
    index: [Math.floor(worst / columns), worst % columns],
    student: figure(student[worst]!),
    reference: figure(reference[worst]!),
  };
}

function rowsOf(values: Float64Array, rows: number, columns: number): (number | null)[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns), figure));
}

/**
 * One tensor judged. `relativeError` is ||student - reference|| / ||reference||, `scale` is ||student|| / ||reference||,
 * `digits` -log10 of the error (0 to 16), `tolerance` the norm of the entries' tolerances over ||reference||; `worst.index`
 * is [row, column] from 0. What cannot be said (a reference of zeros, a NaN) is null.
 */
export function compareTensor(tensor: TensorComparison): TensorReport {
  const { name, rows, columns, student, reference, right } = tensor;
  const size = norm(reference);
  const difference = norm(reference.map((v, i) => student[i]! - v));
  const relativeError = difference === 0 ? 0 : difference / size;
  const scale = size === 0 && norm(student) === 0 ? 1 : norm(student) / size;
  const digits = Math.min(16, Math.max(0, -Math.log10(relativeError)));
  return {
    name,
    relativeError: figure(relativeError),
    cosine: figure(cosine(student, reference)),
    scale: figure(scale),
    agrees: within(student, reference, right),
    tolerance: figure(norm(right) / size),
    digits: figure(digits),
    worst: worstEntry(tensor),
    student: rowsOf(student, rows, columns),
    reference: rowsOf(reference, rows, columns),
  };
}

/** Whether every entry is within the float64 tolerance, too. */
export function isExact({ student, reference, exact }: TensorComparison): boolean {
  return exact !== undefined && within(student, reference, exact);
}
