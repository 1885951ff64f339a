/** A scalar function that may live on the other side of a process boundary (the student's own loss). */
export type ScalarFunction = (w: Float64Array) => number | Promise<number>;

/** Measured best for central differences in float64: 7e-11 normwise on a 3-4-5-2 network. */
export const centralStep = 1e-5;

/** dJ/dw_i by (J(w + h e_i) - J(w - h e_i)) / 2h: two calls for each parameter, error h^2/6 f''' + rounding/h. `w` is left as it was. */
export async function centralDifferences(f: ScalarFunction, w: Float64Array, h = centralStep): Promise<Float64Array> {
  const at = Float64Array.from(w);
  const derivative = new Float64Array(w.length);
  for (let i = 0; i < w.length; i++) {
    at[i] = w[i]! + h;
    const above = at[i]!;
    const plus = await f(at.slice());
    at[i] = w[i]! - h;
    const below = at[i]!;
    const minus = await f(at.slice());
    at[i] = w[i]!;
    // the step that was really taken: w + h is rounded
    derivative[i] = (plus - minus) / (above - below);
  }
  return derivative;
}

/**
 * Ridders' method: central differences with shrinking steps, extrapolated to h = 0 (Neville's tableau in h^2); the entry with
 * the smallest estimated error is taken. About 1e-12 relative on a smooth function, 2 x `levels` calls for each parameter.
 */
export async function riddersGradient(
  f: ScalarFunction,
  w: Float64Array,
  { step = 0.01, levels = 6 }: { step?: number; levels?: number } = {},
): Promise<Float64Array> {
  const shrink = 1.6;
  const derivative = new Float64Array(w.length);
  for (let i = 0; i < w.length; i++) {
    const difference = async (h: number) => {
      const plus = Float64Array.from(w);
      const minus = Float64Array.from(w);
      plus[i]! += h;
      minus[i]! -= h;
      return ((await f(plus)) - (await f(minus))) / (plus[i]! - minus[i]!);
    };
    let previous: number[] = [];
    let best = Number.NaN;
    let error = Number.POSITIVE_INFINITY;
    for (let level = 0; level < levels; level++) {
      const row = [await difference(step / shrink ** level)];
      let factor = shrink * shrink;
      for (let k = 1; k <= level; k++) {
        row.push((row[k - 1]! * factor - previous[k - 1]!) / (factor - 1));
        factor *= shrink * shrink;
        const estimate = Math.max(Math.abs(row[k]! - row[k - 1]!), Math.abs(row[k]! - previous[k - 1]!));
        if (estimate <= error) {
          error = estimate;
          best = row[k]!;
        }
      }
      previous = row;
    }
    derivative[i] = best;
  }
  return derivative;
}
