import { type Item, itemSchema } from "../../../grader/quiz/item.ts";
import { drawVariant, type Variant } from "../../../grader/quiz/variant.ts";

const both = (text: string) => ({ en: text, "pt-BR": text });

/** An item of the given fields, with as little around them as the schema asks for. */
export function itemOf(fields: readonly object[], more: object = {}): Item {
  return itemSchema.parse({ id: "q", title: both("t"), text: both("text"), solution: both("s"), fields, ...more });
}

export function variantOf(fields: readonly object[], more: object = {}, seed = "1"): Variant {
  const drawn = drawVariant(itemOf(fields, more), seed);
  if (!drawn.ok) throw new Error(drawn.message);
  return drawn.variant;
}

export type { Variant } from "../../../grader/quiz/variant.ts";
export { both };
