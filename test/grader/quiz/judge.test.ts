import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers } from "../../../grader/quiz/answer.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { shownChoices, shownLines, shownRights } from "../../../grader/quiz/shown-order.ts";
import type { Variant } from "../../../grader/quiz/variant.ts";
import { both, variantOf } from "./items.ts";

const judged = (variant: Variant, answers: Answers) => judgeItem(variant, answers).fields[0]!;
const one = (field: object) => variantOf([{ id: "a", ...field }]);

describe("numeric tolerance", () => {
  const relative = (value: number, atLeast = 1e-8) => ({ mode: "relative", value, atLeast });
  const absolute = (value: number) => ({ mode: "absolute", value });
  const significant = (value: number) => ({ mode: "significant", value });
  const decimals = (value: number) => ({ mode: "decimals", value });
  test.each<[answer: number, tolerance: object, typed: string, right: boolean]>([
    [1, absolute(0.05), "1.05", true],
    [1, absolute(0.05), "0.95", true],
    [1, absolute(0.05), "1.0501", false],
    [1, absolute(0.05), "0.9499", false],
    [0.3, absolute(0.05), "0,35", true],
    [0.3, absolute(0.05), "0.25", true],
    [0, absolute(0), "0", true],
    [0, absolute(0), "-0", true],
    [0, absolute(0), "1e-9", false],
    [0.1, absolute(0), "1/10", true],
    [1 / 3, absolute(0), "1/3", true],
    [-2, absolute(0.1), "2", false],
    [100, relative(0.01), "101", true],
    [100, relative(0.01), "99", true],
    [100, relative(0.01), "101.01", false],
    [100, relative(0.01), "98.99", false],
    [-100, relative(0.01), "-101", true],
    [-100, relative(0.01), "100", false],
    [0.3, relative(0.01), "0.303", true],
    [0.3, relative(0.01), "0.3031", false],
    [0, relative(0.01), "0", true],
    [0, relative(0.01), "1e-8", true],
    [0, relative(0.01), "2e-8", false],
    [0, relative(0.01, 0.001), "0.001", true],
    [0, relative(0.01, 0.001), "0.0011", false],
    [1e-10, relative(0.01), "0", true],
    [1e-10, relative(0.01, 0), "0", false],
    [1.2345, significant(3), "1.23", true],
    [1.2345, significant(3), "1.2345", true],
    [1.2345, significant(3), "1.24", false],
    [1.2345, significant(3), "1.22", false],
    [1.225, significant(3), "1.22", true],
    [1.225, significant(3), "1.23", true],
    [0.9996, significant(3), "1.00", true],
    [0.9996, significant(3), "1", true],
    [0.9996, significant(3), "0.999", false],
    [0.0012345, significant(2), "0.0012", true],
    [0.0012345, significant(2), "1.2e-3", true],
    [0.0012345, significant(2), "0.0013", false],
    [12345, significant(2), "12000", true],
    [12345, significant(2), "13000", false],
    [0, significant(3), "0", true],
    [0, significant(3), "0.001", false],
    [-1.2345, significant(3), "-1.23", true],
    [-1.2345, significant(3), "1.23", false],
    [1.2345, decimals(2), "1.23", true],
    [1.2345, decimals(2), "1.24", false],
    [1.235, decimals(2), "1.23", true],
    [1.235, decimals(2), "1.24", true],
    [0.004, decimals(2), "0", true],
    [0.004, decimals(2), "0.01", false],
    [7, decimals(0), "7", true],
    [7.4, decimals(0), "7", true],
    [7.4, decimals(0), "8", false],
    [1e300, relative(0.01), "1e300", true],
  ])("%d, %j: %s -> %s", (answer, tolerance, typed, right) => {
    const result = judged(one({ kind: "numeric", answer, tolerance }), { a: typed });
    expect(result).toMatchObject({ state: right ? "right" : "wrong", credit: right ? 1 : 0 });
  });

  test("what cannot be read says so, and an empty cell is empty", () => {
    const variant = one({ kind: "numeric", answer: 1 });
    expect(judged(variant, { a: "one" })).toMatchObject({
      state: "unreadable",
      credit: 0,
      message: { en: /not a number/ },
    });
    expect(judged(variant, { a: "1.234,5" })).toMatchObject({ state: "unreadable", credit: 0 });
    expect(judged(variant, { a: " " })).toMatchObject({ state: "empty", credit: 0 });
    expect(judged(variant, {})).toMatchObject({ state: "empty", credit: 0 });
    expect(judged(variant, { a: "1,0" })).toMatchObject({ state: "right", readAs: "1{,}0" });
  });
});

