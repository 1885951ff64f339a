import { parse } from "yaml";
import { type Item, itemSchema } from "../../../grader/quiz/item.ts";
import { loadQuiz, type QuizContent } from "../../../grader/quiz/quiz-folder.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { drawVariant, type Variant } from "../../../grader/quiz/variant.ts";

/** What the generator of the fixture's question `generated` might have made. */
export const generatedValues: Values = { g: [1, 2, -3, 0.5] };

/** The quiz with one question of every kind. */
export async function fixtureQuiz(): Promise<QuizContent> {
  const read = await loadQuiz("test/fixtures/quiz");
  if (!read.ok) throw new Error(JSON.stringify(read.messages, null, 1));
  return read.content;
}

export function variantOf(item: Item, seed = "1"): Variant {
  const drawn = drawVariant(item, seed, item.generator ? generatedValues : undefined);
  if (!drawn.ok) throw new Error(drawn.message);
  return drawn.variant;
}

/** A question from its YAML without id, title, text and solution. */
export function itemOf(yaml: string, text: { en: string; "pt-BR": string } = { en: "Text", "pt-BR": "Texto" }): Item {
  const both = (words: string) => ({ en: words, "pt-BR": words });
  return itemSchema.parse({
    id: "item",
    title: both("Title"),
    text,
    solution: both("Solution"),
    fields: [],
    ...parse(yaml),
  });
}
