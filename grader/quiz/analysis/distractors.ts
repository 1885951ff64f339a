import { groupsOf } from "./discrimination.ts";
import type { ChoiceList, Observation } from "./rows.ts";
import { correlation } from "./sample.ts";

export interface ChoiceCount {
  id: string;
  /** null where it depends on the variant */
  correct: boolean | null;
  chosen: number;
  /** of the people in each group, weighted where totals tie; the middle is the rest */
  upper: number;
  middle: number;
  lower: number;
  /** correlation of choosing it with the score of all other questions */
  corrected: number | null;
}

export interface ChoiceCounts {
  field: string;
  choices: ChoiceCount[];
  /** people who chose nothing */
  nothing: number;
  people: number;
}

/** How often each choice was taken, and by whom: a good distractor draws the weaker people. */
export function choiceCounts(observations: readonly Observation[], { field, choices }: ChoiceList): ChoiceCounts {
  const groups = groupsOf(observations);
  const taken = (id: string) => observations.map(({ answer }) => (answer.chosen[field]?.includes(id) ? 1 : 0));
  return {
    field,
    people: observations.length,
    nothing: observations.filter(({ answer }) => (answer.chosen[field] ?? []).length === 0).length,
    choices: choices.map(({ id, correct }) => {
      const chose = taken(id);
      const within = (weights: readonly number[] | undefined): number =>
        chose.reduce((sum: number, one, k) => sum + one * (weights?.[k] ?? 0), 0);
      const [chosen, upper, lower] = [within(observations.map(() => 1)), within(groups?.upper), within(groups?.lower)];
      const pairs = observations.flatMap(({ rest }, k) => (rest === null ? [] : [[chose[k]!, rest] as const]));
      return {
        id,
        correct,
        chosen,
        upper,
        middle: Math.max(0, chosen - upper - lower),
        lower,
        corrected: correlation(pairs),
      };
    }),
  };
}
