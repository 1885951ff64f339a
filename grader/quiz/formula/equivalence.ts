import { seededRandom } from "../../random.ts";
import { evaluateFormula, type Measured } from "./evaluate.ts";
import type { Formula } from "./tree.ts";

export interface Domain {
  from: number;
  to: number;
  integer: boolean;
}

/** Up to what two formulas are compared. */
export type UpTo = "nothing" | "a-constant" | "a-factor";

export type Equivalence =
  /** `close`: unequal, but never apart by more than 0.2 %, as when a number was rounded */
  | { equal: boolean; close: boolean }
  /** a point where ours has a value and theirs has none */
  | { equal: false; close: false; undefinedAt: Record<string, number> }
  /** too few points at which ours has a value that can be trusted: the author's to mend */
  | { equal: false; close: false; unusable: true };

const wanted = 32;
const fewest = 8;
const mostDraws = 400;
/** A value whose rounding error is larger than this share of it says nothing of the formula. */
const trusted = 1e-6;
/** Factor on the bounds, which are of first order; and a share that covers numbers written with a dozen digits. */
const slack = 16;
const written = 1e-9;
const closeBy = 2e-3;

/** Points spread evenly over every variable's range (Latin hypercube), after the corners, a little inside. */
function* points(domains: Readonly<Record<string, Domain>>, seed: string) {
  const names = Object.keys(domains);
  const place = (name: string, share: number) => {
    const { from, to, integer } = domains[name]!;
    return integer
      ? Math.min(Math.floor(to), Math.ceil(from) + Math.floor(share * (Math.floor(to) - Math.ceil(from) + 1)))
      : from + share * (to - from);
  };
  const at = (share: (name: string, i: number) => number) =>
    Object.fromEntries(names.map((name, i) => [name, place(name, share(name, i))]));
  // strictly inside, where a fraction that was cancelled has no hole yet
  for (const share of [0.001, 0.999]) yield at(() => share);
  if (names.length > 1) for (const share of [0.001, 0.999]) yield at((_name, i) => (i % 2 === 0 ? share : 1 - share));
  for (let round = 0; ; round++) {
    const random = seededRandom("formula", seed, round);
    const strata = names.map(() => random.permutation(wanted));
    for (let k = 0; k < wanted; k++) yield at((_name, i) => (strata[i]![k]! + random.uniform()) / wanted);
  }
}

interface Sample {
  ours: Measured;
  theirs: Measured;
}

const usable = ({ value, error }: Measured): boolean => Number.isFinite(value) && Number.isFinite(error);
/** Zero is trusted when nothing was rounded away to reach it. */
const informative = ({ value, error }: Measured): boolean => error <= trusted * Math.abs(value) || error < 1e-300;

/** A difference beyond what rounding explains; `size` is that of the numbers that were subtracted. */
const apart = (difference: number, error: number, size: number): boolean =>
  !(Math.abs(difference) <= slack * error + written * size + Number.MIN_VALUE);

/**
 * Whether two formulas are the same function where ours is defined: both are evaluated at seeded points, with bounds on their
 * rounding errors, and must agree within these at every one. A point where ours has no real value is drawn again; one where only
 * theirs has none counts against it. No sampling proves equality; what it misses is a difference on a set too thin for 32 points
 * spread over every variable's range.
 */
export function compareFormulas(
  ours: Formula,
  theirs: Formula,
  domains: Readonly<Record<string, Domain>>,
  upTo: UpTo,
  seed: string,
): Equivalence {
  const samples: Sample[] = [];
  let draws = 0;
  for (const point of points(domains, seed)) {
    if (samples.length >= wanted || ++draws > mostDraws) break;
    const here = evaluateFormula(ours, point);
    if (!usable(here) || !informative(here)) continue;
    const there = evaluateFormula(theirs, point);
    if (!Number.isFinite(there.value)) return { equal: false, close: false, undefinedAt: point };
    // a form that loses its digits here can still be refuted here, but not confirmed
    if (!usable(there) || there.error > trusted * Math.max(Math.abs(there.value), Math.abs(here.value))) {
      if (upTo === "nothing" && apart(there.value - here.value, there.error + here.error, Math.abs(here.value)))
        return unequal([]);
      continue;
    }
    samples.push({ ours: here, theirs: there });
    if (Object.keys(domains).length === 0) break;
  }
  const enough = Object.keys(domains).length === 0 ? 1 : fewest;
  if (samples.length < enough) return { equal: false, close: false, unusable: true };
  const equal = { nothing: same, "a-constant": sameUpToConstant, "a-factor": sameUpToFactor }[upTo](samples);
  return equal ? { equal: true, close: true } : unequal(upTo === "nothing" ? samples : []);
}

function unequal(samples: readonly Sample[]): Equivalence {
  const close =
    samples.length > 0 &&
    samples.every(({ ours, theirs }) => Math.abs(theirs.value - ours.value) <= closeBy * Math.abs(ours.value));
  return { equal: false, close };
}

const same = (samples: readonly Sample[]): boolean =>
  samples.every(
    ({ ours, theirs }) => !apart(theirs.value - ours.value, theirs.error + ours.error, Math.abs(ours.value)),
  );

/** theirs - ours is the same everywhere. */
function sameUpToConstant(samples: readonly Sample[]): boolean {
  const shifts = samples.map(({ ours, theirs }) => ({
    value: theirs.value - ours.value,
    error: theirs.error + ours.error,
    size: Math.max(Math.abs(theirs.value), Math.abs(ours.value)),
  }));
  const [first] = shifts;
  return shifts.every(
    ({ value, error, size }) => !apart(value - first!.value, error + first!.error, Math.max(size, first!.size)),
  );
}

/** theirs = c ours with one c that is not 0; c is taken where ours is largest, where it is known best. */
function sameUpToFactor(samples: readonly Sample[]): boolean {
  const largest = samples.reduce((most, sample) =>
    Math.abs(sample.ours.value) > Math.abs(most.ours.value) ? sample : most,
  );
  if (largest.ours.value === 0) return same(samples);
  if (Math.abs(largest.theirs.value) <= largest.theirs.error) return false;
  return samples.every(({ ours, theirs }) => {
    const cross = theirs.value * largest.ours.value - ours.value * largest.theirs.value;
    const error =
      theirs.error * Math.abs(largest.ours.value) +
      Math.abs(theirs.value) * largest.ours.error +
      ours.error * Math.abs(largest.theirs.value) +
      Math.abs(ours.value) * largest.theirs.error;
    return !apart(cross, error, Math.abs(ours.value * largest.theirs.value));
  });
}

/** c where theirs = c ours everywhere, and not 0; null where there is none. */
export function constantFactor(
  ours: Formula,
  theirs: Formula,
  domains: Readonly<Record<string, Domain>>,
  seed: string,
): number | null {
  if (!compareFormulas(ours, theirs, domains, "a-factor", seed).equal) return null;
  let draws = 0;
  for (const point of points(domains, seed)) {
    if (++draws > mostDraws) break;
    const here = evaluateFormula(ours, point);
    const there = evaluateFormula(theirs, point);
    if (here.value === 0 || !usable(here) || !informative(here)) continue;
    const factor = there.value / here.value;
    return Number(factor.toPrecision(9));
  }
  return null;
}
