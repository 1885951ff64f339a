/**
 * The zip64 format (APPNOTE 4.3.14, 4.3.15, 4.5.3): numbers of 64 bits beside the fields that are too small for them. Cloud
 * drives write it for small archives, too. What does not fit a double exactly is Infinity here, which no archive is as large as.
 */

const LOCATOR = 0x07064b50;
const LOCATOR_SIZE = 20;
const RECORD = 0x06064b50;
const RECORD_SIZE = 56;
const EXTRA = 0x0001;
/** a field of 32 bits that says: look beside */
export const saturated = 0xffffffff;

export interface Whereabouts {
  count: number;
  /** bytes */
  size: number;
  start: number;
  /** what stands behind the directory begins here */
  end: number;
}

function uint64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
}

/** What the end record of zip64 says; undefined where there is none, "damaged" where it leads nowhere. */
export function readZip64End(view: DataView, end: number): Whereabouts | undefined | "damaged" {
  const locator = end - LOCATOR_SIZE;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR) return undefined;
  const at = uint64(view, locator + 8);
  if (at + RECORD_SIZE > locator || view.getUint32(at, true) !== RECORD) return "damaged";
  const count = uint64(view, at + 32);
  if (view.getUint32(at + 16, true) !== 0 || uint64(view, at + 24) !== count) return "damaged";
  return { count, size: uint64(view, at + 40), start: uint64(view, at + 48), end: at };
}

/**
 * Numbers of which some are saturated, with their true values out of the extra field, where they stand in the same order.
 * @returns undefined when a value is not there
 */
export function widen(numbers: readonly number[], extra: DataView): number[] | undefined {
  if (!numbers.includes(saturated)) return [...numbers];
  let at = 0;
  let to = 0;
  for (let from = 0; from + 4 <= extra.byteLength; ) {
    const next = from + 4 + extra.getUint16(from + 2, true);
    if (next > extra.byteLength) return undefined;
    if (extra.getUint16(from, true) === EXTRA) {
      at = from + 4;
      to = next;
      break;
    }
    from = next;
  }
  const wide: number[] = [];
  for (const number of numbers) {
    if (number !== saturated) wide.push(number);
    else if (at + 8 > to) return undefined;
    else {
      wide.push(uint64(extra, at));
      at += 8;
    }
  }
  return wide;
}
