import { type Random, seededRandom } from "../../random.ts";
import type { Value } from "../values.ts";
import type { Observation } from "./rows.ts";
import { mean, quantile } from "./sample.ts";

/** People whose variant had this value, or a number in this range. */
export interface VariantGroup {
  /** the value itself, or both ends of the range */
  value: { is: string } | { from: number; to: number };
  people: number;
  facility: number;
  /** mean of the score on all other questions: a group of better people does better */
  ability: number | null;
}

export interface Fairness {
  parameter: string;
  groups: VariantGroup[];
  /** how often groups drawn at random, of the same sizes, differ as much once ability is taken out; null where a group is too small */
  p: number | null;
}

const fewestPeople = 5;
const mostGroups = 6;
const shuffles = 1_000;

/** Whether some values of a parameter made the question harder: facility by value, and a permutation test of the differences. */
export function fairnessOf(item: string, observations: readonly Observation[]): Fairness[] {
  const names = new Set(observations.flatMap(({ answer }) => Object.keys(answer.values)));
  return [...names].flatMap((parameter) => {
    const grouped = groupsBy(observations, parameter);
    if (grouped === null) return [];
    const { groups, member } = grouped;
    return [
      {
        parameter,
        groups,
        p: groups.every(({ people }) => people >= fewestPeople) ? chance(item, parameter, observations, member) : null,
      },
    ];
  });
}

function groupsBy(
  observations: readonly Observation[],
  parameter: string,
): { groups: VariantGroup[]; member: number[] } | null {
  const values = observations.map(({ answer }) => answer.values[parameter]);
  const distinct = [...new Set(values.map((value) => JSON.stringify(value)))].sort();
  if (distinct.length < 2) return null;
  const few = distinct.length <= mostGroups;
  if (!few && !values.every((value): value is number => typeof value === "number")) return null;
  const cuts = few ? [] : [1 / 3, 2 / 3].map((share) => quantile(values as number[], share)!);
  const member = values.map((value) =>
    few ? distinct.indexOf(JSON.stringify(value)) : cuts.filter((cut) => (value as number) > cut).length,
  );
  const groups = [...new Set(member)]
    .sort((a, b) => a - b)
    .map((group) => {
      const own = observations.filter((_, k) => member[k] === group);
      const numbers = own
        .map(({ answer }) => answer.values[parameter])
        .filter((value): value is number => typeof value === "number");
      return {
        value: few
          ? { is: shown(own[0]!.answer.values[parameter]!) }
          : { from: Math.min(...numbers), to: Math.max(...numbers) },
        people: own.length,
        facility: mean(own.map(({ credit }) => credit))!,
        ability: mean(own.flatMap(({ rest }) => (rest === null ? [] : [rest]))),
      };
    });
  return groups.length < 2 ? null : { groups, member };
}

const shown = (value: Value): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Credit with what the score on the other questions foretells taken out, along the line of least squares. */
function residuals(observations: readonly Observation[]): number[] {
  const known = observations.filter((one): one is Observation & { rest: number } => one.rest !== null);
  const [mc, mr] = [mean(observations.map(({ credit }) => credit))!, mean(known.map(({ rest }) => rest)) ?? 0];
  const across = known.reduce((sum, { rest }) => sum + (rest - mr) ** 2, 0);
  const slope =
    across > 1e-12 ? known.reduce((sum, { credit, rest }) => sum + (rest - mr) * (credit - mc), 0) / across : 0;
  return observations.map(({ credit, rest }) => credit - mc - (rest === null ? 0 : slope * (rest - mr)));
}

/** sum over the groups of n (mean)^2: the part of the variation that lies between them */
function between(values: Float64Array, member: Int32Array, sums: Float64Array, counts: Float64Array): number {
  sums.fill(0);
  for (let k = 0; k < values.length; k++) sums[member[k]!]! += values[k]!;
  let total = 0;
  for (let group = 0; group < sums.length; group++) {
    if (counts[group]! > 0) total += (sums[group]! * sums[group]!) / counts[group]!;
  }
  return total;
}

function chance(
  item: string,
  parameter: string,
  observations: readonly Observation[],
  groups: readonly number[],
): number {
  const values = Float64Array.from(residuals(observations));
  const member = Int32Array.from(groups);
  const counts = new Float64Array(Math.max(...groups) + 1);
  for (const group of groups) counts[group]!++;
  const sums = new Float64Array(counts.length);
  const random = seededRandom("quiz analysis", "fairness", item, parameter, observations.length);
  const seen = between(values, member, sums, counts);
  let asMuch = 1;
  for (let round = 0; round < shuffles; round++) {
    shuffle(member, random);
    if (between(values, member, sums, counts) >= seen - 1e-12) asMuch++;
  }
  return asMuch / (shuffles + 1);
}

/** Fisher and Yates, in place */
function shuffle(list: Int32Array, { below }: Random): void {
  for (let k = list.length - 1; k > 0; k--) {
    const other = below(k + 1);
    const kept = list[k]!;
    list[k] = list[other]!;
    list[other] = kept;
  }
}
