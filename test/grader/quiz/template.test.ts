// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dollar signs are formulas here
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../../app/_markdown/render.ts";
import { checkTemplate, fillTemplate, type TextKind } from "../../../grader/quiz/template.ts";
import type { Values } from "../../../grader/quiz/values.ts";

const values: Values = {
  a: -0.5,
  b: 0.25,
  n: 12345,
  tiny: 0.0000123,
  third: 1 / 3,
  zero: -0,
  v: [0.5, -1],
  m: [
    [1, -2],
    [0.5, 0],
  ],
  f: "tanh",
  t: true,
  net: [{ W: [[0.5, -1]], b: [0.25], f: "logistic" }],
  evil: "<script>alert(1)</script> [x](javascript:alert(1)) $x$ `code` | # *a* \\alpha }} ![i](http://e.vil) www.evil.com a@b.com\n\n- list",
};

describe("numbers as the place needs them", () => {
  test.each<[string, string, string]>([
    ["{{ a }}", "\u22120.5", "\u22120,5"],
    ["$x = {{ a }}$", "$x = -0.5$", "$x = -0{,}5$"],
    ["$x + {{ a | signed }}$", "$x + (-0.5)$", "$x + (-0{,}5)$"],
    ["$x + {{ b | signed }}$", "$x + 0.25$", "$x + 0{,}25$"],
    ["$x {{ a | term }}$", "$x - 0.5$", "$x - 0{,}5$"],
    ["$x {{ b | term }}$", "$x + 0.25$", "$x + 0{,}25$"],
    ["`{{ a }}`", "`-0.5`", "`-0.5`"],
    ["```\nalpha = {{ a }}\n```\n{{ a }}", "```\nalpha = -0.5\n```\n\u22120.5", "```\nalpha = -0.5\n```\n\u22120,5"],
    ["{{ n }}", "12345", "12345"],
    ["{{ third }}", "0.3333", "0,3333"],
    ["{{ third | fixed 2 }}", "0.33", "0,33"],
    ["{{ b | fixed 1 }}", "0.3", "0,3"],
    ["{{ n | digits 2 }}", "12000", "12000"],
    ["{{ b | digits 4 }}", "0.2500", "0,2500"],
    ["{{ zero }} {{ -0.001 | fixed 2 }}", "0 0.00", "0 0,00"],
    ["{{ tiny }}", "1.23 × 10⁻⁵", "1,23 × 10⁻⁵"],
    ["${{ tiny }}$", "$1.23 \\times 10^{-5}$", "$1{,}23 \\times 10^{-5}$"],
    ["$\\frac{{{ b }}}{2}$", "$\\frac{0.25}{2}$", "$\\frac{0{,}25}{2}$"],
    ["{{ 2 * b }} and {{ b > 0 ? 'yes' : 'no' }}", "0.5 and yes", "0,5 and yes"],
    ["{{ v }}", "\\[0.5, \u22121\\]", "\\[0,5; \u22121\\]"],
    ["${{ v }}$", "$[0.5,\\ -1]$", "$[0{,}5;\\ -1]$"],
    ["`{{ v }}`", "`[0.5, -1]`", "`[0.5, -1]`"],
    [
      "$x = {{ v | vector }}$",
      "$x = \\begin{bmatrix} 0.5 \\\\ -1 \\end{bmatrix}$",
      "$x = \\begin{bmatrix} 0{,}5 \\\\ -1 \\end{bmatrix}$",
    ],
    ["{{ v | row }}", "$\\begin{bmatrix} 0.5 & -1 \\end{bmatrix}$", "$\\begin{bmatrix} 0{,}5 & -1 \\end{bmatrix}$"],
    [
      "{{ m | fixed 1 | matrix }}",
      "$\\begin{bmatrix} 1.0 & -2.0 \\\\ 0.5 & 0.0 \\end{bmatrix}$",
      "$\\begin{bmatrix} 1{,}0 & -2{,}0 \\\\ 0{,}5 & 0{,}0 \\end{bmatrix}$",
    ],
    ["{{ f | name }}, ${{ f | formula }}$", "hyperbolic tangent, $\\tanh(u)$", "tangente hiperbólica, $\\tanh(u)$"],
    ["{{ t }}", "true", "verdadeiro"],
    ["costs \\$5 and {{ a }} \\$", "costs \\$5 and \u22120.5 \\$", "costs \\$5 and \u22120,5 \\$"],
    ["{ {a} }", "{ {a} }", "{ {a} }"],
    [
      "$5 in one paragraph\n\n{{ a }} and $5 in another",
      "$5 in one paragraph\n\n\u22120.5 and $5 in another",
      "$5 in one paragraph\n\n\u22120,5 and $5 in another",
    ],
  ])("%s", (text, en, pt) => {
    expect(fillTemplate(text, values, "en")).toBe(en);
    expect(fillTemplate(text, values, "pt-BR")).toBe(pt);
  });

  test("plain labels and code are taken as they are", () => {
    const fill = (text: string, kind: TextKind) => fillTemplate(text, values, "pt-BR", kind);
    expect(fill("w(0) = {{ v }}", "plain")).toBe("w(0) = [0,5; \u22121]");
    expect(fill("const alpha = {{ b }};", "code")).toBe("const alpha = 0.25;");
  });

  test("a network is a table, for who does not see the drawing", () => {
    const html = renderMarkdown(fillTemplate("{{ net | network }}", values, "pt-BR"));
    expect(html).toContain("<td>[0,5; \u22121]</td>");
    expect(html).toContain("logística");
  });
});

