import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attemptTotal,
  countingScore,
  creditAfterTries,
  itemScore,
  roundedPoints,
  type Scored,
} from "../../../lib/quizzes/totals.ts";

const answer = (points: number, credit: number | null, more: Partial<Scored> = {}): Scored => ({
  points,
  credit,
  complete: credit !== null,
  adjustment: null,
  atLeast: null,
  ...more,
});

test.each([
  [1.005, 1.01],
  [1 / 3, 0.33],
  [2 / 3, 0.67],
  [0.125, 0.13],
  [0.1 + 0.2, 0.3],
  [7, 7],
  [0, 0],
])("%d points are %d", (points, rounded) => expect(roundedPoints(points)).toBe(rounded));

describe("the score of a question", () => {
  test.each<[string, Scored, number | null]>([
    ["right", answer(3, 1), 3],
    ["a third", answer(2, 1 / 3), 0.67],
    ["nothing judged yet", answer(3, null), null],
    ["full marks to all", answer(3, 0.2, { adjustment: "full" }), 3],
    ["full marks also to who has not been judged", answer(3, null, { adjustment: "full" }), 3],
    ["dropped", answer(3, 1, { adjustment: "dropped" }), 0],
    ["nobody loses", answer(3, 0.2, { atLeast: 2 }), 2],
    ["nobody loses, but one may win", answer(3, 1, { atLeast: 2 }), 3],
  ])("%s", (_, scored, score) => expect(itemScore(scored)).toBe(score));
});

describe("the score of an attempt", () => {
  test("is the sum of the rounded parts that people see", () => {
    const thirds = [answer(1, 1 / 3), answer(1, 1 / 3), answer(1, 1 / 3)];
    expect(attemptTotal(thirds)).toEqual({ score: 0.99, maxScore: 3, complete: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0, max: 1, noNaN: true }))),
        (drawn) => {
          const items = drawn.map(([points, credit]) => answer(points, credit));
          const total = attemptTotal(items);
          expect(total.score).toBe(roundedPoints(items.reduce((sum, item) => sum + itemScore(item)!, 0)));
          expect(total.score).toBeLessThanOrEqual(total.maxScore);
        },
      ),
    );
  });

  test("a dropped question is not asked of anybody, and what waits counts as nothing until it is judged", () => {
    const items = [answer(2, 1), answer(5, 0, { adjustment: "dropped" }), answer(3, null)];
    expect(attemptTotal(items)).toEqual({ score: 2, maxScore: 5, complete: false });
    expect(attemptTotal([answer(3, null, { adjustment: "full" })])).toEqual({ score: 3, maxScore: 3, complete: true });
  });
});

describe("credit after checks", () => {
  test.each<[string, number[], number, boolean, number, number]>([
    ["no check", [], 0.5, false, 25, 0.5],
    ["right at the second try", [0], 1, false, 25, 0.75],
    ["checked and left so", [0, 1], 1, true, 25, 0.75],
    ["checked right, then spoilt", [1], 0, false, 25, 1],
    ["a better first try counts", [0.8, 0.9], 0.9, true, 25, 0.8],
    ["never below nothing", [0, 0, 0, 0, 0], 1, false, 25, 0],
    ["without a penalty", [0, 0, 0], 1, false, 0, 1],
  ])("%s", (_, checked, last, lastWasChecked, penalty, credit) =>
    expect(creditAfterTries(checked, last, lastWasChecked, penalty)).toBeCloseTo(credit, 12),
  );
});

describe("the score of the quiz", () => {
  const attempts = [
    { number: 1, score: 4, maxScore: 10 },
    { number: 3, score: 5, maxScore: 10 },
    { number: 2, score: 8, maxScore: 10 },
  ];
  test.each([
    ["best", 8],
    ["last", 5],
    ["average", 5.67],
  ] as const)("%s counts", (counts, score) => expect(countingScore(counts, attempts, 10)).toBe(score));

  test("an attempt over other points is brought to the quiz's", () => {
    expect(countingScore("best", [{ number: 1, score: 4, maxScore: 5 }], 10)).toBe(8);
    expect(countingScore("best", [{ number: 1, score: 0, maxScore: 0 }], 10)).toBe(10);
  });

  test("none without an attempt", () => expect(countingScore("best", [], 10)).toBeNull());
});
