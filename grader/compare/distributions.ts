import type { Random } from "../random.ts";

const mean = (v: readonly number[]) => v.reduce((sum, x) => sum + x, 0) / v.length;

/** Unbiased variance: divided by n - 1. */
function variance(v: readonly number[]): number {
  const centre = mean(v);
  return v.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (v.length - 1);
}

/**
 * Cohen's d = (mean a - mean b) / s, s^2 the pooled variance of the two samples: a difference in units of the spread, 0.5 by
 * convention a medium one. 0 where both are the same constant, infinite where two constants differ.
 */
export function cohensD(a: readonly number[], b: readonly number[]): number {
  const difference = mean(a) - mean(b);
  if (difference === 0) return 0;
  const pooled = ((a.length - 1) * variance(a) + (b.length - 1) * variance(b)) / Math.max(1, a.length + b.length - 2);
  return difference / Math.sqrt(pooled);
}

/**
 * Two-sided p of the permutation test of mean a = mean b: the share of random divisions of the pooled values whose means are at
 * least as far apart, the observed one counted among them ((1 + hits) / (1 + draws), Phipson & Smyth 2010). It assumes nothing
 * of the distribution; `random` is seeded, so the same samples always give the same p.
 */
export function permutationTest(a: readonly number[], b: readonly number[], random: Random, draws = 4999): number {
  const pooled = [...a, ...b];
  const total = pooled.reduce((sum, x) => sum + x, 0);
  const distance = (sumOfA: number) => Math.abs(sumOfA / a.length - (total - sumOfA) / b.length);
  // sums in another order differ in their last digits: an equal division must count as one
  const observed = distance(a.reduce((sum, x) => sum + x, 0)) * (1 - 1e-9) - 1e-12 * Math.abs(mean(pooled));
  let hits = 0;
  for (let k = 0; k < draws; k++) {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
      const j = i + random.below(pooled.length - i);
      [pooled[i], pooled[j]] = [pooled[j]!, pooled[i]!];
      sum += pooled[i]!;
    }
    if (distance(sum) >= observed) hits++;
  }
  return (1 + hits) / (1 + draws);
}
