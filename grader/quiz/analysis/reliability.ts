import { seededRandom } from "../../random.ts";
import { type AttemptRow, totalOf } from "./rows.ts";
import { deviation, quantile, variance } from "./sample.ts";

export interface Reliability {
  /** Cronbach's alpha; null where it does not exist */
  alpha: number | null;
  /** 95 %, from resampled people */
  interval: [number, number] | null;
  /** standard error of measurement, as a share of the quiz's points */
  standardError: number | null;
  /** questions that everybody was asked: alpha is about these */
  items: number;
  people: number;
}

const resamples = 1_000;

/** alpha = k / (k - 1) (1 - sum of the items' variances / variance of their sum) (Cronbach 1951). @param scores[person][item] */
export function cronbachAlpha(scores: readonly (readonly number[])[]): number | null {
  const k = scores[0]?.length ?? 0;
  if (k < 2 || scores.length < 2) return null;
  const whole = variance(scores.map((row) => row.reduce((sum, score) => sum + score, 0)))!;
  if (whole <= 1e-12) return null;
  let parts = 0;
  for (let j = 0; j < k; j++) parts += variance(scores.map((row) => row[j]!))!;
  return (k / (k - 1)) * (1 - parts / whole);
}

/** Of the points on the questions that everybody was asked and that are judged; the interval draws people again, with a fixed seed. */
export function reliabilityOf(attempts: readonly AttemptRow[]): Reliability {
  const items = commonItems(attempts);
  const scores = attempts.map(({ answers }) =>
    items.map((item) => {
      const answer = answers.find((one) => one.item === item)!;
      return answer.points * answer.credit!;
    }),
  );
  const alpha = cronbachAlpha(scores);
  const totals = attempts.map(totalOf).filter((total) => total !== null);
  const spread = deviation(totals);
  return {
    alpha,
    interval: alpha === null ? null : intervalOf(scores),
    // a negative alpha says that the questions do not measure one thing: then there is no such error either
    standardError: alpha === null || alpha < 0 || spread === null ? null : spread * Math.sqrt(1 - alpha),
    items: items.length,
    people: attempts.length,
  };
}

function commonItems(attempts: readonly AttemptRow[]): string[] {
  const [first, ...others] = attempts.map(({ answers }) =>
    answers.filter(({ credit }) => credit !== null).map(({ item }) => item),
  );
  const sets = others.map((items) => new Set(items));
  return (first ?? []).filter((item) => sets.every((set) => set.has(item)));
}

/** Percentiles of alpha over samples of people with replacement. */
function intervalOf(scores: readonly (readonly number[])[]): [number, number] | null {
  if (scores.length < 5) return null;
  const random = seededRandom("quiz analysis", "alpha", scores.length);
  const drawn: number[] = [];
  for (let round = 0; round < resamples; round++) {
    const alpha = cronbachAlpha(scores.map(() => scores[random.below(scores.length)]!));
    if (alpha !== null) drawn.push(alpha);
  }
  if (drawn.length < resamples / 2) return null;
  return [quantile(drawn, 0.025)!, quantile(drawn, 0.975)!];
}
