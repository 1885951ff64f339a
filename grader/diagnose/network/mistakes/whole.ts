import { norm } from "../../../compare/norm.ts";
import type { Network } from "../../../contract.ts";
import { divisorOf } from "../../../oracle/loss.ts";
import { flatten } from "../../../oracle/parameters.ts";
import type { FittedHypothesis, Hypothesis } from "../../recognise.ts";
import { type NetworkCase, type NetworkKind, placesOf } from "../case.ts";

/** Mistakes made on the finished answer: rounded, clipped, decayed, added to what an earlier call left. */

type RightAnswer = (c: NetworkCase) => Float64Array;

const changed = (
  code: string,
  right: RightAnswer,
  change: (answer: Float64Array, c: NetworkCase) => Float64Array | null,
): Hypothesis<NetworkCase> => ({ code, predict: (c) => change(right(c), c) });

/** Rounding that leaves mostly zeros explains any answer of zeros, so it explains none. */
function roundedBy(digits: (v: number) => number): (answer: Float64Array) => Float64Array | null {
  return (answer) => {
    const result = answer.map(digits);
    const kept = result.filter((v) => v !== 0).length;
    return 2 * kept > answer.length ? result : null;
  };
}

const sameShape = (a: Network, b: Network): boolean =>
  a.length === b.length && a.every(({ W }, m) => W.length === b[m]!.W.length && W[0]!.length === b[m]!.W[0]!.length);

/** What could have been added to: a loss is a number whatever the network, a gradient needs the same shapes. */
type LeftOver = (kind: NetworkKind, c: NetworkCase) => NetworkCase[];
const leftOver: LeftOver = (kind, c) =>
  (c.earlier ?? []).filter((before) => kind === "loss" || sameShape(before.net, c.net));

/** The same where the accumulator is made anew for another shape: the calls since then. */
const sinceShapeChanged: LeftOver = (_kind, c) => {
  const earlier = c.earlier ?? [];
  const changedAt = earlier.findLastIndex((before) => !sameShape(before.net, c.net));
  return earlier.slice(changedAt + 1);
};

const divisor = (c: NetworkCase): number => divisorOf(c.net, c.X.length);

export function wholeHypotheses(kind: NetworkKind, right: RightAnswer): Hypothesis<NetworkCase>[] {
  const sumUp = (left: LeftOver, weight: (before: NetworkCase, c: NetworkCase) => number) =>
    changed("accumulator-not-reset", right, (answer, c) => {
      const sum = answer.slice();
      for (const before of left(kind, c)) {
        const factor = weight(before, c);
        right(before).forEach((v, i) => {
          sum[i]! += factor * v;
        });
      }
      return sum;
    });
  return [
    ...[leftOver, sinceShapeChanged].flatMap((left) => [
      sumUp(left, () => 1),
      sumUp(left, (before, c) => divisor(before) / divisor(c)),
    ]),
    changed("accumulator-not-reset", right, (answer, c) => {
      // the sum is divided in place, so what earlier calls left is divided again
      let left = new Float64Array(answer.length);
      for (const before of leftOver(kind, c)) {
        const own = right(before);
        left = left.map((v, i) => v / divisor(before) + own[i]!);
      }
      return answer.map((v, i) => v + left[i]! / divisor(c));
    }),
    ...[1, 2, 3, 4, 5, 6].flatMap((digits) => [
      changed(
        "rounded",
        right,
        roundedBy((v) => Number(v.toFixed(digits))),
      ),
      changed(
        "rounded",
        right,
        roundedBy((v) => Number(v.toPrecision(digits))),
      ),
    ]),
    ...(kind === "gradient"
      ? [
          changed("gradient-clipped", right, (answer) => answer.map((v) => v / norm(answer))),
          changed("gradient-clipped", right, (answer, c) => byTensor(answer, c, 1, "normalised")),
        ]
      : []),
  ];
}

function byTensor(
  answer: Float64Array,
  c: NetworkCase,
  threshold: number,
  how: "clipped" | "normalised",
): Float64Array {
  const result = answer.slice();
  for (const { start, rows, columns } of placesOf("gradient", c.net)) {
    const part = result.subarray(start, start + rows * columns);
    const size = norm(part);
    const factor = how === "normalised" || size > threshold ? threshold / size : 1;
    for (let i = 0; i < part.length; i++) part[i]! *= factor;
  }
  return result;
}

const largest = (v: Float64Array): number => v.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Clipped gradients and weight decay have one number of the student's choosing in them. */
export function fittedGradientHypotheses(right: RightAnswer): FittedHypothesis<NetworkCase>[] {
  const clipped = (
    threshold: (student: Float64Array, c: NetworkCase) => number,
    clip: (answer: Float64Array, t: number, c: NetworkCase) => Float64Array,
  ): FittedHypothesis<NetworkCase> => ({
    code: "gradient-clipped",
    // on one answer alone a clipped gradient is any multiple of the right one
    proofs: 2,
    fit: (probe) => {
      const t = threshold(probe.student!, probe.case);
      if (t === 0) return [];
      return [changed("gradient-clipped", right, (answer, c) => clip(answer, t, c))];
    },
  });
  const largestTensor = (student: Float64Array, c: NetworkCase): number =>
    Math.max(...placesOf("gradient", c.net).map((p) => norm(student.subarray(p.start, p.start + p.rows * p.columns))));

  /** G + lambda R with R given, lambda from least squares */
  const decayed = (direction: (c: NetworkCase) => Float64Array): FittedHypothesis<NetworkCase> => ({
    code: "weight-decay-added",
    fit: (probe) => {
      const along = direction(probe.case);
      const size = norm(along) ** 2;
      const lambda = along.reduce((sum, v, i) => sum + v * (probe.student![i]! - probe.right[i]!), 0) / size;
      return [
        changed("weight-decay-added", right, (answer, c) => {
          const added = direction(c);
          return answer.map((v, i) => v + lambda * added[i]!);
        }),
      ];
    },
  });
  const weightsOnly = (c: NetworkCase): Float64Array => flatten(c.net.map(({ W, b }) => ({ W, b: b.map(() => 0) })));
  return [
    clipped(norm, (answer, t) => {
      const size = norm(answer);
      return size > t ? answer.map((v) => (v * t) / size) : answer;
    }),
    clipped(largestTensor, (answer, t, c) => byTensor(answer, c, t, "clipped")),
    clipped(largest, (answer, t) => answer.map((v) => Math.max(-t, Math.min(t, v)))),
    decayed(weightsOnly),
    decayed((c) => flatten(c.net)),
    decayed((c) => weightsOnly(c).map((v) => v / c.X.length)),
    decayed((c) => flatten(c.net).map((v) => v / c.X.length)),
  ];
}