describe("credit for each kind", () => {
  const choices = [
    { id: "a", text: both("A"), correct: true, feedback: both("A it is") },
    { id: "b", text: both("B"), correct: true },
    { id: "c", text: both("C"), feedback: both("not C") },
    { id: "d", text: both("D") },
    { id: "e", text: both("E") },
  ];
  const shownAs = (variant: Variant, ids: string) => {
    const [field] = variant.item.fields;
    if (field?.kind !== "multiple-choice" && field?.kind !== "single-choice") throw new Error("no choices");
    const shown = shownChoices(variant, field);
    return [...ids].map((id) => shown.find(({ choice }) => choice.id === id)!.id);
  };

  test.each<[credit: string, ticked: string, share: number, state: string]>([
    ["all-or-nothing", "ab", 1, "right"],
    ["all-or-nothing", "a", 0, "wrong"],
    ["all-or-nothing", "abc", 0, "wrong"],
    ["all-or-nothing", "", 0, "empty"],
    ["per-choice", "ab", 1, "right"],
    ["per-choice", "a", 4 / 5, "partly"],
    ["per-choice", "abc", 4 / 5, "partly"],
    ["per-choice", "abcde", 2 / 5, "partly"],
    ["per-choice", "cde", 0, "wrong"],
    ["per-choice", "", 0, "empty"],
    ["right-minus-wrong", "ab", 1, "right"],
    ["right-minus-wrong", "a", 1 / 2, "partly"],
    ["right-minus-wrong", "abc", 2 / 3, "partly"],
    ["right-minus-wrong", "abcd", 1 / 3, "partly"],
    ["right-minus-wrong", "abcde", 0, "wrong"],
    ["right-minus-wrong", "ac", 1 / 6, "partly"],
    ["right-minus-wrong", "cd", 0, "wrong"],
  ])("multiple choice, %s: %s ticked -> %d", (credit, ticked, share, state) => {
    const variant = one({ kind: "multiple-choice", choices, credit });
    const result = judged(variant, { a: shownAs(variant, ticked) });
    expect(result.state).toBe(state);
    expect(result.credit).toBeCloseTo(share, 12);
    if (state !== "empty") expect(result.parts).toEqual([..."abcde"].map((id, k) => ticked.includes(id) === k < 2));
  });

  test("where nothing is correct, ticking nothing is right", () => {
    const variant = one({ kind: "multiple-choice", choices: choices.slice(2) });
    expect(judged(variant, { a: [] })).toMatchObject({ state: "right" });
    expect(judged(variant, {})).toMatchObject({ state: "empty" });
  });

  test("single choice: the words for what was chosen", () => {
    const variant = one({ kind: "single-choice", choices, feedback: { wrong: both("read again") } });
    expect(judged(variant, { a: shownAs(variant, "a")[0]! })).toMatchObject({ credit: 1, feedback: both("A it is") });
    expect(judged(variant, { a: shownAs(variant, "c")[0]! })).toMatchObject({
      credit: 0,
      feedback: both("not C\n\nread again"),
    });
    expect(judged(variant, { a: "zzz" })).toMatchObject({ state: "unreadable", credit: 0 });
    expect(judged(variant, { a: "" })).toMatchObject({ state: "empty" });
  });

  test("single choice: some credit for a choice that is not the right one", () => {
    const half = choices
      .slice(0, 3)
      .map((one) => (one.id === "c" ? { ...one, credit: 0.5 } : { ...one, correct: one.id === "a" }));
    const variant = one({ kind: "single-choice", choices: half });
    expect(judged(variant, { a: shownAs(variant, "c")[0]! })).toMatchObject({
      state: "partly",
      credit: 0.5,
      feedback: both("not C"),
    });
    expect(judged(variant, { a: shownAs(variant, "b")[0]! })).toMatchObject({ state: "wrong", credit: 0 });
  });

  test.each<[typed: string, credit: number, state: string]>([
    ["10", 1, "right"],
    ["20", 0.5, "partly"],
    ["20.9", 0.5, "partly"],
    ["5", 1, "right"],
    ["7", 0, "wrong"],
    ["9.5", 0.25, "partly"],
  ])("numeric, with other numbers that earn something: %s -> %d", (typed, credit, state) => {
    const also = [
      { answer: "2*10", tolerance: { mode: "absolute", value: 1 }, credit: 0.5, feedback: both("twice") },
      { answer: 5, credit: 1 },
      { answer: 10, tolerance: { mode: "relative", value: 0.1 }, credit: 0.25 },
      { answer: 7, credit: 0, feedback: both("seven is what you get without b") },
    ];
    const result = judged(one({ kind: "numeric", answer: 10, also }), { a: typed });
    expect(result).toMatchObject({ credit, state });
    if (credit === 0.5) expect(result.feedback).toEqual(both("twice"));
    if (typed === "7") expect(result.feedback).toEqual(both("seven is what you get without b"));
  });

  test.each([
    ["3 > 2", true, 1],
    ["3 > 2", false, 0],
    ["3 < 2", false, 1],
  ])("true or false: %s, %s", (answer, given, credit) => {
    expect(judged(one({ kind: "true-false", answer }), { a: given })).toMatchObject({ credit });
  });

  test.each<[kind: string, credit: string, answer: string, typed: Answers[string], share: number, state: string]>([
    ["vector", "per-cell", "[1, 2, 4]", ["1", "2", "4"], 1, "right"],
    ["vector", "per-cell", "[1, 2, 4]", ["1", "2", "5"], 2 / 3, "partly"],
    ["vector", "per-cell", "[1, 2, 4]", ["1", "", ""], 1 / 3, "partly"],
    ["vector", "per-cell", "[1, 2, 4]", ["x", "2", ""], 1 / 3, "partly"],
    ["vector", "per-cell", "[1, 2, 4]", ["x", "3", ""], 0, "unreadable"],
    ["vector", "per-cell", "[1, 2, 4]", ["2", "3", "5"], 0, "wrong"],
    ["vector", "per-cell", "[1, 2, 4]", ["1", "2"], 0, "wrong"],
    ["vector", "per-cell", "[1, 2, 4]", ["1", "2", "4", "0"], 0, "wrong"],
    ["vector", "per-cell", "[1, 2, 4]", ["", "", ""], 0, "empty"],
    ["vector", "per-cell", "[1, 2, 4]", [], 0, "empty"],
    ["vector", "all-or-nothing", "[1, 2, 4]", ["1", "2", "5"], 0, "wrong"],
    ["vector", "all-or-nothing", "[1, 2, 4]", ["1", "2", "4"], 1, "right"],
    [
      "matrix",
      "per-cell",
      "[[1, 2], [3, 4]]",
      [
        ["1", "2"],
        ["3", "4"],
      ],
      1,
      "right",
    ],
    [
      "matrix",
      "per-cell",
      "[[1, 2], [3, 4]]",
      [
        ["1", "3"],
        ["2", "4"],
      ],
      1 / 2,
      "partly",
    ],
    [
      "matrix",
      "per-cell",
      "[[1, 2, 3], [4, 5, 6]]",
      [
        ["1", "4"],
        ["2", "5"],
        ["3", "6"],
      ],
      0,
      "wrong",
    ],
    ["matrix", "per-cell", "[[1, 2], [3, 4]]", [["1", "2"], ["3"]], 0, "wrong"],
    [
      "matrix",
      "all-or-nothing",
      "[[1, 2], [3, 4]]",
      [
        ["1", "2"],
        ["3", "5"],
      ],
      0,
      "wrong",
    ],
  ])("%s %s %s: %j -> %d", (kind, credit, answer, typed, share, state) => {
    const result = judged(one({ kind, credit, answer }), { a: typed });
    expect(result.state).toBe(state);
    expect(result.credit).toBeCloseTo(share, 12);
  });

  test("matching: a share for every pair, and equal right sides are equal", () => {
    const variant = one({
      kind: "matching",
      pairs: [
        { left: both("logistic"), right: both("y(1-y)") },
        { left: both("tanh"), right: both("1-y^2") },
        { left: both("softplus'"), right: both("y(1-y)") },
        { left: both("linear"), right: both("1") },
      ],
      distractors: [both("y")],
    });
    const [field] = variant.item.fields;
    if (field?.kind !== "matching") throw new Error("no pairs");
    const rights = shownRights(variant, field);
    const id = (pair: number | null) => rights.find((right) => right.pair === pair)!.id;
    expect(judged(variant, { a: { 0: id(0), 1: id(1), 2: id(2), 3: id(3) } })).toMatchObject({ credit: 1 });
    expect(judged(variant, { a: { 0: id(2), 1: id(1), 2: id(0), 3: id(3) } })).toMatchObject({ credit: 1 });
    expect(judged(variant, { a: { 0: id(0), 1: id(null), 2: id(1) } })).toMatchObject({
      credit: 1 / 4,
      parts: [true, false, false, false],
    });
    expect(judged(variant, { a: { 0: "r99" } })).toMatchObject({ credit: 0, state: "wrong" });
    expect(judged(variant, { a: {} })).toMatchObject({ state: "empty" });
    expect(judged(variant, { a: { 0: "" } })).toMatchObject({ state: "empty" });
  });

  const line = (id: string, after?: string[]) => ({ id, text: both(id), ...(after ? { after } : {}) });
  const chain = { lines: ["a", "b", "c", "d", "e"].map((id) => line(id)), distractors: [line("x"), line("y")] };
  /** a and b in any order before c; d free; e after c and d */
  const partial = {
    lines: [line("a", []), line("b", []), line("c", ["a", "b"]), line("d", []), line("e", ["c", "d"])],
  };
  test.each<[lines: object, credit: string, order: string, share: number]>([
    [chain, "longest-run", "abcde", 1],
    [chain, "longest-run", "bcdea", 4 / 5],
    [chain, "longest-run", "bacde", 4 / 5],
    [chain, "longest-run", "edcba", 1 / 5],
    [chain, "longest-run", "abc", 3 / 5],
    [chain, "longest-run", "cab", 2 / 5],
    [chain, "longest-run", "abxcde", 4 / 5],
    [chain, "longest-run", "xy", 0],
    [chain, "longest-run", "xya", 0],
    [chain, "longest-run", "adbec", 3 / 5],
    [chain, "all-or-nothing", "abcde", 1],
    [chain, "all-or-nothing", "abced", 0],
    [chain, "all-or-nothing", "abcdex", 0],
    [partial, "longest-run", "abcde", 1],
    [partial, "longest-run", "badce", 1],
    [partial, "longest-run", "dbace", 1],
    [partial, "longest-run", "acbde", 4 / 5],
    [partial, "longest-run", "eabcd", 4 / 5],
    [partial, "longest-run", "ecdab", 3 / 5],
    [partial, "all-or-nothing", "dabce", 1],
    [partial, "all-or-nothing", "dacbe", 0],
  ])("ordering %#: %s %s -> %d", (lines, credit, order, share) => {
    const variant = one({ kind: "ordering", credit, ...lines });
    const [field] = variant.item.fields;
    if (field?.kind !== "ordering") throw new Error("no lines");
    const shown = shownLines(variant, field);
    const ids = [...order].map((id) => shown.find(({ line }) => line.id === id)!.id);
    expect(judged(variant, { a: ids }).credit).toBeCloseTo(share, 12);
  });

  test("lines with the same text may stand for each other; a line used twice is no answer", () => {
    const lines = ["open", "one", "close", "two", "close2"].map((id) => ({ id, text: both(id.replace("2", "")) }));
    const variant = one({ kind: "ordering", lines, code: true });
    const [field] = variant.item.fields;
    if (field?.kind !== "ordering") throw new Error("no lines");
    const shown = shownLines(variant, field);
    const ids = (...of: string[]) => of.map((id) => shown.find(({ line }) => line.id === id)!.id);
    expect(judged(variant, { a: ids("open", "one", "close2", "two", "close") })).toMatchObject({ credit: 1 });
    expect(judged(variant, { a: ids("open", "open") })).toMatchObject({ state: "unreadable", credit: 0 });
    expect(judged(variant, { a: [] })).toMatchObject({ state: "empty" });
  });

  test.each<[typed: string, exact: boolean, credit: number]>([
    ["backpropagation", false, 1],
    ["  Backpropagation ", false, 1],
    ["BACK  PROPAGATION", false, 0],
    ["retropropagação", false, 1],
    ["Retropropagacao", false, 1],
    ["reverse mode", false, 0.5],
    ["reverse   MODE", false, 0.5],
    ["forward", false, 0],
    ["Backpropagation", true, 0],
    ["backpropagation", true, 1],
  ])("short text %j, exact %s -> %d", (typed, exact, credit) => {
    const accept = [
      { text: { en: "backpropagation", "pt-BR": "retropropagação" } },
      { text: both("reverse mode"), credit: 0.5, feedback: both("say its name") },
    ];
    const result = judged(one({ kind: "short-text", accept, exact }), { a: typed });
    expect(result.credit).toBe(credit);
    if (credit === 0.5) expect(result.feedback).toEqual(both("say its name"));
  });

  test("cloze: gaps by their points", () => {
    const gaps = {
      n: { kind: "numeric", answer: 0.5, points: 2 },
      w: { kind: "short-text", accept: [both("chain rule")] },
      c: {
        kind: "single-choice",
        choices: [
          { id: "y", text: both("yes"), correct: true },
          { id: "z", text: both("no") },
        ],
      },
    };
    const variant = one({ kind: "cloze", text: both("[[n]] [[w]] [[c]]"), gaps });
    const right = rightAnswers(variant).a as Record<string, string>;
    expect(judged(variant, { a: right })).toMatchObject({ credit: 1, parts: [true, true, true] });
    expect(judged(variant, { a: { ...right, n: "0,6" } })).toMatchObject({ credit: 0.5, parts: [false, true, true] });
    expect(judged(variant, { a: { n: "0,5" } })).toMatchObject({ credit: 0.5, state: "partly" });
    expect(judged(variant, { a: { n: "half" } })).toMatchObject({ credit: 0, state: "unreadable" });
    expect(judged(variant, { a: { n: "", q: "1" } })).toMatchObject({ state: "empty" });
  });

  test("a point on a surface: near any right one, by share of the window", () => {
    const variant = one({
      kind: "surface-point",
      surface: "w1^2 - w2^2",
      w1: [-2, 2],
      w2: [-20, 20],
      answer: "[[0, 0], [1, 10]]",
      radius: 0.05,
    });
    const at = (w1: number, w2: number) => judged(variant, { a: { w1, w2 } }).credit;
    expect([at(0, 0), at(0.2, 0), at(0, 2), at(1.05, 9.8)]).toEqual([1, 1, 1, 1]);
    expect([at(0.3, 0), at(0, 3), at(0.25, 2.5), at(-2, 20)]).toEqual([0, 0, 0, 0]);
  });

  test("what a person or the grader of projects judges waits, unless nothing was handed in", () => {
    const variant = variantOf([
      { id: "n", kind: "numeric", answer: 1, points: 3 },
      { id: "e", kind: "essay" },
      { id: "f", kind: "file" },
    ]);
    const file = { fileId: "3f2c1d2e-1111-4111-8111-111111111111", name: "a.pdf", bytes: 1 };
    expect(judgeItem(variant, { n: "1", e: "text", f: file })).toMatchObject({
      credit: 1,
      complete: false,
      fields: [{ state: "right" }, { state: "manual", credit: null }, { state: "manual" }],
    });
    expect(judgeItem(variant, { n: "1", e: "  " })).toMatchObject({ credit: 0.6, complete: true });
    expect(judgeItem(variant, {})).toMatchObject({ credit: 0, complete: true });
  });
});

