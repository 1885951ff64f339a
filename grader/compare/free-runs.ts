import type { Random } from "../random.ts";
import type { FreeRuns } from "../report.ts";
import { cohensD, permutationTest } from "./distributions.ts";

/** both must say so: the test alone finds differences that do not matter, the effect alone those that are chance */
const significance = 0.05;
const mediumEffect = 0.5;

/** a loss this much below where it began is learned: what lies further down is the number format's business */
const learned = 1e-7;
/** a run that diverged has no finite loss; as many times its beginning is bad enough to be seen */
const diverged = 1e6;

const finiteOrNull = (v: number) => (Number.isFinite(v) ? v : null);

/**
 * Final losses of K trainings from other starting weights against the reference's, as two distributions of ln J and never
 * seed by seed: rounding alone can send a single run into another valley. `before[k]` is J of seed k before any training.
 */
export function compareFreeRuns(
  student: readonly number[],
  reference: readonly number[],
  before: readonly number[],
  random: Random,
): FreeRuns {
  const start = before.reduce((sum, J) => sum + J, 0) / before.length;
  const logarithms = (losses: readonly number[]) =>
    losses.map((J) => Math.log(Math.min(diverged, Math.max(learned, Number.isNaN(J) ? diverged : J / start))));
  const [mine, theirs] = [logarithms(student), logarithms(reference)];
  const p = permutationTest(mine, theirs, random);
  const d = cohensD(mine, theirs);
  return {
    student: student.map(finiteOrNull),
    reference: reference.map(finiteOrNull),
    p,
    d: Math.max(-99, Math.min(99, d)),
    differ: p < significance && Math.abs(d) >= mediumEffect,
  };
}
