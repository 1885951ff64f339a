import type { Tolerance } from "../field.ts";
import { widthOf, within } from "../kinds/tolerance.ts";
import { common, implied } from "./likely.ts";

/** What somebody with exactly this mistake would have computed. */
export interface Prediction {
  code: string;
  /** a second mistake made at the same time */
  second?: string;
  values: readonly number[];
  /** the author of the question knows that people make it: as good as common */
  expected?: true;
}

/** A number as typed; `half` is half a unit of its last digit. */
export interface TypedNumber {
  value: number;
  half: number;
}

export interface Named {
  codes: string[];
  confidence: number;
}

/**
 * What is typed has few digits, and comes from intermediate results that were rounded, too. The narrowest of these widths at
 * which some mistake fits decides: the very number, the typed digits, a few units of the last one, the field's own tolerance.
 */
const intermediate = 6;
const exactly = 1e-9;
const widthsAround: readonly ((typed: TypedNumber, prediction: number, tolerance: Tolerance) => number)[] = [
  (_typed, p) => exactly * Math.abs(p),
  ({ half }) => half,
  ({ half }, p, tolerance) => Math.min(Math.max(widthOf(p, tolerance), half), intermediate * half),
  ({ half }, p, tolerance) => Math.max(widthOf(p, tolerance), half),
];

/**
 * Decimal digits of agreement, over all wrong cells, that a cause must have to be named. About forty different numbers come out
 * of the known mistakes: three digits leave a chance of some per cent that another mistake meets one of them.
 */
const enough = 2.3;
/**
 * A short number, 0.4, that is exactly what a mistake gives was not rounded, and tells as much as the tolerance does; that is
 * enough for the common mistakes only.
 */
const enoughForCommon = 1.9;
const isLikely = ({ code, expected }: Prediction): boolean => expected === true || common.has(code);
const mostPerCell = 6;
/** A prediction explains a number only if it is this much closer to it than the right one is. */
const muchCloser = 0.2;
/** Beyond this many nothing was told apart. */
const mostTied = 3;

const confidenceOf = (digits: number): number => (digits < 3 ? 0.7 : digits < 4.5 ? 0.85 : 0.95);

interface Fit {
  prediction: Prediction;
  digits: number;
}

function fitOf(
  prediction: Prediction,
  typed: readonly TypedNumber[],
  right: readonly number[],
  tolerance: Tolerance,
  widthAround: (typeof widthsAround)[number],
): Fit | null {
  const exact = widthAround === widthsAround[0];
  if (prediction.values.length !== right.length) return null;
  let digits = 0;
  for (const [i, one] of typed.entries()) {
    const p = prediction.values[i]!;
    const r = right[i]!;
    const width = Math.max(widthAround(one, p, tolerance), 1e-12 * Math.abs(p));
    const off = Math.abs(one.value - p);
    if (!(off <= width * (1 + 1e-9))) return null;
    // digits that fit the right number as well, or a zero, say nothing
    const told = exact
      ? Math.abs(p - r) > 2 * one.half
      : !within(one.value, r, tolerance) &&
        Math.abs(p - r) > width + widthOf(r, tolerance) &&
        off <= muchCloser * Math.abs(one.value - r);
    if (told && one.value !== 0) {
      const grain = exact ? Math.min(one.half, widthOf(p, tolerance)) : width;
      digits += Math.min(mostPerCell, Math.max(0, Math.log10(Math.abs(one.value) / (grain || width))));
    }
  }
  return digits >= (exact ? enoughForCommon : enough) ? { prediction, digits } : null;
}

/**
 * Names the mistakes whose numbers were typed, in the order in which they come; none when the digits cannot tell the cause from
 * the right answer, when more than three (common) causes fit, or when none does: a wrong cause is worse than none.
 */
export function recogniseTyped(
  predictions: Iterable<Prediction>,
  typed: readonly TypedNumber[],
  right: readonly number[],
  tolerance: Tolerance,
): Named[] {
  if (typed.length !== right.length) return [];
  const all = [...predictions].filter(({ values }) => values.every(Number.isFinite));
  for (const widthAround of widthsAround) {
    const fits = all.flatMap((prediction) => fitOf(prediction, typed, right, tolerance, widthAround) ?? []);
    if (fits.some(({ prediction, digits }) => digits >= enough || isLikely(prediction))) return namedIn(fits);
  }
  return [];
}

const equal = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((v, i) => Math.abs(v - b[i]!) <= exactly * Math.abs(v));

/** Whether another cause gives the same numbers wherever this one fits, and says more. */
function saysLess(code: string, fits: readonly Fit[]): boolean {
  const valuesOf = (wanted: string) =>
    fits.flatMap(({ prediction }) => (prediction.code === wanted ? [prediction.values] : []));
  return implied.some(
    ([kept, dropped]) =>
      dropped === code && valuesOf(code).every((values) => valuesOf(kept).some((other) => equal(values, other))),
  );
}

function namedIn(fits: readonly Fit[]): Named[] {
  // two mistakes at once explain no more than one that fits as well
  const fewest = Math.min(...fits.map(({ prediction }) => (prediction.second === undefined ? 1 : 2)));
  const simple = fits.filter(({ prediction }) => (prediction.second === undefined ? 1 : 2) === fewest);
  const byCode = new Map<string, Fit>();
  for (const fit of simple) {
    const key = `${fit.prediction.code} ${fit.prediction.second ?? ""}`;
    if (!byCode.has(key)) byCode.set(key, fit);
  }
  const kept = [...byCode.values()].filter(({ prediction }) => !saysLess(prediction.code, simple));
  // the author knows what such a number means in this question; of many causes of one number, such as a half, the common ones
  // are worth saying
  const expected = kept.filter(({ prediction }) => prediction.expected);
  const told = kept.length > mostTied ? kept.filter(({ prediction }) => isLikely(prediction)) : kept;
  const likely = expected.length > 0 ? expected : told;
  if (likely.length > mostTied) return [];
  const digits = Math.min(...likely.map((fit) => fit.digits));
  return likely.map(({ prediction: { code, second } }) => ({
    codes: second === undefined ? [code] : [code, second],
    confidence: confidenceOf(digits) / (expected.length || kept.length),
  }));
}
