import type { Observation } from "./rows.ts";
import { correlation } from "./sample.ts";

/** share of people in the upper and in the lower group (Kelley 1939) */
const share = 0.27;

/** How much each observation belongs to the upper and the lower group, 0..1. */
export interface Groups {
  upper: number[];
  lower: number[];
  /** people in each */
  size: number;
}

/**
 * The best and the worst 27 % by their totals. Where people with the same total stand on both sides of a border, each of them
 * belongs to the group in part, so that no arbitrary order decides.
 */
export function groupsOf(observations: readonly Observation[]): Groups | null {
  const size = Math.round(share * observations.length);
  if (size < 1) return null;
  const totals = observations.map(({ total }) => total);
  const same = new Map<number, number>();
  for (const total of totals) same.set(total, (same.get(total) ?? 0) + 1);
  const below = new Map<number, number>();
  let counted = 0;
  for (const total of [...same.keys()].sort((a, b) => a - b)) {
    below.set(total, counted);
    counted += same.get(total)!;
  }
  const weight = (before: number, total: number) => Math.min(1, Math.max(0, (size - before) / same.get(total)!));
  return {
    upper: totals.map((total) => weight(totals.length - below.get(total)! - same.get(total)!, total)),
    lower: totals.map((total) => weight(below.get(total)!, total)),
    size,
  };
}

export const weighted = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, k) => sum + value * weights[k]!, 0) / weights.reduce((sum, weight) => sum + weight, 0);

export interface Discrimination {
  /** correlation of the credit with the score of all other questions (point-biserial where credit is 0 or 1); null without variation */
  corrected: number | null;
  /** mean credit of the upper group less that of the lower one, -1..1; null for fewer than two people in a group */
  index: number | null;
  upper: number | null;
  lower: number | null;
  groupSize: number;
}

export function discriminationOf(observations: readonly Observation[]): Discrimination {
  const pairs = observations.flatMap(({ credit, rest }) => (rest === null ? [] : [[credit, rest] as const]));
  const groups = groupsOf(observations);
  const credits = observations.map(({ credit }) => credit);
  const usable = groups !== null && groups.size >= 2;
  const upper = usable ? weighted(credits, groups.upper) : null;
  const lower = usable ? weighted(credits, groups.lower) : null;
  return {
    corrected: correlation(pairs),
    index: upper === null || lower === null ? null : upper - lower,
    upper,
    lower,
    groupSize: groups?.size ?? 0,
  };
}
