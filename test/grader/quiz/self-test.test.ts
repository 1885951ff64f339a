import { describe, expect, test } from "vitest";
import { selfTest } from "../../../grader/quiz/self-test.ts";
import { both, itemOf } from "./items.ts";

const drawn = { number: { from: 0.5, to: 3, step: 0.1 } };
const drawnBoth = { number: { from: -3, to: 3, step: 0.1 } };
const found = (fields: readonly object[], more: object = {}, seeds = 200) =>
  selfTest(itemOf(fields, more), { seeds }).problems;
const codesOf = (fields: readonly object[], more: object = {}) => found(fields, more).map(({ code }) => code);

const choice = (id: string, text: string, correct: boolean | string = false) => ({ id, text: both(text), correct });

describe("an item that is sound has no problem", () => {
  const net = { network: { layers: [2, 2, 1], activations: ["tanh", "logistic"], nonZero: true } };
  const x = { vector: { length: 2, from: -1, to: 1, nonZero: true } };
  test.each<[string, object[], object]>([
    ["numeric", [{ id: "a", kind: "numeric", answer: "p*q" }], { parameters: { p: drawn, q: drawn } }],
    [
      "a chain with error carried forward, quantities and named mistakes",
      [
        { id: "e", kind: "numeric", answer: "1 - forward(net, x).y[2][1]" },
        {
          id: "delta2",
          kind: "numeric",
          answer: "sensitivities(net, x, [1])[2][1]",
          carried: "-2*e*df(net[2].f, forward(net, x).u[2])[1]",
          quantity: { of: "sensitivities", net: "net", X: "[x]", D: "[[1]]", tensor: "delta2" },
        },
      ],
      {
        parameters: { net, x },
        require: ["min(abs(forward(net, x).u[2])) > 0.05"],
        wrong: [
          { why: both("no 2"), answers: { delta2: "sensitivities(net, x, [1])[2][1]/2" }, code: "missing-factor-2" },
        ],
      },
    ],
    [
      "choices that depend on the numbers",
      [
        {
          id: "a",
          kind: "single-choice",
          choices: [choice("l", "less", "p < q"), choice("m", "more or equal", "p >= q")],
        },
      ],
      { parameters: { p: drawn, q: drawn } },
    ],
    [
      "a formula",
      [{ id: "f", kind: "formula", answer: "p*x*(1 - x)", variables: { x: { from: -2, to: 2 } } }],
      { parameters: { p: drawn }, wrong: [{ why: both("the inner derivative"), answers: { f: "p*(1 - x)" } }] },
    ],
    ["true or false, for ever", [{ id: "t", kind: "true-false", answer: true }], {}],
  ])("%s", (_name, fields, more) => {
    expect(found(fields, more)).toEqual([]);
  });
});

