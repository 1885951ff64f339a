import { norm } from "../compare/norm.ts";

/**
 * The number theta at which predict(theta) comes closest to `target`, by Gauss-Newton with a numerical derivative from each
 * start; only those that reach it (to 1e-6 of its size) are returned, without repetition.
 */
export function fitScalar(
  predict: (theta: number) => Float64Array | null,
  target: Float64Array,
  starts: readonly number[],
): number[] {
  const found: number[] = [];
  const size = norm(target);
  for (const start of starts) {
    let theta = start;
    let left = Number.POSITIVE_INFINITY;
    for (let iteration = 0; iteration < 25; iteration++) {
      const h = 1e-6 * Math.max(1e-3, Math.abs(theta));
      const here = predict(theta);
      const ahead = predict(theta + h);
      if (here === null || ahead === null) break;
      const distance = norm(here.map((v, i) => v - target[i]!));
      // where a theta exists the distance collapses; where none does it soon stops falling
      if (iteration > 2 && !(distance < 0.5 * left) && distance > 1e-6 * size) break;
      left = distance;
      let numerator = 0;
      let denominator = 0;
      for (let i = 0; i < target.length; i++) {
        const slope = (ahead[i]! - here[i]!) / h;
        numerator += slope * (target[i]! - here[i]!);
        denominator += slope * slope;
      }
      const step = numerator / denominator;
      if (!Number.isFinite(step)) break;
      theta += step;
      if (Math.abs(step) <= 1e-15 * Math.abs(theta)) break;
    }
    const reached = predict(theta);
    if (reached === null) continue;
    const distance = norm(reached.map((v, i) => v - target[i]!));
    const known = found.some((other) => Math.abs(other - theta) <= 1e-9 * Math.abs(theta));
    if (distance <= 1e-6 * size && !known) found.push(theta);
  }
  return found;
}
