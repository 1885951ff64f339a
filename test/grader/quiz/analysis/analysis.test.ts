import { describe, expect, test } from "vitest";
import { analyse } from "../../../../grader/quiz/analysis/analyse.ts";
import { discriminationOf, groupsOf } from "../../../../grader/quiz/analysis/discrimination.ts";
import { cronbachAlpha } from "../../../../grader/quiz/analysis/reliability.ts";
import { type AnswerRow, type AttemptRow, observationsOf } from "../../../../grader/quiz/analysis/rows.ts";
import { correlation, quantile, variance } from "../../../../grader/quiz/analysis/sample.ts";
import { seededRandom } from "../../../../grader/random.ts";

const answer = (item: string, credit: number | null, more: Partial<AnswerRow> = {}): AnswerRow => ({
  item,
  credit,
  version: 1,
  points: 1,
  spentMs: 60_000,
  chosen: {},
  values: {},
  ...more,
});
const attempt = (person: string, credits: readonly (number | null)[], number = 1): AttemptRow => ({
  person,
  number,
  answers: credits.map((credit, k) => answer(`q${k + 1}`, credit)),
});
const infos = (count: number) => Array.from({ length: count }, (_, k) => ({ key: `q${k + 1}`, lists: [] }));

describe("numbers worked out by hand", () => {
  test("Cronbach's alpha: items' variances 1 and 7/3, their sum's 19/3", () => {
    expect(
      cronbachAlpha([
        [1, 2],
        [2, 3],
        [3, 5],
      ]),
    ).toBeCloseTo(2 * (1 - 10 / 3 / (19 / 3)), 12);
  });

  test("alpha of right-or-wrong items is Kuder and Richardson's formula 20", () => {
    const scores = [
      [1, 1, 1],
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
    ];
    // p = 3/4, 2/4, 1/4; variance of the sums 3, 2, 1, 0 over n is 5/4
    expect(cronbachAlpha(scores)).toBeCloseTo((3 / 2) * (1 - (3 / 16 + 4 / 16 + 3 / 16) / (5 / 4)), 12);
  });

  test.each([
    [
      "parallel items",
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      1,
    ],
    [
      "items against each other",
      [
        [1, 2],
        [2, 1],
        [1, 3],
        [3, 1],
      ],
      null,
    ],
  ])("alpha of %s", (_, scores, alpha) => {
    const found = cronbachAlpha(scores)!;
    if (alpha === null) expect(found).toBeLessThan(0);
    else expect(found).toBeCloseTo(alpha, 12);
  });

  test.each([
    ["one item", [[1], [2]]],
    ["one person", [[1, 2]]],
    [
      "everybody the same",
      [
        [1, 2],
        [1, 2],
      ],
    ],
    ["nobody", []],
  ])("alpha does not exist for %s", (_, scores) => expect(cronbachAlpha(scores)).toBeNull());

  test("the point-biserial is (M1 - M0) / s sqrt(p q)", () => {
    const right = [9, 7, 8];
    const wrong = [4, 6];
    const all = [...right, ...wrong];
    const s = Math.sqrt(variance(all)! * (4 / 5));
    const expected = ((8 - 5) / s) * Math.sqrt((3 / 5) * (2 / 5));
    expect(correlation([...right.map((x) => [1, x] as const), ...wrong.map((x) => [0, x] as const)])).toBeCloseTo(
      expected,
      12,
    );
  });

  test("quantiles lie on the line between the order statistics", () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 1.75, 2.5, 4]);
  });
});

