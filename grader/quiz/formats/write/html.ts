import type { Element, ElementContent, Root, RootContent } from "hast";
import katex from "katex";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { wordsIn } from "../text/words-in.ts";

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkRehype).freeze();
/** XHTML: every element closed, characters by number, so that it can stand in XML as well */
const writer = unified()
  .use(rehypeStringify, {
    closeSelfClosing: true,
    characterReferences: { useNamedReferences: false },
    quoteSmart: false,
  })
  .freeze();

/** `delimiters`: as MathJax reads it, for Moodle; `mathml`: for QTI, with its TeX as an annotation. */
export type Formulas = "delimiters" | "mathml";

const classes = ({ properties }: Element) => (Array.isArray(properties.className) ? properties.className : []);

function formulas(nodes: readonly (ElementContent | RootContent)[], how: Formulas): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return node.type === "doctype" ? [] : [node];
    const math = node.tagName === "pre" ? node.children[0] : node;
    if (
      math?.type === "element" &&
      math.tagName === "code" &&
      classes(math).some((name) => String(name).startsWith("math-"))
    ) {
      const display = classes(math).includes("math-display");
      return [{ type: "text", value: `\uE000${how}${display ? "D" : "I"}${wordsIn(math).replace(/\n$/, "")}\uE001` }];
    }
    return [{ ...node, children: formulas(node.children, how) }];
  });
}

/** Markdown with formulas between dollars as XHTML. A single paragraph loses its `<p>` where `inline` is asked for. */
export function htmlOfMarkdown(markdown: string, how: Formulas, inline = false): string {
  if (markdown.trim() === "") return "";
  const tree = reader.runSync(reader.parse(markdown.replace(/[\uE000\uE001]/g, ""))) as Root;
  const html = writer.stringify({ type: "root", children: formulas(tree.children, how) } as Root);
  const text = html.replace(
    /\uE000(delimiters|mathml)([DI])([\s\S]*?)\uE001/g,
    (_, way: Formulas, place: string, escaped: string) =>
      way === "mathml"
        ? mathml(unescaped(escaped), place === "D")
        : place === "D"
          ? `\\[${escaped}\\]`
          : `\\(${escaped}\\)`,
  );
  const single = /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(text.trim());
  return inline && single ? single[1]! : text.trim();
}

const unescaped = (text: string) =>
  text
    .replace(/&#x([0-9A-Fa-f]+);/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

function mathml(tex: string, display: boolean): string {
  const html = katex.renderToString(tex, {
    output: "mathml",
    displayMode: display,
    throwOnError: false,
    trust: false,
    strict: "ignore",
  });
  // what KaTeX cannot read it shows in red, without a formula
  return /<math[\s\S]*<\/math>/.exec(html)?.[0] ?? `<code>${html.replace(/<[^>]*>/g, "")}</code>`;
}
