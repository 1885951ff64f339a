import type { Values } from "../../../grader/quiz/values.ts";
import { drawVariant, generatedPlace } from "../../../grader/quiz/variant.ts";
import { seededRandom } from "../../../grader/random.ts";
import type { PublishedContent, PublishedItem } from "../content.ts";
import { attemptTotal } from "../totals.ts";

/** A question of an attempt as it will be kept: the numbers that were drawn stay, whatever becomes of the question. */
export interface PaperEntry {
  item: PublishedItem;
  position: number;
  seed: string;
  values: Values;
}

export type Paper = { ok: true; entries: PaperEntry[]; maxScore: number } | { ok: false; message: string };

/** Other seeds tried for a question whose conditions one seed does not meet; its self-tests make even one such seed unlikely. */
const otherSeeds = 5;

/** The questions of an attempt in the order in which the person meets them: those that a zone draws, shuffled where it says so. */
export function orderOf(content: PublishedContent, seed: string): PublishedItem[] {
  return content.quiz.zones.flatMap((zone, place) => {
    const items = content.items.filter((item) => item.zone === place);
    const order = seededRandom("quiz paper", seed, "zone", place).permutation(items.length);
    const drawn = order.slice(0, zone.pick ?? items.length);
    if (!zone.shuffle) drawn.sort((a, b) => a - b);
    return drawn.map((index) => items[index]!);
  });
}

function draw(entry: PublishedItem, attemptSeed: string): { seed: string; values: Values } | { message: string } {
  let message = "";
  for (let attempt = 0; attempt < otherSeeds; attempt += 1) {
    const seed = attempt === 0 ? `${attemptSeed}/${entry.key}` : `${attemptSeed}/${entry.key}/${attempt}`;
    const stored = entry.generated;
    const generated = stored?.length ? stored[generatedPlace(entry.item, seed, stored.length)] : undefined;
    const drawn = drawVariant(entry.item, seed, generated);
    if (drawn.ok) return { seed, values: drawn.variant.values };
    message = drawn.message;
  }
  return { message };
}

/** Points that can be had: a text without a field asks nothing. */
export const worth = (items: readonly PublishedItem[]): number =>
  attemptTotal(
    items
      .filter(({ item }) => item.fields.length > 0)
      .map(({ points }) => ({ points, credit: null, complete: false, adjustment: null, atLeast: null })),
  ).maxScore;

/**
 * Draws an attempt: which questions, in which order, with which numbers. The same version and seed give the same paper for ever.
 * @returns or what the author has to mend, for the log: the self-tests should have found it
 */
export function composePaper(content: PublishedContent, seed: string): Paper {
  const items = orderOf(content, seed);
  const entries: PaperEntry[] = [];
  for (const [position, item] of items.entries()) {
    const drawn = draw(item, seed);
    if ("message" in drawn) return { ok: false, message: drawn.message };
    entries.push({ item, position, ...drawn });
  }
  return { ok: true, entries, maxScore: worth(items) };
}
