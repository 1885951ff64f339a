import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tools } from "../../../grader/grade.ts";
import { codeProject, codeResult } from "../../../grader/quiz/code-field.ts";
import type { FieldKind, FieldOf } from "../../../grader/quiz/field.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import { loadQuiz, type QuizContent } from "../../../grader/quiz/quiz-folder.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import { drawVariant, type Variant } from "../../../grader/quiz/variant.ts";
import { gradeWith, openPipeline } from "../pipeline.ts";

const quizDir = (id: string) => new URL(`../../../courses/t320/quizzes/${id}`, import.meta.url).pathname;

async function content(id: string): Promise<QuizContent> {
  const loaded = await loadQuiz(quizDir(id));
  if (!loaded.ok) throw new Error(loaded.messages.map(({ file, line, text }) => `${file}:${line} ${text}`).join("\n"));
  return loaded.content;
}
const [partV, partVI] = await Promise.all([content("part-v"), content("part-vi")]);
const items = [...partV.items, ...partVI.items];

function variantOf(item: Item, seed: string): Variant {
  const drawn = drawVariant(item, seed);
  if (!drawn.ok) throw new Error(`${item.id}, seed ${seed}: ${drawn.message}`);
  return drawn.variant;
}

describe("the quizzes of the course", () => {
  test.each([
    [partV, 3, undefined],
    [partVI, 2, 60],
  ])(
    "$quiz.title.en: at least 14 questions are asked, with the attempts and the time that it says",
    (quiz, attempts, minutes) => {
      const asked = quiz.quiz.zones.reduce((sum, zone) => sum + (zone.pick ?? zone.questions.length), 0);
      expect(asked).toBeGreaterThanOrEqual(14);
      expect(quiz.quiz.attempts).toMatchObject({ allowed: attempts, counts: "best" });
      expect(quiz.quiz.timeLimit).toBe(minutes);
    },
  );

  test("every kind of answer is asked for at least once", () => {
    const kinds: Record<FieldKind, true> = {
      "single-choice": true,
      "multiple-choice": true,
      "true-false": true,
      numeric: true,
      vector: true,
      matrix: true,
      formula: true,
      matching: true,
      ordering: true,
      cloze: true,
      "short-text": true,
      diagram: true,
      "surface-point": true,
      code: true,
      essay: true,
      file: true,
    };
    const asked = new Set(items.flatMap((item) => item.fields.map(({ kind }) => kind)));
    expect([...asked].sort()).toEqual(Object.keys(kinds).sort());
  });

  test("the 2-2-1 example carries an error forward from e to the gradient of node 1", () => {
    const example = partVI.items.find(({ id }) => id === "backpropagation-2-2-1");
    const fields = example?.fields ?? [];
    expect(fields.map(({ id }) => id)).toEqual(["err", "delta2", "delta1", "node1"]);
    expect(fields.filter((field) => "carried" in field && field.carried !== undefined)).toHaveLength(3);
  });
});

describe.each(items.map((item) => [item.id, item] as const))("%s", (_, item) => {
  const seeds = Array.from({ length: 20 }, (__, k) => `course ${k}`);

  test("reads the same numbers in both languages", () => {
    // numerals of the running text: in Portuguese with a comma, elsewhere as in English
    const numbers = (text: string) =>
      (text.replaceAll("{,}", ",").match(/\d+(?:[.,]\d+)?/g) ?? []).map((number) => number.replace(",", "."));
    for (const seed of seeds) {
      const variant = variantOf(item, seed);
      const [en, pt] = (["en", "pt-BR"] as const).map((locale) => {
        const { text } = showItem(variant, locale);
        return numbers(`${text} ${showSolution(variant, locale).solution}`).sort();
      });
      expect(pt, `${item.id}, seed ${seed}`).toEqual(en);
    }
  });
});

describe("code fields, compiled and run", { timeout: 120_000 }, () => {
  let tools: Tools & { close(): Promise<void> };
  beforeAll(async () => {
    tools = await openPipeline();
  });
  afterAll(() => tools?.close());

  const codes = items.flatMap((item) =>
    item.fields
      .filter((field): field is FieldOf<"code"> => field.kind === "code")
      .map((field) => [item.id, item, field] as const),
  );
  const judged = async (item: Item, field: FieldOf<"code">, text: string) => {
    const project = codeProject(variantOf(item, "course"), field);
    return codeResult(field, await gradeWith(tools, project, [{ path: "solution.ts", text }]));
  };

  test.each(codes)(
    "%s: the solution is right, the starter is worth nothing, mistakes are named",
    async (_, item, field) => {
      expect(await judged(item, field, field.solution)).toMatchObject({ state: "right", credit: 1 });
      expect(await judged(item, field, field.starter)).toMatchObject({ credit: 0 });
      for (const { answers, code } of item.wrong) {
        const result = await judged(item, field, String(answers[field.id]));
        expect(result.credit).toBe(0);
        if (code) expect(result.diagnoses.map((diagnosis) => diagnosis.code)).toContain(code);
      }
    },
  );
});