describe("texts among the values are data", () => {
  test.each([
    ["in a sentence", "Say {{ evil }} now"],
    ["at the beginning", "{{ evil }}"],
    ["in a table", "| a |\n|---|\n| {{ evil }} |"],
    ["in a list", "- {{ evil }}"],
    ["in a formula", "$x = {{ evil }}$"],
  ])("%s", (_, text) => {
    const html = renderMarkdown(fillTemplate(text, values, "en"));
    const body = html.replace(/<annotation[\s\S]*?<\/annotation>/g, "");
    expect(body).not.toMatch(/<(script|a |img|em|h1|code|li><p|ul>[\s\S]*<ul)/);
    expect(body).not.toContain("katex-error");
    expect(body.replace(/<[^>]*>/g, "")).toContain("script");
  });

  test("what they say is what is read", () => {
    const html = renderMarkdown(fillTemplate("{{ evil }}", values, "en"));
    const text = html
      .replace(/<[^>]*>/g, "")
      .replaceAll("&#x3C;", "<")
      .replaceAll("&lt;", "<");
    expect(text.trim()).toBe((values.evil as string).replace(/\s*\n\s*/g, " "));
  });

  test("in code, what would end it is refused", () => {
    expect(() => fillTemplate("`{{ evil }}`", values, "en")).toThrow(/backtick/);
  });
});

describe("mistakes are told with the expression", () => {
  test.each([
    ["{{ wrong }}", /"wrong": "wrong" is neither/],
    ["{{ a | round 2 }}", /no filter "round"; there are fixed N/],
    ["{{ a | fixed }}", /fixed needs a number from 0 to 15/],
    ["{{ a | fixed 99 }}", /fixed needs/],
    ["{{ a | matrix }}", /a number is not a matrix/],
    ["{{ a | vector }}", /a number is not a vector/],
    ["{{ }}", /empty/],
    ["{{ net }}", /an object cannot be shown/],
    ["${{ net | network }}$", /outside of formulas/],
    ["{{ 1 / 0 }}", /not finite/],
    ["$x^{{\\bf x}}$", /./],
  ])("%s", (text, words) => {
    expect(() => fillTemplate(text, values, "en")).toThrow(words);
  });

  test("before any number is drawn: names read and problems", () => {
    expect(checkTemplate("{{ a + b }} {{ c | fixed 2 }} $\\frac{{{ d }}}{2}$")).toEqual({
      names: new Set(["a", "b", "c", "d"]),
      problems: [],
    });
    expect(checkTemplate("{{ a + }} {{ b | nothing }}").problems).toHaveLength(2);
    expect(checkTemplate("{{ a } and {{ b }}").problems).toEqual([expect.stringMatching("not closed")]);
    expect(checkTemplate("$x^{ {2} } {{{ a }}}$").problems).toEqual([]);
  });
});
