import { describe, expect, test } from "vitest";
import { plain } from "../../../app/_quiz/inline.ts";
import { renderGaps } from "../../../app/_quiz/render-gaps.ts";
import { renderItem } from "../../../app/_quiz/render-item.ts";
import type { Piece } from "../../../app/_quiz/rendered.ts";

const flat = (pieces: Piece[]): string =>
  pieces
    .map((piece) => ("html" in piece ? piece.html : "gap" in piece ? `<${piece.gap}>` : flat(piece.children)))
    .join("");
const gaps = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => ("gap" in piece ? [piece.gap] : "tag" in piece ? gaps(piece.children) : []));

describe("texts with gaps", () => {
  test("a gap in a line keeps the formulas around it", () => {
    const pieces = renderGaps("With $K = 5$ there are [[a]] and **[[b]]**.", ["a", "b"]);
    expect(gaps(pieces)).toEqual(["a", "b"]);
    expect(flat(pieces)).toContain("katex");
    expect(flat(pieces)).toMatch(/ there are <a> and <b>\./);
  });

  test.each([
    ["a list", "- one [[a]]\n- two [[b]]"],
    ["a table", "| w | value |\n|---|---|\n| 1 | [[a]] |\n| 2 | [[b]] |"],
  ])("gaps in %s", (_, text) => {
    expect(gaps(renderGaps(text, ["a", "b"]))).toEqual(["a", "b"]);
  });

  test("a gap that the text forgot, or hid in a formula, can still be answered", () => {
    const pieces = renderGaps("Only [[a]], and $x = [[b]]$.", ["a", "b", "c"]);
    expect(gaps(pieces)).toEqual(["a", "b", "c"]);
    expect(flat(pieces)).toMatch(/<math[\s\S]*<mo>=<\/mo>[\s\S]*<\/math>/);
  });

  test("a gap between formulas stays there", () => {
    expect(flat(renderGaps("$x$ [[a]] $y$", ["a"]))).toMatch(/<a>[\s\S]*<math/);
    expect(flat(renderGaps("$$\nx\n$$\n\n[[a]]\n\n$$\ny\n$$", ["a"]))).toMatch(/<a>[\s\S]*<math/);
    expect(flat(renderGaps("It costs \\$5, [[a]] or \\$6.", ["a"]))).toMatch(/<a> or/);
  });

  test("what is no gap stays text, and markup stays harmless", () => {
    const pieces = renderGaps("[[x]] <img src=x onerror=alert(1)> [[a]]", ["a"]);
    expect(flat(pieces)).toContain("[[x]]");
    expect(flat(pieces)).not.toContain("onerror");
  });
});

test("script in any text of an item is gone after rendering", () => {
  const bad = "x <script>alert(1)</script> <a href='javascript:alert(1)'>y</a> $\\href{javascript:alert(1)}{z}$";
  const rendered = renderItem({
    id: "q",
    title: bad,
    text: bad,
    figures: [],
    fields: [
      { id: "a", share: 0.25, label: bad, kind: "single-choice", choices: [{ id: "c1", text: bad }] },
      { id: "b", share: 0.25, kind: "matching", left: [bad], right: [{ id: "r1", text: bad }] },
      { id: "c", share: 0.25, kind: "cloze", text: `${bad} [[g]]`, gaps: [{ id: "g", kind: "numeric" }] },
      { id: "d", share: 0.25, kind: "ordering", code: true, hasDistractors: false, lines: [{ id: "l1", text: bad }] },
    ],
  });
  const htmls: string[] = [];
  // what has no markup is shown as text
  JSON.stringify(rendered, (key, value) => {
    if (key === "html") htmls.push(value as string);
    return value;
  });
  expect(htmls.length).toBe(8);
  for (const html of htmls) expect(html).not.toMatch(/<script|<a[^>]+javascript/);
});

test.each([
  ["the *inverse* of `H`", "the inverse of H"],
  ["$\\delta$", null],
  ["see [the notes](https://example.org)", "see the notes"],
])("%j without markup", (markdown, text) => {
  expect(plain(markdown)).toBe(text);
});
