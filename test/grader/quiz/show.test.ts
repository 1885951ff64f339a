import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../../app/_markdown/render.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { ShowError } from "../../../grader/quiz/show/show-error.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import { fixtureQuiz, itemOf, variantOf } from "./fixture-quiz.ts";

const { items } = await fixtureQuiz();
const find = (id: string) => items.find((item) => item.id === id)!;
const locales = ["en", "pt-BR"] as const;
const strings = (value: unknown): string[] =>
  typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(strings) : [];

describe("an item as the browser gets it", () => {
  test.each(items.map(({ id }) => id))("%s: nothing of the key is in it, in either language, for many seeds", (id) => {
    for (let seed = 0; seed < 25; seed++) {
      const variant = variantOf(find(id), String(seed));
      for (const locale of locales) {
        const text = JSON.stringify(showItem(variant, locale));
        expect(text).not.toMatch(
          /"(correct|credit|also|answer|solution|feedback|tolerance|carried|rubric|wrong|pair|after)":/,
        );
        expect(text).not.toMatch(/NaN|Infinity|undefined|\{\{/);
      }
    }
  });

  test("choices do not carry the author's ids", () => {
    const text = JSON.stringify(
      [find("single-choice"), find("ordering"), find("cloze")].map((item) => showItem(variantOf(item), "en")),
    );
    expect(text).not.toMatch(/"id":"(earlier-steps|hessian|forward|back|forgotten|symmetric|triangular)"/);
  });

  test("shares add up to the item", () => {
    for (const item of items) {
      const { fields } = showItem(variantOf(item), "en");
      expect(fields.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });

  test("inputs have the shape of the answer, unless that is asked", () => {
    const { fields } = showItem(variantOf(find("vector-and-matrix")), "en");
    expect(fields).toMatchObject([
      { kind: "vector", length: 2 },
      { kind: "matrix", rows: 2, columns: 3 },
    ]);
    const asked = itemOf("fields: [{ id: m, kind: matrix, answer: '[1, 2; 3, 4]', shape: asked }]");
    expect(showItem(variantOf(asked), "en").fields[0]).not.toHaveProperty("rows");
  });

  test("numbers on drawings are localised and what is asked is left out", () => {
    const variant = variantOf(find("diagram"), "2");
    const [field] = showItem(variant, "pt-BR").fields;
    expect(field).toMatchObject({
      kind: "diagram",
      drawing: {
        layers: [2, 2, 1],
        activations: ["logistic", "linear"],
        weights: [
          [
            ["1", "\u22120,5"],
            ["1", "1"],
          ],
          [["1", "1"]],
        ],
        u: [["0,25", ""], [expect.any(String)]],
      },
      blanks: [
        { id: "u1.2", quantity: "u", m: 1, i: 2 },
        { id: "y1.1" },
        { id: "delta2.1" },
        { id: "dw2.1.2", j: 2 },
        { id: "db2.1" },
      ],
    });
    expect(field).not.toHaveProperty("drawing.y");
    expect(field).not.toHaveProperty("drawing.delta");
  });

  test("a surface is a grid over its window", () => {
    const variant = variantOf(find("surface-point"), "ana");
    const [field] = showItem(variant, "en").fields;
    if (field?.kind !== "surface-point") throw new Error("no surface");
    const { values, marks } = field.drawing;
    expect(values).toHaveLength(41);
    // p = [0.75, -0.5], J = (w1 - p1)^2 - (w2 - p2)^2 at (-2, -2), (2, -2), (-2, 2)
    expect([values[0]![0], values[0]![40], values[40]![0]]).toEqual([
      2.75 ** 2 - 1.5 ** 2,
      1.25 ** 2 - 1.5 ** 2,
      2.75 ** 2 - 2.5 ** 2,
    ]);
    expect(marks).toEqual([{ w1: 1.5, w2: 1.5, label: "w(0)" }]);
  });

  test("a curve has gaps where it has no value", () => {
    const item = itemOf(
      "figures: [{ kind: curve, t: [-1, 1], curves: [{ y: ln(t), label: { en: 'ln t', pt-BR: 'ln t' } }] }]\nfields: [{ id: a, kind: true-false, answer: true }]",
    );
    const [figure] = showItem(variantOf(item), "en").figures;
    if (figure?.kind !== "curve") throw new Error("no curve");
    expect(figure.drawing.t).toHaveLength(161);
    expect(figure.drawing.curves[0]!.y[0]).toBeNull();
    expect(figure.drawing.curves[0]!.y[160]).toBe(0);
  });

  test.each([
    [
      "fields: [{ id: a, kind: vector, answer: '3' }]",
      /question "item" \(en\), seed "1": field "a": "3": is a number, not a vector/,
    ],
    ["figures: [{ kind: network, net: '[1]' }]", /figure 1: "\[1\]": layer 1 is a number/],
    [
      "fields: [{ id: a, kind: surface-point, surface: 1 / w1, w1: [-1, 1], w2: [0, 1], answer: '[[0, 0]]' }]",
      /no finite number at w1 = 0/,
    ],
    ["text: { en: '{{ 1 / 0 }}', pt-BR: '' }", /text: "1 \/ 0": a number in it is not finite/],
  ])("what cannot be shown is told with its place: %s", (yaml, words) => {
    const variant = variantOf(itemOf(yaml));
    expect(() => showItem(variant, "en")).toThrow(ShowError);
    expect(() => showItem(variant, "en")).toThrow(words);
  });

  test("every text becomes HTML without errors of formulas", () => {
    for (const item of items) {
      const variant = variantOf(item);
      for (const locale of locales) {
        const texts = strings([showItem(variant, locale), showSolution(variant, locale)]);
        for (const text of texts) expect(renderMarkdown(text), text).not.toContain("katex-error");
      }
    }
  });
});

describe("right answers and worked solutions", () => {
  test.each([
    ["single-choice", { answer: "Uma parte dos passos anteriores" }],
    ["true-false", { answer: "verdadeiro" }],
    ["numeric", { w1: "1,8" }],
    ["ordering", { answer: expect.stringMatching(/^```\nconst \{ u, y \} = forward/) }],
    ["matching", { answer: expect.stringContaining("- Platô → Passos adaptativos") }],
    [
      "cloze",
      { gaps: expect.stringMatching(/há \*\*\d+\*\* derivadas .* \*\*Hessiana\*\* e ela é \*\*simétrica\*\*/) },
    ],
    ["short-text", { name: "multi\\-start" }],
    ["diagram", { labels: expect.stringContaining("$\\partial J / \\partial w_{1,2}^{2} = ") }],
    ["surface-point", { point: "\\[\\[\u22120,5; 1\\]\\]" }],
    ["code", { rule: expect.stringMatching(/^```ts\nexport function gradientDescent/) }],
    ["essay", {}],
    ["file", {}],
  ])("%s", (id, answers) => {
    expect(showSolution(variantOf(find(id)), "pt-BR").answers).toEqual(answers);
  });

  test("numbers that count in full are said, too", () => {
    const also = "also: [{ answer: -2, credit: 1 }, { answer: 3, credit: 0.5 }]";
    const item = itemOf(`fields: [{ id: a, kind: numeric, answer: 2, unit: m, ${also} }]`);
    expect(showSolution(variantOf(item), "en").answers).toEqual({ a: "2 / \u22122 m" });
  });

  test("the solution has the variant's numbers", () => {
    expect(showSolution(variantOf(find("numeric")), "pt-BR").solution).toBe("$w(1) = 2 - 0{,}05 \\cdot 4 = 1{,}8$.");
  });
});
