import { seededRandom } from "./seeded-random.ts";

/** What a question's generator draws with; this file goes into the box beside it. */
export interface Random {
  /** in [0, 1) */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** whole number from `from` to `to`, both included */
  integer(from: number, to: number): number;
  /** multiple of `step` from `from` to `to`, both included, as short as a decimal number as `step` is */
  multiple(from: number, to: number, step: number): number;
  choice<T>(list: readonly T[]): T;
  /** a new list in a random order */
  shuffle<T>(list: readonly T[]): T[];
}

export function randomOf(seed: string): Random {
  const random = seededRandom("quiz generator", seed);
  const between = (first: number, last: number): number => {
    if (!(first <= last)) throw new RangeError("nothing to draw from: the range is empty");
    return first + random.below(last - first + 1);
  };
  return {
    uniform: () => random.uniform(),
    normal: () => random.normal(),
    integer: (from, to) => between(Math.ceil(from), Math.floor(to)),
    multiple(from, to, step) {
      const factor = between(Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9));
      return Number((factor * step).toPrecision(12)) + 0;
    },
    choice: (list) => list[between(0, list.length - 1)]!,
    shuffle: (list) => random.permutation(list.length).map((k) => list[k]!),
  };
}