describe("discrimination", () => {
  const ten = Array.from({ length: 10 }, (_, k) => attempt(`p${k}`, [k >= 7 ? 1 : 0, k / 10]));

  test("the upper and lower 27 % of ten people are three each", () => {
    const { upper, lower, size } = groupsOf(observationsOf(ten, "q1"))!;
    expect(size).toBe(3);
    expect(upper.map((weight, k) => (weight ? k : -1)).filter((k) => k >= 0)).toEqual([7, 8, 9]);
    expect(lower.slice(0, 4)).toEqual([1, 1, 1, 0]);
    expect(discriminationOf(observationsOf(ten, "q1"))).toMatchObject({ index: 1, upper: 1, lower: 0 });
  });

  test("people who tie over a border belong to a group in part, whatever their order", () => {
    const tied = ["a", "b", "c", "d", "e", "f", "g"].map((person, k) =>
      attempt(person, [k < 1 ? 1 : 0, k < 1 ? 1 : 0.5]),
    );
    const forth = discriminationOf(observationsOf(tied, "q1"));
    expect(forth.index).toBeCloseTo(discriminationOf(observationsOf([...tied].reverse(), "q1")).index!, 12);
    // two in the upper group: the best one, and one of six equals
    expect(forth.upper).toBeCloseTo(1 / 2, 12);
  });

  test("a question is held against the other ones, not against itself", () => {
    const noise = Array.from({ length: 40 }, (_, k) => attempt(`p${k}`, [k % 2, (k >> 1) % 2]));
    expect(discriminationOf(observationsOf(noise, "q1")).corrected).toBeCloseTo(0, 12);
  });
});

describe("a quiz", () => {
  test("nobody, one person, one question: nothing breaks and nothing is claimed", () => {
    for (const attempts of [[], [attempt("a", [1])], [attempt("a", [null, null])]]) {
      const result = analyse(attempts, infos(2), "first");
      expect(result.reliability).toMatchObject({ alpha: null, interval: null, standardError: null });
      expect(result.items.every(({ flags }) => flags[0]?.code === "few-people")).toBe(true);
    }
  });

  test("people count once; first and last attempts are compared over those who have both", () => {
    const attempts = [
      attempt("a", [0, 1], 1),
      attempt("a", [1, 1], 2),
      attempt("b", [0, 0], 1),
      attempt("b", [1, 0], 3),
      attempt("c", [1, 1], 1),
    ];
    const first = analyse(attempts, infos(2), "first");
    expect([first.people, first.attempts, first.items[0]?.facility]).toEqual([3, 5, 1 / 3]);
    expect(first.improvement).toEqual({ people: 2, first: 0.25, last: 0.75 });
    expect(first.items[0]?.attempts).toEqual({ people: 2, first: 0, last: 1 });
    expect(analyse(attempts, infos(2), "last").items[0]?.facility).toBe(1);
  });

  test("what waits for a person is left out of its question and of the totals", () => {
    const { items, scores } = analyse([attempt("a", [1, null]), attempt("b", [0, 1])], infos(2), "first");
    expect(items.map(({ people, waiting, facility }) => [people, waiting, facility])).toEqual([
      [2, 0, 0.5],
      [1, 1, 1],
    ]);
    expect(scores.values).toEqual([1, 0.5]);
  });

  test("reliability is about the questions that everybody was asked", () => {
    const some = (person: string, ...asked: [string, number][]) => ({
      person,
      number: 1,
      answers: asked.map(([item, credit]) => answer(item, credit)),
    });
    const { reliability } = analyse(
      [
        some("a", ["q1", 1], ["q2", 1], ["q3", 0]),
        some("b", ["q1", 0], ["q2", 0], ["q4", 1]),
        some("c", ["q1", 1], ["q2", 0], ["q4", 1]),
      ],
      infos(4),
      "first",
    );
    expect([reliability.items, reliability.people]).toEqual([2, 3]);
  });

  test("the interval holds alpha, is wider for fewer people, and is the same every time", () => {
    const random = seededRandom("people");
    const people = Array.from({ length: 200 }, (_, k) => {
      const able = random.normal();
      return attempt(
        `p${k}`,
        Array.from({ length: 8 }, () => (able + random.normal() > 0 ? 1 : 0)),
      );
    });
    const of = (count: number) => analyse(people.slice(0, count), infos(8), "first").reliability;
    const [many, few] = [of(200), of(20)];
    const width = ({ interval }: typeof many) => interval![1] - interval![0];
    expect(many.alpha).toBeGreaterThan(many.interval![0]);
    expect(many.alpha).toBeLessThan(many.interval![1]);
    expect(width(few)).toBeGreaterThan(width(many));
    expect(of(200)).toEqual(many);
    expect(many.standardError).toBeGreaterThan(0);
  });

  test("choices: how often each was taken and by whom; a dead one and a wrong key are pointed at", () => {
    const lists = [
      {
        field: "f",
        choices: [
          { id: "right", correct: true },
          { id: "tempting", correct: false },
          { id: "dead", correct: false },
        ],
      },
    ];
    const people = Array.from({ length: 20 }, (_, k) => ({
      person: `p${k}`,
      number: 1,
      // the better half takes the wrong one
      answers: [
        answer("q1", k < 10 ? 1 : 0, { chosen: { f: [k < 10 ? "right" : "tempting"] } }),
        answer("q2", k / 20, { points: 9 }),
      ],
    }));
    const [item] = analyse(
      people,
      [
        { key: "q1", lists },
        { key: "q2", lists: [] },
      ],
      "first",
    ).items;
    expect(
      item?.choices[0]?.choices.map(({ id, chosen, upper, lower }) => [
        id,
        chosen,
        Math.round(upper),
        Math.round(lower),
      ]),
    ).toEqual([
      ["right", 10, 0, 5],
      ["tempting", 10, 5, 0],
      ["dead", 0, 0, 0],
    ]);
    expect(item?.flags.map(({ code, choice }) => [code, choice])).toEqual([
      ["negative-discrimination", undefined],
      ["wrong-choice-of-the-best", "tempting"],
      ["choice-never-taken", "dead"],
    ]);
  });

  test("where hardly anybody chose anything, no choice is to blame", () => {
    const lists = [
      {
        field: "f",
        choices: [
          { id: "a", correct: true },
          { id: "b", correct: false },
        ],
      },
    ];
    const people = Array.from({ length: 20 }, (_, k) => attempt(`p${k}`, [k % 2, k / 20]));
    const [item] = analyse(
      people,
      [
        { key: "q1", lists },
        { key: "q2", lists: [] },
      ],
      "first",
    ).items;
    expect(item?.choices[0]?.nothing).toBe(20);
    expect(item?.flags.map(({ code }) => code)).not.toContain("choice-never-taken");
  });
});

