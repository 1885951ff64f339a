import { XMLValidator } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Field } from "../../../../grader/quiz/field.ts";
import { kindOf } from "../../../../grader/quiz/formats/assemble.ts";
import { type ExportFormat, exportFormats, exportQuiz } from "../../../../grader/quiz/formats/export.ts";
import { type Item, itemSchema } from "../../../../grader/quiz/item.ts";
import { type Quiz, quizSchema } from "../../../../grader/quiz/quiz.ts";
import type { QuizContent } from "../../../../grader/quiz/quiz-folder.ts";
import { fixtureQuiz } from "../fixture-quiz.ts";
import { imported } from "./imported.ts";

const both = (text: string) => ({ en: text, "pt-BR": text });
const formula = "What is $\\frac{\\partial J}{\\partial w_{1,2}^2}$ for $a<b$ & *c*?";
const choices = [
  { id: "x", text: both("$-\\alpha g$"), correct: true, feedback: both("Yes: **down**.") },
  { id: "y", text: both("$\\alpha g$ {a=b\\~c#d}"), feedback: both("No.") },
  { id: "z", text: both("`w += g`") },
];

const item = (id: string, ...fields: object[]): Item =>
  itemSchema.parse({
    id,
    title: both(`The ${id}: "one"`),
    topics: ["unit 5"],
    text: both(formula),
    fields: fields.map((field, k) => ({ id: `f${k + 1}`, ...field })),
    solution: both("By the chain rule."),
  });

const items = {
  single: item("single", { kind: "single-choice", choices, shuffle: false }),
  partly: item("partly", {
    kind: "single-choice",
    choices: choices.map((one, k) => (k === 1 ? { ...one, credit: 0.5 } : one)),
  }),
  several: item("several", {
    kind: "numeric",
    answer: 2,
    tolerance: { mode: "absolute", value: 0.1 },
    also: [{ answer: -2, tolerance: { mode: "absolute", value: 0.1 }, credit: 0.5, feedback: both("The sign.") }],
    feedback: { right: both("Yes."), wrong: both("No.") },
  }),
  multiple: item("multiple", {
    kind: "multiple-choice",
    choices: choices.map((one, k) => ({ ...one, correct: k < 2 })),
  }),
  truth: item("truth", { kind: "true-false", answer: false }),
  absolute: item("absolute", { kind: "numeric", answer: -0.25, tolerance: { mode: "absolute", value: 0.005 } }),
  relative: item("relative", { kind: "numeric", answer: 2e-7, tolerance: { mode: "relative", value: 0.02 } }),
  significant: item("significant", { kind: "numeric", answer: 12.5, tolerance: { mode: "significant", value: 3 } }),
  decimals: item("decimals", { kind: "numeric", answer: 12.5, tolerance: { mode: "decimals", value: 2 } }),
  words: item("words", {
    kind: "short-text",
    accept: [{ text: both("back = prop") }, { text: both("chain*rule"), credit: 0.5 }],
  }),
  pairs: item("pairs", {
    kind: "matching",
    pairs: [
      { left: both("$u$"), right: both("net input") },
      { left: both("$y$"), right: both("output") },
    ],
    distractors: [both("bias")],
  }),
  order: item("order", {
    kind: "ordering",
    credit: "all-or-nothing",
    lines: ["forward", "back", "update"].map((text, k) => ({ id: `l${k}`, text: both(text) })),
  }),
  gaps: item("gaps", {
    kind: "cloze",
    text: both("f is [[a]], $f'(0)$ = [[b]], go [[c]]"),
    gaps: {
      a: { kind: "short-text", accept: [both("tanh"), both("hyperbolic tangent")] },
      b: { kind: "numeric", answer: 1, tolerance: { mode: "absolute", value: 0.1 }, points: 2 },
      c: {
        kind: "single-choice",
        choices: [
          { id: "u", text: both("up") },
          { id: "d", text: both("down"), correct: true },
        ],
      },
    },
  }),
  essay: item("essay", { kind: "essay", maxWords: 200, rubric: both("Names the chain rule.") }),
  file: item("file", { kind: "file" }),
};

const contentOf = (list: readonly Item[]): QuizContent => ({
  quiz: quizSchema.parse({
    id: "unit-5",
    title: both("Unit 5"),
    zones: [{ questions: list.map(({ id }, k) => ({ id, points: k + 1 })) }],
  }) as Quiz,
  items: [...list],
  generators: {},
  contentHash: "",
});
const options = { locale: "en", seed: "1" } as const;
const there = (list: readonly Item[], format: ExportFormat) => {
  const { bytes, fileName, skipped } = exportQuiz(contentOf(list), format, options);
  return { exported: skipped, ...imported(bytes, fileName) };
};

