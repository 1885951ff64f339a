import katex from "katex";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { renderLine } from "../../app/_markdown/line.ts";
import { processor, renderMarkdown } from "../../app/_markdown/render.ts";
import { seededRandom } from "../../grader/random.ts";

/** The elements that a browser makes of some HTML, attributes in one order and notation. */
function elements(html: string): string {
  const { document } = parseHTML(`<body>${html}</body>`);
  const written = (node: ChildNode): string => {
    if (node.nodeType === 3) return node.textContent ?? "";
    const { localName, attributes, childNodes } = node as Element;
    const named = [...attributes].map(({ name, value }) => `${name}=${value.replace(/;$/, "")}`).sort();
    return `<${[localName, ...named].join(" ")}>${[...childNodes].map(written).join("")}</${localName}>`;
  };
  return [...document.body.childNodes].map(written).join("");
}

const formulas = [
  ["\\delta^M = y^M - d", "a^{m-1}_{ij}", "\\frac{1}{N}\\sum_{n=1}^{N} e_n^2", "\\sqrt{0{,}25 + x}", "\\overline{AB}"],
  [
    "\\begin{bmatrix} 0.5 & -1 \\\\ 2 & 3 \\end{bmatrix}",
    "\\widehat{x}'",
    '\\text{a "quoted" <word>}',
    "x < y & z",
    "f'(u)",
  ],
  ["\\underbrace{W^m a^{m-1}}_{u^m}", "\\color{#c00}x", "\\cancel{x}", "\\xrightarrow{f}", "\\unknown", "\\frac{1}{2"],
].flat();

describe("a formula", () => {
  test.each(formulas)("%s has the elements that KaTeX gives it, less the copy of its source", (tex) => {
    const settings = { trust: false, strict: false, throwOnError: false } as const;
    const full = katex
      .renderToString(tex, settings)
      .replace(/<annotation[\s\S]*?<\/annotation>/g, "")
      .replace(/<\/?semantics>/g, "")
      .replace(/ xmlns="[^"]*"/g, "");
    expect(elements(renderMarkdown(`$${tex}$`))).toBe(elements(`<p>${full}</p>`));
  });

  test("in a line of its own is displayed, however it is fenced", () => {
    for (const text of ["a\n\n$$\nx^2\n$$\n\nb", "a\n\n```math\nx^2\n```\n\nb"]) {
      const html = renderMarkdown(text);
      expect(html).toMatch(/class=["']?katex-display/);
      expect(html).not.toContain("<pre");
    }
  });
});

describe("a line without marks is rendered as the parser would", () => {
  const whole = (text: string) => elements(String(processor.processSync(text)));

  test.each([
    "yes",
    "0,5",
    "Não, porque J não muda.",
    "a: $x$; b",
    "$x$",
    "$x_1$ e $x_2$",
    "(a) é “b” – c…",
    "-- $x$".slice(3),
  ])("%s", (text) => {
    expect(renderLine(text)).not.toBeNull();
    expect(elements(renderLine(text) ?? "")).toBe(whole(text));
  });

  test("whatever it is composed of", () => {
    const signs = [
      "a",
      "W",
      "é",
      "1",
      "1.",
      "-",
      "+",
      "=",
      " ",
      "  ",
      ".",
      ":",
      "//",
      "@",
      "www.",
      "$",
      "$",
      "x_1",
      "*",
      "_",
    ];
    signs.push(
      "\\",
      "&",
      "<b>",
      "`",
      "~",
      "[",
      "](",
      ")",
      "|",
      "\n",
      "#",
      "!",
      "\t",
      "'",
      '"',
      "\\frac12",
      "{",
      "}",
      "^2",
    );
    const random = seededRandom("lines of marks");
    let short = 0;
    for (let n = 0; n < 2000; n += 1) {
      const text = Array.from({ length: 1 + random.below(8) }, () => signs[random.below(signs.length)]).join("");
      const line = renderLine(text);
      if (line === null) continue;
      short += 1;
      expect(elements(line), JSON.stringify(text)).toBe(whole(text));
    }
    expect(short).toBeGreaterThan(100);
  });
});
