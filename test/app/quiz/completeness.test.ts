import { describe, expect, test } from "vitest";
import { fieldCompleteness, itemCompleteness, unreadableNumbers } from "../../../app/_quiz/completeness.ts";
import type { RenderedField } from "../../../app/_quiz/rendered.ts";

const field = (part: object): RenderedField => ({ id: "f", share: 1, ...part }) as RenderedField;
const vector = field({ kind: "vector", length: 2, hint: "" });
const shown = field({ kind: "matrix", rows: 2, columns: 2, hint: "" });
const asked = field({ kind: "matrix", hint: "" });
const cloze = field({
  kind: "cloze",
  text: [],
  gaps: [
    { id: "a", kind: "numeric" },
    { id: "b", kind: "short-text" },
  ],
});
const ordering = field({ kind: "ordering", lines: [{}, {}, {}], code: false, hasDistractors: false });

describe("how much of a field is filled in", () => {
  test.each([
    ["nothing typed", vector, undefined, "empty"],
    ["only blanks", field({ kind: "numeric", hint: "" }), "   ", "empty"],
    ["one of two entries", vector, ["1", ""], "partly"],
    ["both entries", vector, ["1", "2"], "answered"],
    [
      "a matrix with a hole",
      shown,
      [
        ["1", "2"],
        ["3", ""],
      ],
      "partly",
    ],
    ["a matrix of a size of one's own", asked, [["1", "2"]], "answered"],
    ["a false statement", field({ kind: "true-false" }), false, "answered"],
    ["one gap", cloze, { a: "1" }, "partly"],
    ["both gaps", cloze, { a: "1", b: "x" }, "answered"],
    ["a line left over", ordering, ["l1", "l2"], "partly"],
    ["every line", ordering, ["l1", "l2", "l3"], "answered"],
    ["a point", field({ kind: "surface-point", drawing: {} }), { w1: 0, w2: 0 }, "answered"],
    ["several ticks", field({ kind: "multiple-choice", choices: [] }), ["c1", "c2"], "answered"],
  ] as const)("%s", (_, of, value, expected) => {
    expect(fieldCompleteness(of, value)).toBe(expected);
  });

  test("a question is answered when all of its fields are, and empty when none is begun", () => {
    const item = {
      id: "q",
      title: { html: "" },
      text: { html: "" },
      figures: [],
      fields: [vector, { ...cloze, id: "c" }],
    };
    expect(itemCompleteness(item, {})).toBe("empty");
    expect(itemCompleteness(item, { f: ["1", "2"] })).toBe("partly");
    expect(itemCompleteness(item, { f: ["1", "2"], c: { a: "1", b: "2" } })).toBe("answered");
  });
});

test.each([
  [vector, ["1,5", "1.5.2"], ["1.5.2"]],
  [vector, ["1/3", ""], []],
  [cloze, { a: "x", b: "words are no numbers and need be none" }, ["x"]],
  [field({ kind: "short-text" }), "x", []],
])("what cannot be read is named before the hand-in: %#", (of, value, expected) => {
  expect(unreadableNumbers(of, value)).toEqual(expected);
});