describe("what keeps an item from being published, by name", () => {
  const numeric = (answer: string, more: object = {}) => [{ id: "a", kind: "numeric", answer, ...more }];
  const p = { parameters: { p: drawn } };
  const carriedPair = (carried: string) => [
    { id: "e", kind: "numeric", answer: "p" },
    { id: "s", kind: "numeric", answer: "2*p", carried },
  ];
  test.each<[code: string, why: string, fields: object[], more: object]>([
    ["not-drawn", "a condition that is never true", numeric("p"), { ...p, require: ["p > 10"] }],
    ["few-variants", "three values", numeric("p"), { parameters: { p: { choice: [1.5, 2.5, 3.5] } } }],
    ["does-not-render", "a text that divides by zero", numeric("p"), { ...p, text: both("{{ 1/(p - p) }}") }],
    [
      "does-not-render",
      "a solution in one language",
      numeric("p"),
      { ...p, solution: { en: "ok", "pt-BR": "{{ [1, 2][3] }}" } },
    ],
    ["cannot-be-judged", "an answer that is a vector", numeric("[p, p]"), p],
    ["cannot-be-judged", "an answer that is not finite", numeric("1/(p - p)"), p],
    [
      "cannot-be-judged",
      "no choice is correct",
      [{ id: "a", kind: "single-choice", choices: [choice("a", "A", "p > 9"), choice("b", "B", "p > 8")] }],
      p,
    ],
    [
      "right-answer-not-full",
      "a formula that has no value on its domain",
      [{ id: "a", kind: "formula", answer: "ln(x)", variables: { x: { from: -2, to: -1 } } }],
      {},
    ],
    ["carried-differs", "another factor", carriedPair("3*e"), p],
    ["carried-reads-nothing", "no earlier field", carriedPair("2*p"), p],
    [
      "quantity-differs",
      "a factor between",
      numeric("2*loss(net, [x], [[1]])", { quantity: { of: "loss", net: "net", X: "[x]", D: "[[1]]", tensor: "J" } }),
      {
        parameters: {
          net: { network: { layers: [2, 1], activations: ["tanh"] } },
          x: { vector: { length: 2, from: 0.5, to: 1 } },
        },
      },
    ],
    [
      "quantity-fails",
      "examples of another size",
      numeric("p", {
        quantity: { of: "forward", net: '[{W: [[1, 2]], b: [0], f: "tanh"}]', X: "[[1, 2, 3]]", tensor: "u1" },
      }),
      p,
    ],
    [
      "wrong-answer-unusable",
      "no such field",
      numeric("p"),
      { ...p, wrong: [{ why: both("w"), answers: { b: "1" } }] },
    ],
    [
      "wrong-answer-scores",
      "a wrong answer that is right",
      numeric("p"),
      { ...p, wrong: [{ why: both("w"), answers: { a: "p + 0" } }] },
    ],
    [
      "wrong-answer-scores",
      "more than it may",
      [...numeric("p"), { id: "b", kind: "numeric", answer: "p" }],
      { ...p, wrong: [{ why: both("w"), answers: { a: "2*p" }, atMost: 0.2 }] },
    ],
    [
      "wrong-not-named",
      "no quantity to recognise it by",
      numeric("p"),
      { ...p, wrong: [{ why: both("w"), answers: { a: "-p" }, code: "sign-flipped" }] },
    ],
    [
      "generic-wrong-scores",
      "a tolerance wider than the number",
      numeric("p", { tolerance: { mode: "absolute", value: 10 } }),
      p,
    ],
    [
      "generic-wrong-scores",
      "every choice is correct",
      [{ id: "a", kind: "multiple-choice", choices: [choice("a", "A", true), choice("b", "B", true)] }],
      {},
    ],
    ["degenerate", "zero now and then", numeric("round(p*p/9)"), { parameters: { p: drawnBoth } }],
    [
      "first-choice-right",
      "in the order of the file",
      [{ id: "a", kind: "single-choice", shuffle: false, choices: [choice("a", "A", true), choice("b", "B")] }],
      {},
    ],
    ["never-varies", "a comparison that is always true", [{ id: "a", kind: "true-false", answer: "p > 0" }], p],
    [
      "equal-options",
      "options that come out alike",
      [{ id: "a", kind: "single-choice", choices: [choice("a", "{{ p }}", true), choice("b", "{{ 3 - p }}")] }],
      p,
    ],
    [
      "equal-options",
      "a distractor like a line",
      [
        {
          id: "a",
          kind: "ordering",
          lines: [
            { id: "a", text: both("x") },
            { id: "b", text: both("y") },
          ],
          distractors: [{ id: "c", text: both("x") }],
        },
      ],
      {},
    ],
    [
      "answer-in-text",
      "a short answer in the question",
      [{ id: "a", kind: "short-text", accept: [{ text: both("backpropagation") }] }],
      { text: both("What is Backpropagation called?") },
    ],
    ["answer-in-text", "the number in the question", numeric("1.37*p"), { ...p, text: both("It is {{ 1.37*p }}.") }],
    ["too-large", "hundreds of thousands", numeric("100000*p"), p],
    ["too-small", "what rounding leaves of zero", numeric("(0.1 + 0.2 - 0.3)*p"), p],
    ["too-many-digits", "six digits", numeric("p/7", { tolerance: { mode: "significant", value: 6 } }), p],
    [
      "code-check",
      "a check without activation functions",
      [
        {
          id: "a",
          kind: "code",
          solution: "x",
          check: { id: "c", kind: "forward", points: 1, cases: [{ layers: [2, 3, 1], activations: ["tanh"] }] },
        },
      ],
      {},
    ],
  ])("%s: %s", (code, _why, fields, more) => {
    expect(codesOf(fields, more)).toContain(code);
  });

  test("a problem says question, seed, field and what to do, once for all seeds", () => {
    const [problem, ...others] = found(numeric("p", { tolerance: { mode: "significant", value: 6 } }), {
      parameters: { p: drawn, q: "p/7" },
    });
    expect(others).toEqual([]);
    expect(problem).toBeUndefined();
    const [digits, ...more] = found(numeric("p/7", { tolerance: { mode: "significant", value: 6 } }), p);
    expect(more).toEqual([]);
    expect(digits).toMatchObject({ item: "q", seed: "0", field: "a", code: "too-many-digits" });
    expect(digits!.message).toMatch(/widen the tolerance \(and at \d+ more seeds\)/);
    expect(digits!.localised.en).toBe(digits!.message);
    expect(digits!.localised["pt-BR"]).toMatch(/aumente a tolerância \(e em mais \d+ sementes\)/);
  });

  test("our own failure is thrown, not told as the author's", () => {
    const item = itemOf(numeric("p"), p);
    expect(() => selfTest({ ...item, fields: undefined as never })).toThrow(TypeError);
  });
});

describe("progress, generators", () => {
  test("every variant is told, and generated values are all tried", () => {
    const item = itemOf([{ id: "a", kind: "numeric", answer: "g" }], { generator: { file: "q.generate.ts" } });
    const generated = Array.from({ length: 30 }, (_, k) => ({ g: 1.5 + k / 10 }));
    const told: number[] = [];
    expect(selfTest(item, { generated, onProgress: (done) => told.push(done) })).toEqual({
      problems: [],
      variants: 30,
    });
    expect(told).toEqual(Array.from({ length: 30 }, (_, k) => k + 1));
  });
});
