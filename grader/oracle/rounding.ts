/**
 * How the oracle rounds. By default it does not: plain float64. `round` is applied to every stored intermediate (products,
 * partial sums, u, y, f', delta), so that the very same code gives the reference, a float32 run (`Math.fround`) and the
 * randomly perturbed runs that a bound is derived from (compare/bound.ts).
 */
export interface How {
  round?: (v: number) => number;
}

export type Round = ((v: number) => number) | undefined;

/** start + sum_j a_j b_j, summed from the first component on. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>, start: number, round: Round): number {
  let sum = start;
  if (round === undefined) {
    for (let j = 0; j < b.length; j++) sum += a[j]! * b[j]!;
    return sum;
  }
  for (let j = 0; j < b.length; j++) sum = round(sum + round(a[j]! * b[j]!));
  return sum;
}

/** target += factor * v, component by component. */
export function addScaled(target: number[], factor: number, v: ArrayLike<number>, round: Round): void {
  if (round === undefined) {
    for (let j = 0; j < v.length; j++) target[j]! += factor * v[j]!;
    return;
  }
  for (let j = 0; j < v.length; j++) target[j] = round(target[j]! + round(factor * v[j]!));
}

/** W^T v for W stored by rows. */
export function transposedTimes(W: readonly number[][], v: readonly number[], columns: number, round: Round): number[] {
  const sum = new Array<number>(columns).fill(0);
  for (let i = 0; i < v.length; i++) addScaled(sum, v[i]!, W[i]!, round);
  return sum;
}

export const unrounded = (v: number): number => v;
