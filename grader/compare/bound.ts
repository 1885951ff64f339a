import type { Random } from "../random.ts";
import { norm } from "./norm.ts";

/**
 * How far two correct programs may be apart, entry by entry, by Monte-Carlo arithmetic: the oracle is run again with every
 * stored intermediate v replaced by v (1 + 2^-bits xi), xi uniform in (-1, 1), and s_i is the largest change seen in entry i.
 * 24 bits speak of float32 (the bound called "right"), 50 of float64 in another order of summation ("exact").
 */
export type Bits = 24 | 50;

/** |student - oracle| <= safety s_i. The largest ratio measured on four float32 backends and six families of networks was 2.7. */
const safety = 8;
/** Above this share of noise a case says nothing: neither a pass nor a failure. */
const informativeShare = 1e-2;

/** A quick uniform stream in (-1, 1): a bound of a large network needs 10^8 draws, and only their size matters. */
function quickSymmetric(random: Random): () => number {
  let state = random.below(0x7fffffff) + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2147483648;
  };
}

/** s_i, the same length as what `compute` returns. An entry that is not finite in some run gets an infinite s_i. */
export function monteCarloBound(
  compute: (round: (v: number) => number) => Float64Array,
  { draws = 16, bits, random }: { draws?: number; bits: Bits; random: Random },
): Float64Array {
  const unit = 2 ** -bits;
  const symmetric = quickSymmetric(random);
  const perturb = (v: number) => v * (1 + unit * symmetric());
  const centre = compute((v) => v);
  const spread = new Float64Array(centre.length);
  for (let k = 0; k < draws; k++) {
    const run = compute(perturb);
    for (let i = 0; i < spread.length; i++) {
      const change = Math.abs(run[i]! - centre[i]!);
      if (!(change <= spread[i]!)) spread[i] = Number.isNaN(change) ? Number.POSITIVE_INFINITY : change;
    }
  }
  return spread;
}

/**
 * The tolerance of each entry of one tensor: 8 s_i plus two floors. One is 2^-20 units in the last place of the tensor's
 * largest entry, for entries whose value is zero in exact arithmetic and whose perturbed runs happen to cancel as well; the
 * other is where the format itself underflows. Neither can hide a mistake: a tensor that small is not informative.
 * An entry that is zero by structure (two output nodes share no term of a squared error's J) never moves, so nothing was measured
 * there: it may be as far from zero as one rounding of the tensor's largest entry, or no finite difference could ever be right.
 */
export function tolerance(spread: Float64Array, reference: Float64Array, bits: Bits): Float64Array {
  const largest = reference.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const floor = largest * 2 ** -(bits + 20) + (bits === 24 ? 2 ** -126 : 2 ** -1000);
  return spread.map((s, i) => safety * s + floor + (s === 0 && reference[i] === 0 ? largest * 2 ** -bits : 0));
}

/** Whether the noise leaves anything to judge: ||s|| <= 1e-2 ||g||, and not all zero. */
export function informative(spread: Float64Array, reference: Float64Array): boolean {
  const size = norm(reference);
  return size > 0 && norm(spread) <= informativeShare * size;
}
