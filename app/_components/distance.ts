const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** units, each with the time from which on it is used: two of a unit are clearer than one of the next */
const units = [
  ["month", 30.44 * day, 91 * day],
  ["day", day, 2 * day],
  ["hour", hour, 2 * hour],
  ["minute", minute, minute],
  ["second", 1000, 0],
] as const;

/**
 * A stretch of time as a whole number of the unit in which people plan it, towards zero: nothing that is left is rounded up.
 * @param ms positive in the future
 */
export function distance(ms: number): [count: number, unit: (typeof units)[number][0]] {
  const [unit, size] = units.find(([, , from]) => Math.abs(ms) >= from) ?? units[4];
  const count = Math.trunc(ms / size);
  return [Object.is(count, -0) ? 0 : count, unit];
}
