import { letters } from "../identifiers.ts";
import { both, type DraftField, Unsupported } from "../reading.ts";
import { mostChoices } from "./choice.ts";
import { toldApart } from "./pictures.ts";

/** @param pairs left and right sides in Markdown; an empty left side makes its right one a distractor */
export function matchingField(pairs: readonly { left: string; right: string }[]): DraftField {
  const real = pairs.filter(({ left }) => left !== "");
  const rights = new Set(real.map(({ right }) => right));
  toldApart(real.map(({ left }) => left));
  toldApart(pairs.map(({ right }) => right));
  const distractors = [
    ...new Set(
      pairs.filter(({ left, right }) => left === "" && right !== "" && !rights.has(right)).map(({ right }) => right),
    ),
  ];
  if (real.length < 2) throw new Unsupported("matching", `${real.length} pair(s) to match; it takes two`);
  if (real.length > mostChoices)
    throw new Unsupported("matching", `${real.length} pairs to match; at most ${mostChoices} are taken`);
  return {
    kind: "matching",
    pairs: real.map(({ left, right }) => ({ left: both(left), right: both(right) })),
    distractors: distractors.map(both),
  };
}

export function orderingField(lines: readonly string[]): DraftField {
  if (lines.length < 2) throw new Unsupported("ordering", `${lines.length} line(s) to put in order; it takes two`);
  if (lines.length > 30)
    throw new Unsupported("ordering", `${lines.length} lines to put in order; at most 30 are taken`);
  toldApart(lines);
  return { kind: "ordering", lines: lines.map((text, index) => ({ id: letters(index), text: both(text) })) };
}
