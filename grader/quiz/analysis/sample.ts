/** Sample statistics; null where a sample is too small for the number to exist. */

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** With n - 1 in the denominator. */
export function variance(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values)!;
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

export function deviation(values: readonly number[]): number | null {
  const square = variance(values);
  return square === null ? null : Math.sqrt(square);
}

/** Linear between the order statistics (Hyndman and Fan's type 7). @param share 0..1 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** Pearson's r; null where one side does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const [mx, my] = [mean(pairs.map(([x]) => x))!, mean(pairs.map(([, y]) => y))!];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  // sums of squares of equal numbers are zero up to rounding
  const still = 1e-12 * pairs.length;
  return xx <= still || yy <= still ? null : xy / Math.sqrt(xx * yy);
}
