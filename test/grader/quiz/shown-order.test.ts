import { describe, expect, test } from "vitest";
import type { Field, FieldOf } from "../../../grader/quiz/field.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import {
  linesBefore,
  shownChoices,
  shownGapChoices,
  shownLines,
  shownRights,
} from "../../../grader/quiz/shown-order.ts";
import type { Variant } from "../../../grader/quiz/variant.ts";
import { fixtureQuiz, itemOf, variantOf } from "./fixture-quiz.ts";

const { items } = await fixtureQuiz();
const find = <K extends Field["kind"]>(id: string, kind: K) => {
  const item = items.find((one) => one.id === id)!;
  const field = item.fields.find((one): one is FieldOf<K> => one.kind === kind)!;
  return { field, variant: (seed: string): Variant => variantOf(item, seed) };
};
const seeds = Array.from({ length: 200 }, (_, k) => `${k}`);

describe("order and ids as shown", () => {
  // a change of these changes what stored answers mean
  test.each([
    [
      "1",
      ["earlier-steps", "hessian", "noise"],
      [0, null, 2, 1],
      ["forward", "forgotten", "back", "output", "weights", "biases"],
    ],
    [
      "2",
      ["hessian", "earlier-steps", "noise"],
      [1, 2, null, 0],
      ["back", "forward", "weights", "output", "forgotten", "biases"],
    ],
    [
      "ana",
      ["noise", "earlier-steps", "hessian"],
      [1, 2, 0, null],
      ["output", "biases", "forward", "weights", "forgotten", "back"],
    ],
  ])("seed %s shows the same order for ever", (seed, choices, rights, lines) => {
    const single = find("single-choice", "single-choice");
    expect(shownChoices(single.variant(seed), single.field).map(({ choice }) => choice.id)).toEqual(choices);
    const matching = find("matching", "matching");
    expect(shownRights(matching.variant(seed), matching.field).map(({ pair }) => pair)).toEqual(rights);
    const ordering = find("ordering", "ordering");
    expect(shownLines(ordering.variant(seed), ordering.field).map(({ line }) => line.id)).toEqual(lines);
  });

  test("ids go by place, so that they tell nothing", () => {
    const { field, variant } = find("single-choice", "single-choice");
    expect(shownChoices(variant("1"), field).map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
  });

  test("every choice comes to every place about as often", () => {
    const { field, variant } = find("single-choice", "single-choice");
    const first = seeds.map((seed) => shownChoices(variant(seed), field)[0]!.choice.id);
    for (const { id } of field.choices) expect(first.filter((one) => one === id).length).toBeGreaterThan(40);
  });

  test("without shuffle the author's order stays", () => {
    const item = itemOf(
      "fields: [{ id: a, kind: single-choice, shuffle: false, choices: [{ id: x, correct: true, text: { en: x, pt-BR: x } }, { id: y, text: { en: y, pt-BR: y } }] }]",
    );
    const field = item.fields[0] as FieldOf<"single-choice">;
    for (const seed of seeds.slice(0, 20)) {
      expect(shownChoices(variantOf(item, seed), field).map(({ choice }) => choice.id)).toEqual(["x", "y"]);
    }
  });

  test("lines never stand in a right order at first", () => {
    const { field, variant } = find("ordering", "ordering");
    for (const seed of seeds) {
      const ids = shownLines(variant(seed), field).map(({ line }) => line.id);
      const right = field.lines.every((line, k) =>
        linesBefore(field.lines, k).every((above) => ids.indexOf(above) < ids.indexOf(line.id)),
      );
      expect(right).toBe(false);
    }
  });

  test("right sides that read the same are one", () => {
    const side = (words: string) => `{ en: ${words}, pt-BR: ${words} }`;
    const item = itemOf(
      `fields: [{ id: m, kind: matching, pairs: [${["a", "b", "c"].map((left, k) => `{ left: ${side(left)}, right: ${side(["up", "down", "up"][k]!)} }`).join(", ")}], distractors: [${side("down")}, ${side("level")}] }]`,
    );
    const field = item.fields[0] as FieldOf<"matching">;
    for (const seed of seeds.slice(0, 20)) {
      const variant = variantOf(item, seed);
      const [shown] = showItem(variant, "en").fields;
      if (shown?.kind !== "matching") throw new Error("no matching");
      expect(shown.right.map(({ id }) => id)).toEqual(["r1", "r2", "r3"]);
      expect(shown.right.map(({ text }) => text).sort()).toEqual(["down", "level", "up"]);
      const idOf = (pair: number) => shownRights(variant, field).find((one) => one.pair === pair)!.id;
      expect(idOf(0)).toBe(idOf(2));
      expect(shown.right.find(({ id }) => id === idOf(1))?.text).toBe("down");
      expect(judgeItem(variant, rightAnswers(variant)).credit).toBe(1);
    }
  });

  test("gaps of other kinds have no choices", () => {
    const { field, variant } = find("cloze", "cloze");
    expect(shownGapChoices(variant("1"), field, "count")).toEqual([]);
    expect(shownGapChoices(variant("1"), field, "missing")).toEqual([]);
    expect(shownGapChoices(variant("1"), field, "property")).toHaveLength(3);
  });
});
