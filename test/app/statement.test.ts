import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../app/_markdown/render.ts";
import { cutStatement } from "../../app/_markdown/sections.ts";

describe("a statement is cut at its exercises", () => {
  const statement =
    "# Title\n\nHello.\n\n## ex1 — One\nfirst\n\n```md\n## ex2 in code\n```\n\n## ex2 — Two\nsecond\n\n## Marking\nhow\n";
  const { introduction, exercises } = cutStatement(statement, ["ex1", "ex2"]);
  test("each gets its own text, code fences included", () => {
    expect(exercises.get("ex1")).toContain("## ex2 in code");
    expect(exercises.get("ex2")?.trim()).toBe("second");
  });
  test("what belongs to no exercise is kept, the page's own title is not", () => {
    expect(introduction).toContain("Hello.");
    expect(introduction).toContain("## Marking\nhow");
    expect(introduction).not.toContain("# Title");
  });
  test("a statement without the exercise loses nothing", () => {
    expect(cutStatement(statement, []).introduction).toContain("second");
  });
});

describe("statements are safe to show", () => {
  test.each([
    ["<script>alert(1)</script>", "script"],
    ["[x](javascript:alert(1))", "[href^=javascript]"],
    ['<img src=x onerror="alert(1)">', "[onerror]"],
    ["$\\href{javascript:alert(1)}{x}$", "[href]"],
    ["$\\htmlClass{skip-link}{x}$", ".skip-link"],
    ["$\\text{<img src=x onerror=alert(1)>}$", "img"],
    ['$\\text{" onmouseover=alert(1) a="}$', "[onmouseover]"],
    ["$\\unknown{<script>alert(1)</script>}$", "script"],
    ["text and\n\n$$\\htmlStyle{position:fixed}{x}$$", "[style*=fixed]"],
    ["<style>body{display:none}</style>", "style"],
    ["a\uE000<b>\uE001", "b"],
  ])("%s", (markdown, forbidden) => {
    const { document } = parseHTML(`<main>${renderMarkdown(markdown)}</main>`);
    expect(document.querySelector(`main ${forbidden}`)).toBeNull();
  });
  test("formulas are set, with their source for screen readers", () => {
    expect(renderMarkdown("$W^m$")).toContain("<math");
  });
});
