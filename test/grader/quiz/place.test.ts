import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Place, placesOf } from "../../../grader/quiz/show/place.ts";
import { fillTemplate } from "../../../grader/quiz/template.ts";

/** M for formulas, C for code, T for text */
const letters = (markdown: string) =>
  placesOf(markdown)
    .map(
      ({ place, text }) => `${({ math: "M", code: "C", text: "T" } satisfies Record<Place, string>)[place]}(${text})`,
    )
    .join("");

describe("where in a Markdown text something stands", () => {
  test.each([
    ["a $x$ b", "T(a )M($x$)T( b)"],
    ["a `x` b", "T(a )C(`x`)T( b)"],
    ["a $$x$$ b", "T(a )M($$x$$)T( b)"],
    ["$$\nx\n\ny\n$$\nb", "M($$\nx\n\ny\n$$\n)T(b)"],
    ["```ts\n$x$\n```\n$y$", "C(```ts\n$x$\n```\n)M($y$)"],
    ["~~~\n`\n~~~\na", "C(~~~\n`\n~~~\n)T(a)"],
    ["```\nnever closed $x$", "C(```\nnever closed $x$)"],
    ["- a\n  ```\n  $x$\n  ```\n- b", "T(- a\n)C(  ```\n  $x$\n  ```\n)T(- b)"],
    ["> ```\n> $x$\n> ```\na", "C(> ```\n> $x$\n> ```\n)T(a)"],
    ["\\$5 and $x$", "T(\\$5 and )M($x$)"],
    ["\\\\$x$", "T(\\\\)M($x$)"],
    ["$5\n\n$6", "T($5\n\n$6)"],
    ["`a $x` b$", "C(`a $x`)T( b$)"],
    ["``a ` b`` $x$", "C(``a ` b``)T( )M($x$)"],
    ["`not closed $x$", "T(`not closed )M($x$)"],
    ["$a \\$ b", "M($a \\$)T( b)"],
    ["| $a$ | `b` |", "T(| )M($a$)T( | )C(`b`)T( |)"],
    ["", ""],
  ])("%j", (markdown, pieces) => {
    expect(letters(markdown)).toBe(pieces);
  });

  test("the pieces are the text, whatever it is", () => {
    const part = fc.constantFrom(
      "$",
      "$$",
      "`",
      "``",
      "```",
      "~~~",
      "\n",
      "\n\n",
      "a",
      " ",
      "\\",
      "> ",
      "- ",
      "{{ 1 }}",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        expect(
          placesOf(text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test.each(["`a", "$x$$", "`a``b```c", "\\$", "{{ ", "$`", "{{{", "\n`", "> $$ "])(
    "many of %j take no time",
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      const start = performance.now();
      placesOf(text);
      try {
        fillTemplate(text, {}, "en");
      } catch {
        // what cannot be filled is refused in the same time
      }
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
