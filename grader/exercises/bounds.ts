import { type Bits, informative, monteCarloBound, tolerance } from "../compare/bound.ts";
import { type Random, seededRandom } from "../random.ts";
import type { Layout } from "./layout.ts";

/** The oracle's answer and how far from it a right (float32) and an exact (float64) one may be, component by component. */
export interface Bounded {
  right: Float64Array;
  bound: Float64Array;
  exact: Float64Array;
  /** whether the noise leaves something to judge in every tensor */
  informative: boolean;
}

export interface BoundOptions {
  /** the project's factor on the bound; 1 is the derived bound itself */
  factor?: number;
  /** runs of Monte-Carlo arithmetic; fewer where one run is a whole training */
  draws?: number;
}

/** Bounds by Monte-Carlo arithmetic, tensor by tensor of a layout. `words` seed the perturbations, so that they are always the same. */
export function boundsOf(
  compute: (round: (v: number) => number) => Float64Array,
  layout: Layout,
  words: readonly (string | number)[],
  { factor = 1, draws = 16 }: BoundOptions = {},
): Bounded {
  const right = compute((v) => v);
  const random: Random = seededRandom(...words);
  const spread = monteCarloBound(compute, { draws, bits: 24, random });
  // perturbations this small act linearly: the spread at 50 bits is that at 24, scaled
  const fine = spread.map((s) => s * 2 ** -26);
  const widen = (s: Float64Array, bits: Bits) => {
    const half = new Float64Array(right.length);
    for (const { offset, rows, columns } of layout.slots) {
      const end = offset + rows * columns;
      half.set(tolerance(s.subarray(offset, end), right.subarray(offset, end), bits), offset);
    }
    return half;
  };
  return {
    right,
    bound: widen(spread, 24).map((s) => s * factor),
    exact: widen(fine, 50),
    informative: layout.slots.every(({ offset, rows, columns }) => {
      const end = offset + rows * columns;
      return informative(spread.subarray(offset, end), right.subarray(offset, end));
    }),
  };
}
