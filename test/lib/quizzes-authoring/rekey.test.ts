import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Item } from "../../../grader/quiz/item.ts";
import { itemSchema } from "../../../grader/quiz/item.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { parseQuestion } from "../../../grader/quiz/quiz-folder.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { drawVariant, type Variant } from "../../../grader/quiz/variant.ts";
import { rekey } from "../../../lib/quizzes/rekey.ts";

const folder = "test/fixtures/quiz/questions";
const items = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => {
    const parsed = parseQuestion(name, readFileSync(`${folder}/${name}`, "utf8"), name.replace(".yaml", ""));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.messages));
    return parsed.item;
  })
  .filter(({ generator }) => !generator);

function variantOf(item: Item, seed: string): Variant {
  const drawn = drawVariant(item, seed);
  if (!drawn.ok) throw new Error(drawn.message);
  return drawn.variant;
}

const text = (words: string) => ({ en: words, "pt-BR": words });

/** The same question with one more choice, line or pair, which shuffles everything else to other places. */
function longer(item: Item): Item {
  return {
    ...item,
    fields: item.fields.map((field) => {
      switch (field.kind) {
        case "single-choice":
        case "multiple-choice":
          return { ...field, choices: [{ id: "one-more", text: text("one more"), correct: false }, ...field.choices] };
        case "matching":
          return { ...field, distractors: [text("one more"), ...field.distractors] };
        case "ordering":
          return { ...field, distractors: [{ id: "one-more", text: text("one more") }, ...field.distractors] };
        case "cloze": {
          const gaps = Object.entries(field.gaps).map(([id, gap]) => [
            id,
            gap.kind === "single-choice"
              ? { ...gap, choices: [{ id: "one-more", text: text("one more"), correct: false }, ...gap.choices] }
              : gap,
          ]);
          return { ...field, gaps: Object.fromEntries(gaps) };
        }
        default:
          return field;
      }
    }),
  } as Item;
}

describe.each(items.map((item) => [item.id, item] as const))("%s", (_id, item) => {
  test("what was right stays right under the same question, and under one with something more to choose from", () => {
    const more = itemSchema.parse(longer(item));
    for (const seed of ["a", "b", "c", "d", "e"]) {
      const old = variantOf(item, seed);
      const answers = rightAnswers(old);
      const before = judgeItem(old, answers);
      for (const now of [item, more]) {
        const rekeyed = rekey(old, now, answers);
        if (!rekeyed.ok) throw new Error(rekeyed.reason.en);
        expect(rekeyed.variant.values).toEqual(old.values);
        const after = judgeItem(rekeyed.variant, rekeyed.answers);
        expect(after.fields.map(({ state }) => state)).toEqual(before.fields.map(({ state }) => state));
        expect(after.credit).toBe(before.credit);
      }
    }
  });
});

const sum = (formula: string, more: Record<string, unknown> = {}) =>
  itemSchema.parse({
    id: "sum",
    title: text("Sum"),
    parameters: { a: { integer: { from: 1, to: 90 } }, right: formula, ...more },
    text: text("?"),
    fields: [{ id: "s", kind: "numeric", answer: "right" }],
    solution: text("."),
  });

test("what is computed follows the correction; what was drawn stays, whatever is drawn now", () => {
  const old = variantOf(sum("a + 2"), "x");
  const a = old.values.a as number;
  const now = sum("a + 1", {});
  const wider = { ...now, parameters: { ...now.parameters, a: { integer: { from: 500, to: 900 } } } };
  for (const corrected of [now, wider]) {
    const rekeyed = rekey(old, corrected, { s: String(a + 1) });
    expect(rekeyed).toMatchObject({ ok: true, variant: { values: { a, right: a + 1 } } });
    expect(rekeyed.ok && judgeItem(rekeyed.variant, rekeyed.answers).credit).toBe(1);
  }
});

test.each<[string, Item]>([
  ["another number to draw", sum("a + b", { b: { integer: { from: 1, to: 2 } } })],
  ["a formula that fails", sum("a[1]")],
  ["another field", { ...sum("a"), fields: [{ ...sum("a").fields[0]!, id: "total" }] }],
  ["a field of another kind", { ...sum("a"), fields: [{ id: "s", kind: "true-false", points: 1, answer: true }] }],
])("a correction with %s asks something else", (_name, now) => {
  const item = now.parameters.b
    ? { ...now, parameters: { a: now.parameters.a!, b: now.parameters.b, right: "a + b" } }
    : now;
  expect(rekey(variantOf(sum("a + 2"), "x"), item, { s: "3" })).toMatchObject({
    ok: false,
    reason: { en: expect.any(String), "pt-BR": expect.any(String) },
  });
});

test("an answer that names what is gone, or nothing, is no answer, and never throws", () => {
  for (const item of items) {
    const old = variantOf(item, "a");
    for (const junk of [null, 3, "c99", [], ["c99", 1], {}, { 0: "r99", 7: "r1", x: null }]) {
      const answers = Object.fromEntries(item.fields.map(({ id }) => [id, junk]));
      const rekeyed = rekey(old, longer(item), answers as never);
      expect(rekeyed.ok).toBe(true);
    }
  }
});