describe("error carried forward", () => {
  const chain = [
    { id: "e", kind: "numeric", answer: "d - y" },
    { id: "s", kind: "vector", answer: "[-2*(d - y), -2*(d - y)*w]", carried: "[-2*e, -2*e*w]" },
    { id: "g", kind: "matrix", answer: "outer([-2*(d - y), -2*(d - y)*w], x)", carried: "outer(s, x)" },
  ];
  const variant = variantOf(chain, { parameters: { d: "1", y: "0.25", w: "0.4", x: "[0.5, -1]" } });
  const right = {
    e: "0.75",
    s: ["-1.5", "-0.6"],
    g: [
      ["-0.75", "1.5"],
      ["-0.3", "0.6"],
    ],
  };
  const states = (answers: Answers) =>
    judgeItem(variant, answers).fields.map(({ state, carried }) => (carried ? `${state} carried` : state));
  test.each<[string, Answers, string[]]>([
    ["all right", right, ["right", "right", "right"]],
    [
      "wrong sign at first, right from there on",
      {
        e: "-0.75",
        s: ["1.5", "0.6"],
        g: [
          ["0.75", "-1.5"],
          ["0.3", "-0.6"],
        ],
      },
      ["wrong", "right carried", "right carried"],
    ],
    [
      "wrong twice: the matrix follows the second mistake",
      {
        e: "-0.75",
        s: ["3", "1.2"],
        g: [
          ["1.5", "-3"],
          ["0.6", "-1.2"],
        ],
      },
      ["wrong", "wrong", "right carried"],
    ],
    ["wrong at first, right afterwards", { ...right, e: "-0.75" }, ["wrong", "right", "right"]],
    ["an empty field carries nothing, and the right value counts", { ...right, e: "" }, ["empty", "right", "right"]],
    [
      "nothing follows from emptiness",
      {
        s: ["0", "0"],
        g: [
          ["0", "0"],
          ["0", "0"],
        ],
      },
      ["empty", "wrong", "wrong"],
    ],
    [
      "zeros carry nothing",
      {
        e: "0",
        s: ["0", "0"],
        g: [
          ["0", "0"],
          ["0", "0"],
        ],
      },
      ["wrong", "wrong", "wrong"],
    ],
    ["an unreadable field carries nothing", { e: "abc", s: ["1.5", "0.6"] }, ["unreadable", "wrong", "empty"]],
    [
      "half-filled vectors carry nothing",
      {
        ...right,
        s: ["3", ""],
        g: [
          ["1.5", "-3"],
          ["0.6", "-1.2"],
        ],
      },
      ["right", "wrong", "wrong"],
    ],
    [
      "rounded numbers are carried as typed",
      {
        e: "0.75",
        s: ["-1.5", "-0.605"],
        g: [
          ["-0.75", "1.5"],
          ["-0.3025", "0.605"],
        ],
      },
      ["right", "right", "right"],
    ],
    [
      "a vector of another length carries nothing",
      { e: "0.75", s: ["1", "2", "3"], g: right.g },
      ["right", "wrong", "right"],
    ],
  ])("%s", (_name, answers, expected) => {
    expect(states(answers)).toEqual(expected);
  });
});

