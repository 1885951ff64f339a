import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuestion } from "../../../grader/quiz/quiz-folder.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { ShowError } from "../../../grader/quiz/show/show-error.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import { drawVariant } from "../../../grader/quiz/variant.ts";
import { generatedValues, itemOf } from "./fixture-quiz.ts";

const root = "test/fixtures/quiz/questions";
const questions = readdirSync(root)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ id: name.slice(0, -5), lines: readFileSync(`${root}/${name}`, "utf8").split("\n") }));

type Edit = { line: number; other: number; how: "drop" | "double" | "swap" | "insert" | "number" | "word" };
const edit: fc.Arbitrary<Edit> = fc.record({
  line: fc.nat(80),
  other: fc.nat(80),
  how: fc.constantFrom("drop", "double", "swap", "insert", "number", "word"),
});
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ":",
  "&a",
  "*a",
  "- ",
  "{{ x }}",
  "null",
  "1e999",
  ".nan",
  "'",
  '"',
  "!!js/function x",
  "__proto__: 1",
];

function edited(lines: readonly string[], edits: readonly Edit[]): string {
  const list = [...lines];
  for (const { line, other, how } of edits) {
    const [k, o] = [line % list.length, other % list.length];
    const text = list[k]!;
    if (how === "drop" && list.length > 1) list.splice(k, 1);
    else if (how === "double") list.splice(o, 0, text);
    else if (how === "swap") [list[k], list[o]] = [list[o]!, text];
    else if (how === "insert") list[k] = text.slice(0, other) + pieces[other % pieces.length] + text.slice(other);
    else if (how === "number") list[k] = text.replace(/\d+/, ["0", "-1", "1e308", "99999999999", "0.1"][other % 5]!);
    else list[k] = text.replace(/[a-z]\w*/, ["x", "net", "end", "constructor", "[]"][other % 5]!);
  }
  return list.join("\n");
}

test("a damaged question is read, drawn and shown, or refused in words: nothing else", () => {
  let shown = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...questions),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      ({ id, lines }, edits) => {
        const read = parseQuestion(`questions/${id}.yaml`, edited(lines, edits), id);
        if (!read.ok) {
          expect(read.messages.length).toBeGreaterThan(0);
          for (const { line, text } of read.messages) expect([line > 0, text !== ""]).toEqual([true, true]);
          return;
        }
        const drawn = drawVariant(read.item, "1", read.item.generator ? generatedValues : undefined);
        if (!drawn.ok) return expect(drawn.message).toContain(id);
        try {
          showItem(drawn.variant, "pt-BR");
          showSolution(drawn.variant, "en");
          shown++;
        } catch (error) {
          expect(error).toBeInstanceOf(ShowError);
        }
      },
    ),
    { numRuns: 1500, seed: 11 },
  );
  expect(shown).toBeGreaterThan(100);
});

test.each([
  [
    "parameters that cost",
    `parameters: { ${Array.from({ length: 800 }, (_, k) => `p${k}: "sum(1:20000) + ${k}"`).join(", ")} }`,
  ],
  [
    "conditions that cost and never hold",
    `parameters: { a: { integer: { from: 1, to: 9 } } }\nrequire: ["sum(outer(1:400, 1:50)) < a"]`,
  ],
  [
    "a surface that costs",
    "fields: [{ id: p, kind: surface-point, surface: 'w1 + sum(outer(1:150, 1:150)) * w2', w1: [0, 1], w2: [0, 1], answer: '[[0, 0]]' }]",
  ],
  [
    "figures that cost",
    `figures: [${Array.from({ length: 60 }, () => "{ kind: curve, t: [0, 1], curves: [{ y: 't + sum(1:20000)', label: { en: a, pt-BR: a } }] }").join(", ")}]`,
  ],
])("%s end soon", (_, yaml) => {
  const start = performance.now();
  const drawn = drawVariant(itemOf(yaml), "1");
  if (drawn.ok) expect(() => showItem(drawn.variant, "en")).toThrow(/too much computing/);
  else expect(drawn.message).toMatch(/too much computing/);
  expect(performance.now() - start).toBeLessThan(15_000);
});
