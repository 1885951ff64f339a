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

/** Percentiles of alpha over samples of people with replacement. Sums of squares suffice, so that 1,000 samples take no time. */
function intervalOf(scores: readonly (readonly number[])[]): [number, number] | null {
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  if (n < 5) return null;
  // numbers near zero keep the sums of squares exact enough
  const centred = centre(scores);
  const random = seededRandom("quiz analysis", "alpha", n);
  const drawn: number[] = [];
  const sums = new Float64Array(k + 1);
  const squares = new Float64Array(k + 1);
  for (let round = 0; round < resamples; round++) {
    sums.fill(0);
    squares.fill(0);
    for (let person = 0; person < n; person++) {
      const row = centred[random.below(n)]!;
      for (let j = 0; j <= k; j++) {
        sums[j]! += row[j]!;
        squares[j]! += row[j]! * row[j]!;
      }
    }
    const spread = (j: number) => (squares[j]! - (sums[j]! * sums[j]!) / n) / (n - 1);
    let parts = 0;
    for (let j = 0; j < k; j++) parts += spread(j);
    if (spread(k) > 1e-12) drawn.push((k / (k - 1)) * (1 - parts / spread(k)));
  }
  if (drawn.length < resamples / 2) return null;
  return [quantile(drawn, 0.025)!, quantile(drawn, 0.975)!];
}

/** Scores less their means, each person's sum behind them. */
function centre(scores: readonly (readonly number[])[]): Float64Array[] {
  const means = scores[0]!.map((_, j) => scores.reduce((sum, row) => sum + row[j]!, 0) / scores.length);
  return scores.map((row) => {
    const own = row.map((score, j) => score - means[j]!);
    return Float64Array.from([...own, own.reduce((sum, score) => sum + score, 0)]);
  });
}
