/** One answer that was found right, with the oracle's and how far from it a right and an exact answer may be. */
export interface Measured {
  student: Float64Array;
  right: Float64Array;
  bound: Float64Array;
  exact: Float64Array;
}

/** Indices of entries that are right but not exact. */
export function inexactEntries({ student, right, exact }: Measured): number[] {
  return Array.from(right.keys()).filter((i) => !(Math.abs(student[i]! - right[i]!) <= exact[i]!));
}

/** 3.2e-11 for a sentence. */
export const short = (v: number): string => v.toExponential(1);
