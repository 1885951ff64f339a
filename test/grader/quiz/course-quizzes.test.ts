import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tools } from "../../../grader/grade.ts";
import { codeProject, codeResult } from "../../../grader/quiz/code-field.ts";
import type { FieldKind, FieldOf } from "../../../grader/quiz/field.ts";
import { generateValues } from "../../../grader/quiz/generator.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import { loadQuiz, type QuizContent } from "../../../grader/quiz/quiz-folder.ts";
import { selfTest } from "../../../grader/quiz/self-test.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import type { Values } from "../../../grader/quiz/values.ts";
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
const named = items.map((item) => [item.id, item] as const);

/** The publishing of a quiz tries 200 seeds; here are enough of them to notice a change. */
const seeds = Array.from({ length: 20 }, (_, k) => `course ${k}`);

let tools: Tools & { close(): Promise<void> };
/** what the generators make, in the box, for the items that have one */
const pools = new Map<string, Values[]>();

beforeAll(async () => {
  tools = await openPipeline();
  const sources = { ...partV.generators, ...partVI.generators };
  for (const { id, generator } of items) {
    if (!generator) continue;
    const made = await Promise.all(
      seeds.slice(0, 12).map((seed) => generateValues(sources[generator.file]!, seed, tools)),
    );
    pools.set(
      id,
      made.map((one) => (one.ok ? one.values : expect.fail(`${id}: ${one.message}`))),
    );
  }
}, 120_000);
afterAll(() => tools?.close());

function variantOf(item: Item, seed: string): Variant {
  const pool = pools.get(item.id);
  const drawn = drawVariant(item, seed, pool?.[seeds.indexOf(seed) % pool.length]);
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

describe("each question", () => {
  test.each(named)("%s passes its self-test", (_, item) => {
    const generated = pools.get(item.id);
    expect(selfTest(item, { seeds: seeds.length, ...(generated && { generated }) }).problems).toEqual([]);
  });

  // what is written out once for each language is easily mended in one of them only
  test.each(named)("%s has the same numbers in both languages", (_, item) => {
    const numbers = (text: string) =>
      (text.replaceAll("{,}", ",").match(/\d+(?:[.,]\d+)?/g) ?? []).map((number) => number.replace(",", "."));
    for (const seed of seeds) {
      const variant = variantOf(item, seed);
      const [en, pt] = (["en", "pt-BR"] as const).map((locale) =>
        numbers(`${showItem(variant, locale).text} ${showSolution(variant, locale).solution}`).sort(),
      );
      expect(pt, `seed ${seed}`).toEqual(en);
    }
  });
});

describe("code fields, compiled and run", { timeout: 120_000 }, () => {
  const codes = items.flatMap((item) =>
    item.fields
      .filter((field): field is FieldOf<"code"> => field.kind === "code")
      .map((field) => [item.id, item, field] as const),
  );
  const judged = async (item: Item, field: FieldOf<"code">, text: string) => {
    const project = codeProject(variantOf(item, "course 0"), field);
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