describe("fairness of variants", () => {
  const people = (count: number, harder: (layers: number) => number) => {
    const random = seededRandom("fairness", count);
    return Array.from({ length: count }, (_, k) => {
      const layers = 2 + (k % 2);
      const able = random.uniform();
      return {
        person: `p${k}`,
        number: 1,
        answers: [
          answer("q1", able > harder(layers) ? 1 : 0, { values: { layers, alpha: random.uniform() } }),
          answer("q2", able),
        ],
      };
    });
  };
  const analysed = (attempts: AttemptRow[]) => analyse(attempts, infos(2), "first").items[0]!;

  test("a parameter that makes it harder is found, one that does not is let be", () => {
    const { fairness, flags } = analysed(people(120, (layers) => (layers === 2 ? 0.2 : 0.8)));
    const [layers, alpha] = fairness;
    expect(layers?.groups.map(({ value, people: count }) => [value, count])).toEqual([
      [{ is: "2" }, 60],
      [{ is: "3" }, 60],
    ]);
    expect(layers?.p).toBeLessThan(0.005);
    expect(alpha?.groups).toHaveLength(3);
    expect(alpha?.p).toBeGreaterThan(0.05);
    expect(flags.map(({ code, parameter }) => `${code} ${parameter ?? ""}`)).toContain("harder-variants layers");
  });

  test("variants alike: of 40 quizzes hardly one is accused", () => {
    const accused = Array.from({ length: 40 }, (_, k) =>
      analysed(people(60 + k, () => 0.5)).flags.some(({ code }) => code === "harder-variants"),
    );
    expect(accused.filter(Boolean).length).toBeLessThanOrEqual(1);
  });

  test("groups of a handful are shown and not judged", () => {
    expect(analysed(people(8, () => 0.5)).fairness.every(({ p }) => p === null)).toBe(true);
  });
});
