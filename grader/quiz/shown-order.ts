import { type Random, seededRandom } from "../random.ts";
import type { FieldOf } from "./field.ts";
import type { Variant } from "./variant.ts";

/**
 * The order in which choices, right sides and lines are shown, and the ids they go by there: by place, since authors' ids
 * ("correct") would tell. Showing and judging both come here.
 */
export type Choice = FieldOf<"single-choice">["choices"][number];
type Line = FieldOf<"ordering">["lines"][number];
type Localised = Line["text"];

const orderOf = ({ item, seed }: Variant, ...words: string[]): Random =>
  seededRandom("quiz order", item.id, seed, ...words);

const named = <T>(list: readonly T[], letter: string) => list.map((part, k) => ({ id: `${letter}${k + 1}`, part }));
const shuffled = <T>(list: readonly T[], random: Random): T[] => random.permutation(list.length).map((k) => list[k]!);

/** Choices as shown. */
export function shownChoices(
  variant: Variant,
  field: FieldOf<"single-choice"> | FieldOf<"multiple-choice">,
): { id: string; choice: Choice }[] {
  const order = field.shuffle ? shuffled(field.choices, orderOf(variant, field.id)) : field.choices;
  return named(order, "c").map(({ id, part }) => ({ id, choice: part }));
}

/** Choices of one gap of a cloze, as shown; empty for a gap of another kind. */
export function shownGapChoices(
  variant: Variant,
  field: FieldOf<"cloze">,
  gapId: string,
): { id: string; choice: Choice }[] {
  const gap = field.gaps[gapId];
  if (gap?.kind !== "single-choice") return [];
  const order = shuffled(gap.choices, orderOf(variant, field.id, gapId));
  return named(order, "c").map(({ id, part }) => ({ id, choice: part }));
}

/**
 * Right sides and distractors of a matching, as shown; `pair` is the 0-based pair it belongs to, null for a distractor. Sides with
 * the same text are one to the student: they have one id here, at the place of the first.
 */
export function shownRights(
  variant: Variant,
  field: FieldOf<"matching">,
): { id: string; pair: number | null; text: Localised }[] {
  const all = [
    ...field.pairs.map(({ right }, pair) => ({ pair, text: right })),
    ...field.distractors.map((text) => ({ pair: null, text })),
  ];
  const ids = new Map<string, string>();
  return shuffled(all, orderOf(variant, field.id)).map((side) => {
    const words = JSON.stringify([side.text.en, side.text["pt-BR"]]);
    const id = ids.get(words) ?? `r${ids.size + 1}`;
    ids.set(words, id);
    return { id, ...side };
  });
}

/** Lines that must stand above the line at `k`, by the author's ids. */
export function linesBefore(lines: readonly Line[], k: number): readonly string[] {
  return lines[k]!.after ?? lines.slice(0, k).map((line) => line.id);
}

/** Whether every line stands below those that it must follow. */
function inOrder(lines: readonly Line[], ids: readonly string[]): boolean {
  const at = new Map(ids.map((id, k) => [id, k]));
  return lines.every((line, k) => linesBefore(lines, k).every((above) => (at.get(above) ?? -1) < at.get(line.id)!));
}

/**
 * Lines and distractors of an ordering, as shown: never in a right order, unless every order is right.
 * `line` is the author's; its id says which one it is.
 */
export function shownLines(
  variant: Variant,
  field: FieldOf<"ordering">,
): { id: string; line: { id: string; text: Localised }; distractor: boolean }[] {
  const all = [
    ...field.lines.map((line) => ({ line, distractor: false })),
    ...field.distractors.map((line) => ({ line, distractor: true })),
  ];
  const random = orderOf(variant, field.id);
  let order = shuffled(all, random);
  const rightly = () =>
    inOrder(
      field.lines,
      order.filter(({ distractor }) => !distractor).map(({ line }) => line.id),
    );
  // the last resort turns a right order round, which is wrong as soon as one line must follow another
  for (let attempt = 0; attempt < 20 && rightly(); attempt++) order = shuffled(all, random);
  if (rightly()) order.reverse();
  return named(order, "l").map(({ id, part }) => ({ id, ...part }));
}
