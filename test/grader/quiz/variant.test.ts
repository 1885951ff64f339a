import { describe, expect, test } from "vitest";
import { drawVariant, generatedPlace } from "../../../grader/quiz/variant.ts";
import { fixtureQuiz, generatedValues, itemOf, variantOf } from "./fixture-quiz.ts";

const drawn = (yaml: string, seed = "1") => drawVariant(itemOf(yaml), seed);
const valuesOf = (yaml: string, seed = "1") => variantOf(itemOf(yaml), seed).values;
const seeds = Array.from({ length: 400 }, (_, k) => `seed ${k}`);

describe("the same seed makes the same variant", () => {
  // a change of any of these numbers changes quizzes that people have taken
  test.each([
    ["numeric", "1", { w: 2, alpha: 0.05, step: 0.2 }],
    ["numeric", "2", { w: 1.5, alpha: 0.2, step: 0.6000000000000001 }],
    ["numeric", "ana", { w: 2, alpha: 0.2, step: 0.8 }],
    ["true-false", "1", { a: 9, b: 9 }],
    ["true-false", "ana", { a: 1, b: 2 }],
    ["surface-point", "2", { p: [1, 1] }],
    ["surface-point", "ana", { p: [0.75, -0.5] }],
    [
      "diagram",
      "ana",
      {
        f: "logistic",
        net: [
          {
            W: [
              [-1, -1],
              [0.5, 0.5],
            ],
            b: [0.5, 1],
            f: "logistic",
          },
          { W: [[1, 0.5]], b: [-0.5], f: "linear" },
        ],
        x: [-0.5, -0.5],
        d: 3,
      },
    ],
  ])("%s with seed %s", async (id, seed, values) => {
    const { items } = await fixtureQuiz();
    expect(variantOf(items.find((item) => item.id === id)!, seed).values).toEqual(values);
  });

  test("a parameter that is added leaves the others as they are", () => {
    const before = valuesOf(
      "parameters: { a: { integer: { from: 1, to: 1000 } }, b: { integer: { from: 1, to: 1000 } } }",
    );
    const after = valuesOf(
      "parameters: { z: { integer: { from: 1, to: 9 } }, b: { integer: { from: 1, to: 1000 } }, a: { integer: { from: 1, to: 1000 } } }",
    );
    expect(after).toMatchObject(before);
  });

  test("questions draw apart from each other", () => {
    const yaml = "parameters: { a: { integer: { from: 1, to: 1000000 } } }";
    expect(valuesOf(yaml)).not.toEqual(valuesOf(`id: other\n${yaml}`));
  });
});

describe("what is drawn", () => {
  test("numbers are multiples of their step, in range, evenly spread, and written short", () => {
    const counts = new Map<number, number>();
    for (const seed of seeds) {
      const { a } = valuesOf("parameters: { a: { number: { from: -0.3, to: 0.3, step: 0.1, nonZero: true } } }", seed);
      counts.set(a as number, (counts.get(a as number) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-0.3, -0.2, -0.1, 0.1, 0.2, 0.3]);
    for (const count of counts.values()) expect(Math.abs(count - 400 / 6)).toBeLessThan(40);
  });

  test("every kind has its shape", () => {
    const values = valuesOf(
      `
parameters:
  f: { choice: [tanh, relu] }
  order: { shuffle: [1, 2, 3] }
  v: { vector: { length: 3, from: 1, to: 2, step: 0.5 } }
  A: { matrix: { rows: 2, columns: 3, from: 0, to: 0 } }
`.replace("  A:", "  m:"),
    );
    expect(["tanh", "relu"]).toContain(values.f);
    expect([...(values.order as number[])].sort()).toEqual([1, 2, 3]);
    expect(values.v).toHaveLength(3);
    expect(values.m).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const { net } = valuesOf(
      "parameters: { f: { choice: [relu] }, net: { network: { layers: [3, 2, 1], activations: [f, linear] } } }",
    );
    expect(net).toMatchObject([{ f: "relu", b: [expect.any(Number), expect.any(Number)] }, { f: "linear" }]);
  });

  test("conditions are met", () => {
    for (const seed of seeds.slice(0, 50)) {
      const { a, b } = valuesOf(
        "parameters: { a: { integer: { from: 1, to: 9 } }, b: { integer: { from: 1, to: 9 } } }\nrequire: [a < b, a + b == 10]",
        seed,
      );
      expect(a as number).toBeLessThan(b as number);
      expect((a as number) + (b as number)).toBe(10);
    }
  });

  test("a number that is not finite is drawn again", () => {
    for (const seed of seeds.slice(0, 50)) {
      expect(Number.isFinite(valuesOf("parameters: { a: { integer: { from: -1, to: 1 } }, b: 1 / a }", seed).b)).toBe(
        true,
      );
    }
  });
});

describe("what cannot be drawn is said with question, seed and parameter", () => {
  test.each([
    [
      "parameters: { a: { integer: { from: 1, to: 9 } } }\nrequire: [a > 10]",
      /"item", seed "1": no variant meets its conditions in 500 draws; the last one failed at "a > 10"/,
    ],
    ["parameters: { a: 0 / 0 }", /not finite/],
    ["parameters: { a: b + 1 }", /parameter "a": "b \+ 1": "b" is neither/],
    ["parameters: { a: { number: { from: 0.01, to: 0.05 } } }", /parameter "a": no multiple of 0.1/],
    ["parameters: { a: { choice: [null] } }", /parameter "a": null is not a value/],
    ["parameters: { net: { network: { layers: [2, 1], activations: [f] } } }", /"f" is neither an activation function/],
    ["parameters: { a: { integer: { from: 1, to: 9 } } }\nrequire: [a]", /condition "a": is neither true nor false/],
    ["generator: { file: x.generate.ts }", /generator's values are missing/],
  ])("%s", (yaml, words) => {
    const result = drawn(yaml);
    expect(result.ok ? "" : result.message).toMatch(words);
  });

  test("values of a generator are judged like drawn ones", () => {
    const item = itemOf("generator: { file: x.generate.ts }\nrequire: ['length(g) == 3']");
    expect(drawVariant(item, "1", generatedValues)).toMatchObject({
      ok: false,
      message: expect.stringMatching("length"),
    });
    expect(drawVariant(item, "1", { g: [1, 2, 3] })).toMatchObject({ ok: true });
    expect(drawVariant(item, "1", { g: [1, 2, Number.NaN] })).toMatchObject({ ok: false });
  });

  test("attempts are spread over a generator's results", () => {
    const item = itemOf("generator: { file: x.generate.ts }");
    const taken = new Set(seeds.map((seed) => generatedPlace(item, seed, 12)));
    expect([...taken].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, k) => k));
  });
});
