import type { Tolerance } from "../field.ts";

/** Zero for a right value of 0 where only significant figures are asked, in float64's own terms. */
const nothing = 1e-12;

/** 10^e, exact as the decimal that is meant. */
const tenTo = (exponent: number): number => Number(`1e${exponent}`);

const exponentOf = (value: number): number => Number(value.toExponential().split("e")[1]);

/** How far from the right value an answer may be: half a unit of the last place that counts, for the modes that round. */
export function widthOf(right: number, tolerance: Tolerance): number {
  switch (tolerance.mode) {
    case "absolute":
      return tolerance.value;
    case "relative":
      return Math.max(tolerance.value * Math.abs(right), tolerance.atLeast);
    case "significant":
      return right === 0 ? nothing : 0.5 * tenTo(exponentOf(right) - tolerance.value + 1);
    case "decimals":
      return 0.5 * tenTo(-tolerance.value);
  }
}

/** Both written with so many figures or places are the same. */
function roundAlike(student: number, right: number, tolerance: Tolerance): boolean {
  if (tolerance.mode === "significant") {
    return Number(student.toPrecision(tolerance.value)) === Number(right.toPrecision(tolerance.value));
  }
  return tolerance.mode === "decimals" && student.toFixed(tolerance.value) === right.toFixed(tolerance.value);
}

/**
 * Whether a typed number is right. Bounds are inclusive as decimals: 1.05 is within 0.05 of 1, although their float64 difference
 * is a little more. Where rounding is asked, what rounds to the same digits is right, and so is either neighbour of a tie. NaN
 * and Infinity are never right.
 */
export function within(student: number, right: number, tolerance: Tolerance): boolean {
  if (!Number.isFinite(student)) return false;
  const grain = 4 * Number.EPSILON * Math.max(Math.abs(student), Math.abs(right));
  return Math.abs(student - right) <= widthOf(right, tolerance) + grain || roundAlike(student, right, tolerance);
}