describe("error carried forward on a drawing", () => {
  const blanks = [
    { quantity: "u", m: 1, i: 1 },
    { quantity: "y", m: 1, i: 1 },
    { quantity: "y", m: 2, i: 1 },
    { quantity: "delta", m: 2, i: 1 },
    { quantity: "delta", m: 1, i: 1 },
    { quantity: "dw", m: 1, i: 1, j: 2 },
    { quantity: "db", m: 1, i: 1 },
  ];
  const net = '[{ W: [[0.5, -1], [1, 0.25]], b: [0.1, 0], f: "linear" }, { W: [[2, -1]], b: [0.5], f: "linear" }]';
  // u = [1*0.5 - 2*(-1) ..]: u_1^1 = 0.5 - 2 + 0.1 = -1.4, u_2^1 = 1.5, y^2 = -2.8 - 1.5 + 0.5 = -3.8, delta^2 = -2 (1 + 3.8) = -9.6
  const variant = variantOf([{ id: "a", kind: "diagram", net, x: "[1, 2]", d: "[1]", blanks }]);
  const right = {
    "u1.1": "-1.4",
    "y1.1": "-1.4",
    "y2.1": "-3.8",
    "delta2.1": "-9.6",
    "delta1.1": "-19.2",
    "dw1.1.2": "-38.4",
    "db1.1": "-19.2",
  };
  const parts = (answer: Answers[string]) => {
    const { parts: each, carried } = judged(variant, { a: answer });
    return `${each!.map((one) => (one ? "1" : "0")).join("")}${carried ? " carried" : ""}`;
  };
  test.each<[string, Answers[string], string]>([
    ["right", right, "1111111"],
    [
      "u without its bias, everything after it from there",
      {
        "u1.1": "-1.5",
        "y1.1": "-1.5",
        "y2.1": "-4",
        "delta2.1": "-10",
        "delta1.1": "-20",
        "dw1.1.2": "-40",
        "db1.1": "-20",
      },
      "0111111 carried",
    ],
    [
      "a wrong sign in delta^2 only",
      { ...right, "delta2.1": "9.6", "delta1.1": "19.2", "dw1.1.2": "38.4", "db1.1": "19.2" },
      "1110111 carried",
    ],
    [
      "wrong twice",
      { ...right, "delta2.1": "9.6", "delta1.1": "9.6", "dw1.1.2": "19.2", "db1.1": "9.6" },
      "1110011 carried",
    ],
    ["wrong first, right afterwards", { ...right, "u1.1": "3" }, "0111111"],
    [
      "nothing follows from zeros",
      { ...right, "delta2.1": "0", "delta1.1": "0", "dw1.1.2": "0", "db1.1": "0" },
      "1110000",
    ],
    ["nothing follows from emptiness", { "y2.1": "-3.8", "delta1.1": "0" }, "0010000"],
  ])("%s", (_name, answer, expected) => {
    expect(parts(answer)).toBe(expected);
  });
});

