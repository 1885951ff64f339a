import { answerSchemas } from "../answer.ts";
import type { FieldOf } from "../field.ts";
import { linesBefore, shownLines } from "../shown-order.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";
import { longestInOrder, transitive } from "./partial-order.ts";

type Line = FieldOf<"ordering">["lines"][number];

const sameText = (a: Line["text"], b: Line["text"]) => a.en === b.en && a["pt-BR"] === b["pt-BR"];

/** Lines with the same text cannot be told apart: those used of a group count as its first ones, from top to bottom. */
function interchangeable(lines: readonly Line[], used: readonly number[]): number[] {
  const seen = new Map<number, number>();
  return used.map((k) => {
    const group = lines.flatMap((line, other) => (sameText(line.text, lines[k]!.text) ? [other] : []));
    const turn = seen.get(group[0]!) ?? 0;
    seen.set(group[0]!, turn + 1);
    return group[turn]!;
  });
}

/**
 * Lines put in order. longest-run: the share of all lines that stand in the longest part which is in a right order, less one for
 * every distractor used. The order is partial where lines say what they come `after`.
 */
export function judgeOrdering(field: FieldOf<"ordering">, answer: unknown, variant: Variant): Judgement {
  const read = answerSchemas.ordering.safeParse(answer);
  if (!read.success) return malformed;
  if (read.data.length === 0) return empty;
  const shown = new Map(shownLines(variant, field).map((one) => [one.id, one]));
  const ids = [...new Set(read.data)];
  if (ids.length < read.data.length || ids.some((id) => !shown.has(id))) return malformed;
  const index = new Map(field.lines.map((line, k) => [line.id, k]));
  const above = transitive(field.lines.map((_, k) => linesBefore(field.lines, k).flatMap((id) => index.get(id) ?? [])));
  const distractors = ids.filter((id) => shown.get(id)!.distractor).length;
  const used = interchangeable(
    field.lines,
    ids.flatMap((id) => (shown.get(id)!.distractor ? [] : index.get(shown.get(id)!.line.id)!)),
  );
  const kept = longestInOrder(used, above);
  const share = (kept.size - distractors) / field.lines.length;
  return {
    ...byCredit(field.credit === "all-or-nothing" && share < 1 ? 0 : share),
    parts: field.lines.map((_, k) => kept.has(k)),
  };
}
