import { type Discrimination, discriminationOf } from "./discrimination.ts";
import { type ChoiceCounts, choiceCounts } from "./distractors.ts";
import { type Fairness, fairnessOf } from "./fairness.ts";
import { type Flag, flagsOf } from "./flags.ts";
import { type Reliability, reliabilityOf } from "./reliability.ts";
import { type AttemptRow, type ItemInfo, observationsOf, oneEach, totalOf } from "./rows.ts";
import { deviation, mean, quantile } from "./sample.ts";

export interface ItemAnalysis {
  key: string;
  /** whose answer is judged */
  people: number;
  /** asked, but not judged yet */
  waiting: number;
  /** mean credit, 0..1; null where nobody's answer is judged */
  facility: number | null;
  spread: number | null;
  discrimination: Discrimination;
  /** milliseconds on the question */
  time: { median: number | null; lower: number | null; upper: number | null };
  /** facility of the same people's first and last attempts; null where nobody has two */
  attempts: { people: number; first: number; last: number } | null;
  choices: ChoiceCounts[];
  fairness: Fairness[];
  /** by version of the quiz, where there is more than one */
  versions: { version: number; people: number; facility: number }[];
  flags: Flag[];
}

export interface QuizAnalysis {
  people: number;
  attempts: number;
  /** shares of the judged points */
  scores: { values: number[]; mean: number | null; spread: number | null; median: number | null };
  reliability: Reliability;
  /** of people with more than one attempt */
  improvement: { people: number; first: number; last: number } | null;
  items: ItemAnalysis[];
}

/** below it single people decide the numbers: they are hints, nothing more */
export const fewPeople = 30;

/**
 * Item analysis of a quiz. People count once, with the attempt asked for.
 * @param attempts ended attempts of students, judged as far as they can be
 */
export function analyse(
  attempts: readonly AttemptRow[],
  items: readonly ItemInfo[],
  which: "first" | "last",
): QuizAnalysis {
  const chosen = oneEach(attempts, which);
  const scores = chosen.map(totalOf).filter((total) => total !== null);
  return {
    people: chosen.length,
    attempts: attempts.length,
    scores: { values: scores, mean: mean(scores), spread: deviation(scores), median: quantile(scores, 0.5) },
    reliability: reliabilityOf(chosen.filter((attempt) => totalOf(attempt) !== null)),
    improvement: firstAndLast(attempts, totalOf),
    items: items.map((item) => itemAnalysis(item, chosen, attempts)),
  };
}

function itemAnalysis(
  { key, lists }: ItemInfo,
  chosen: readonly AttemptRow[],
  attempts: readonly AttemptRow[],
): ItemAnalysis {
  const observations = observationsOf(chosen, key);
  const credits = observations.map(({ credit }) => credit);
  const times = observations.map(({ answer }) => answer.spentMs).filter((spent) => spent > 0);
  const versions = [...new Set(observations.map(({ answer }) => answer.version))].sort((a, b) => a - b);
  const found = {
    key,
    people: observations.length,
    waiting: chosen.filter(({ answers }) => answers.some((one) => one.item === key && one.credit === null)).length,
    facility: mean(credits),
    spread: deviation(credits),
    discrimination: discriminationOf(observations),
    time: { median: quantile(times, 0.5), lower: quantile(times, 0.25), upper: quantile(times, 0.75) },
    attempts: firstAndLast(attempts, ({ answers }) => answers.find((one) => one.item === key)?.credit ?? null),
    choices: lists.map((list) => choiceCounts(observations, list)),
    fairness: fairnessOf(key, observations),
    versions:
      versions.length < 2
        ? []
        : versions.map((version) => {
            const own = observations.filter(({ answer }) => answer.version === version);
            return { version, people: own.length, facility: mean(own.map(({ credit }) => credit))! };
          }),
  };
  return { ...found, flags: flagsOf(found) };
}

/** Means of the first and of the last attempt, over people who have both judged. */
function firstAndLast(attempts: readonly AttemptRow[], figure: (attempt: AttemptRow) => number | null) {
  const last = new Map(oneEach(attempts, "last").map((attempt) => [attempt.person, attempt]));
  const pairs = oneEach(attempts, "first").flatMap((first): [number, number][] => {
    const other = last.get(first.person)!;
    const [before, after] = [figure(first), figure(other)];
    return other.number > first.number && before !== null && after !== null ? [[before, after]] : [];
  });
  if (pairs.length === 0) return null;
  return {
    people: pairs.length,
    first: mean(pairs.map(([before]) => before))!,
    last: mean(pairs.map(([, after]) => after))!,
  };
}
