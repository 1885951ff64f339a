import { type Random, seededRandom } from "../../grader/random.ts";

export type Dice = Random;

/** Repeatable choices for a fuzzer: the words of a failure are enough to see it again. */
export const dice = seededRandom;

export const oneOf = <T>(values: readonly T[], { below }: Dice): T => values[below(values.length)]!;

export const someBytes = (length: number, { below }: Dice) => Uint8Array.from({ length }, () => below(256));

/** numbers that are the edge of something */
const edges = [0, 1, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** A copy with a few bytes flipped, words set to edge values, pieces cut out, doubled or moved. */
export function mutate(original: Uint8Array, random: Dice): Uint8Array {
  const { below } = random;
  let copy = original.slice();
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(Math.max(1, copy.length));
    switch (below(6)) {
      case 0:
        if (copy.length > 0) copy[at] = copy[at]! ^ (1 << below(8));
        break;
      case 1:
        if (at + 4 <= copy.length) new DataView(copy.buffer).setUint32(at, oneOf(edges, random), true);
        break;
      case 2:
        if (at + 2 <= copy.length) new DataView(copy.buffer).setUint16(at, oneOf(edges, random) & 0xffff, true);
        break;
      case 3:
        copy = Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + below(40))]);
        break;
      case 4:
        copy = Uint8Array.from([...copy.subarray(0, at), ...someBytes(below(12), random), ...copy.subarray(at)]);
        break;
      default:
        copy.copyWithin(at, below(Math.max(1, copy.length)), below(Math.max(1, copy.length)));
    }
  }
  return copy;
}