const inQti = (Object.keys(items) as (keyof typeof items)[]).filter((name) => name !== "several");
const goes: Record<ExportFormat, (keyof typeof items)[]> = {
  "moodle-xml": [
    "single",
    "partly",
    "several",
    "multiple",
    "truth",
    "absolute",
    "relative",
    "words",
    "pairs",
    "order",
    "gaps",
    "essay",
    "file",
  ],
  gift: ["single", "partly", "several", "multiple", "truth", "absolute", "relative", "words", "pairs", "essay"],
  "qti-2.1": inQti,
  "qti-3.0": inQti,
};

/** what a system's own form of a field must keep */
function essence(field: Field | undefined, format: ExportFormat): unknown {
  switch (field?.kind) {
    case "single-choice":
      return field.choices.map(({ text, correct, credit, feedback }) => [text.en, correct, credit, feedback?.en]);
    case "multiple-choice":
      return field.choices.map(({ text, correct, feedback }) => [text.en, correct, feedback?.en]);
    case "true-false":
      return field.answer;
    case "numeric":
      return [
        field.answer,
        format.startsWith("qti") || field.tolerance.mode === "absolute" ? field.tolerance.mode : "absolute",
      ];
    case "short-text":
      return field.accept.map(({ text, credit }) => [text.en, credit]);
    case "matching":
      return [field.pairs.map(({ left, right }) => [left.en, right.en]), field.distractors.map(({ en }) => en)];
    case "ordering":
      return [field.lines.map(({ text }) => text.en), field.credit];
    case "cloze":
      return Object.values(field.gaps).map((gap) =>
        gap.kind === "numeric"
          ? gap.answer
          : gap.kind === "short-text"
            ? gap.accept.map(({ en }) => en)
            : gap.choices.map(({ text, correct }) => [text.en, correct]),
      );
    default:
      return field?.kind;
  }
}

describe.each(exportFormats)("%s", (format) => {
  test.each(goes[format])("%s keeps its kind, text, key and solution", (name) => {
    const original = items[name];
    const { items: back, kinds, lost } = there([original], format);
    expect(kinds).toEqual([kindOf(original)]);
    expect(lost).toEqual([]);
    const [found] = back;
    if (original.fields[0]?.kind !== "cloze") expect(found?.text.en.replace(/\n\n\\_.*$/s, "")).toBe(formula);
    expect(found?.solution.en).toBe("By the chain rule.");
    expect(found?.title.en).toBe(original.title.en);
    const wanted = essence(original.fields[0], format);
    const got = essence(found?.fields[0], format);
    if (original.fields[0]?.kind === "numeric" && format !== "qti-2.1" && format !== "qti-3.0") {
      expect((got as unknown[]).slice(0, 3)).toEqual((wanted as unknown[]).slice(0, 3));
    } else expect(got).toEqual(wanted);
  });

  test("points, order and every file that it makes are sound", () => {
    const list = goes[format].map((name) => items[name]);
    const { bytes, fileName } = exportQuiz(contentOf(list), format, options);
    const texts = fileName.endsWith(".zip")
      ? Object.values(unzipSync(bytes)).map((one) => strFromU8(one))
      : fileName.endsWith(".xml")
        ? [strFromU8(bytes)]
        : [];
    for (const text of texts) expect(XMLValidator.validate(text)).toBe(true);
    const back = imported(bytes, fileName);
    expect(back.items.map(({ title }) => title.en)).toEqual(list.map(({ title }) => title.en));
    if (format !== "gift") expect(back.points).toEqual(list.map((_, k) => k + 1));
    expect(exportQuiz(contentOf(list), format, options).bytes).toEqual(bytes);
  });

  test("a quiz of every kind goes out, with each question imported again or named", async () => {
    const content = await fixtureQuiz();
    const { bytes, fileName, skipped } = exportQuiz(content, format, options);
    const back = imported(bytes, fileName);
    for (const { id, title } of content.items) {
      const found = back.items.some((one) => one.title.en.startsWith(title.en));
      expect(found || skipped.some((one) => one.item === id), id).toBe(true);
    }
    expect(skipped.some(({ feature }) => feature === "parameters")).toBe(true);
  });
});

test("tolerances: the width that they have at the right number, where a system knows no other", () => {
  const field = there([items.relative], "moodle-xml").items[0]?.fields[0];
  expect(field).toMatchObject({ answer: 2e-7, tolerance: { mode: "absolute", value: 1e-8 } });
});