describe("any answers at all", () => {
  const variant = variantOf(
    [
      { id: "n", kind: "numeric", answer: "a" },
      { id: "v", kind: "vector", answer: "[n0, 2]", carried: "[n, 2]" },
      { id: "m", kind: "matrix", answer: "[[1, 2], [3, 4]]", shape: "asked", carried: "outer(v, v)" },
      { id: "f", kind: "formula", answer: "a*x", variables: { x: { from: -1, to: 1 } } },
      {
        id: "s",
        kind: "single-choice",
        choices: [
          { id: "a", text: both("a"), correct: true },
          { id: "b", text: both("b") },
        ],
      },
      {
        id: "k",
        kind: "multiple-choice",
        choices: [
          { id: "a", text: both("a"), correct: true },
          { id: "b", text: both("b") },
        ],
      },
      { id: "t", kind: "true-false", answer: true },
      {
        id: "p",
        kind: "matching",
        pairs: [
          { left: both("a"), right: both("b") },
          { left: both("c"), right: both("d") },
        ],
      },
      {
        id: "o",
        kind: "ordering",
        lines: [
          { id: "a", text: both("a") },
          { id: "b", text: both("b") },
        ],
      },
      { id: "c", kind: "cloze", text: both("[[n1]]"), gaps: { n1: { kind: "numeric", answer: 1 } } },
      { id: "w", kind: "short-text", accept: [{ text: both("x") }] },
      {
        id: "d",
        kind: "diagram",
        net: "net",
        x: "[1, 2]",
        d: "[1]",
        blanks: [
          { quantity: "u", m: 1, i: 1 },
          { quantity: "dw", m: 2, i: 1, j: 2 },
        ],
      },
      { id: "p2", kind: "surface-point", surface: "w1*w2", w1: [-1, 1], w2: [-1, 1], answer: "[[0, 0]]" },
      {
        id: "q",
        kind: "vector",
        answer: "sensitivities(net, [1, 2], [1])[1]",
        quantity: { of: "sensitivities", net: "net", X: "[1, 2]", D: "[1]", tensor: "delta1" },
      },
      { id: "e", kind: "essay" },
      { id: "u", kind: "file" },
    ],
    {
      parameters: {
        a: { number: { from: 1, to: 2 } },
        n0: "a",
        net: { network: { layers: [2, 2, 1], activations: ["tanh", "linear"] } },
      },
    },
  );
  const ids = variant.item.fields.map(({ id }) => id);

  test("the right ones are right", () => {
    const { fields } = judgeItem(variant, rightAnswers(variant));
    const waiting = fields.filter(({ id }) => id !== "e" && id !== "u");
    expect(waiting.filter(({ credit }) => credit !== 1)).toEqual([]);
  });

  test("judging never throws", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("", "1", "-1", "c1", "l1", "l2", "r1", "1e400", "__proto__", "constructor"),
    );
    const answer = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      text,
      fc.array(text),
      fc.array(fc.array(text)),
      fc.dictionary(text, text),
    );
    const answers = fc.record(Object.fromEntries(ids.map((id) => [id, answer])), { requiredKeys: [] });
    fc.assert(
      fc.property(answers, (given) => {
        const { fields, credit } = judgeItem(variant, given as Answers);
        expect(fields).toHaveLength(ids.length);
        expect(credit === null || (credit >= 0 && credit <= 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
