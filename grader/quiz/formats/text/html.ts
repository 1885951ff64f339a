import type { Element, Root } from "hast";
import type { RootContent as MdastContent, Root as MdastRoot } from "mdast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { type Losses, Unsupported } from "../reading.ts";
import { cleaned } from "./clean.ts";
import { withoutForeignTags } from "./foreign-tags.ts";
import { guarded } from "./templates.ts";
import { wordsIn } from "./words-in.ts";

/** far above what a question holds; a text beyond it is somebody's test of ours */
const longestText = 200_000;

const parser = unified().use(rehypeParse, { fragment: true }).freeze();
const writer = unified()
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-", resourceLink: true, fences: true })
  .freeze();

const formulaNode = (value: string, display: unknown) =>
  ({ type: "inlineMath", value, data: { display } }) as unknown as MdastContent;

const converter = unified()
  .use(rehypeRemark, {
    handlers: {
      "nabla-math": (_state: unknown, element: Element) => formulaNode(wordsIn(element), element.properties.display),
    },
  })
  .freeze();

/** A formula that stands alone in its paragraph is set on a line of its own. */
function displayed(nodes: MdastContent[]): void {
  nodes.forEach((node, index) => {
    if (node.type === "paragraph" && node.children.length === 1) {
      const [only] = node.children as { type: string; value?: string; data?: { display?: unknown } }[];
      if (only?.type === "inlineMath" && only.data?.display === "block") {
        nodes[index] = { type: "math", value: only.value ?? "" } as unknown as MdastContent;
      }
    } else if ("children" in node) displayed(node.children as MdastContent[]);
  });
}

const written = (root: MdastRoot): string => guarded(writer.stringify(root)).trim();

/**
 * HTML, as hostile as it may be, to our Markdown with formulas between dollars.
 * @param losses is told of pictures, players, scripts and whatever else Markdown has no place for
 * @throws Unsupported when the text is too long or nested too deeply
 */
export function markdownOf(html: string, losses: Losses): string {
  if (html.length > longestText) {
    throw new Unsupported("text", `a text of ${html.length} characters; at most ${longestText} are read`);
  }
  try {
    const tree = cleaned(parser.parse(withoutForeignTags(html)) as Root, losses);
    const markdown = converter.runSync(tree) as MdastRoot;
    displayed(markdown.children);
    return written(markdown);
  } catch (cause) {
    if (cause instanceof RangeError) throw new Unsupported("text", "its HTML is nested too deeply");
    throw cause;
  }
}

/** Words without any markup, as paragraphs of Markdown; single line breaks are kept. */
export function markdownOfPlain(text: string): string {
  if (text.length > longestText) {
    throw new Unsupported("text", `a text of ${text.length} characters; at most ${longestText} are read`);
  }
  const paragraphs = text.replace(/\r\n?/g, "\n").split(/\n{2,}/);
  const lines = (paragraph: string) =>
    paragraph
      .split("\n")
      .flatMap((line, index) => [...(index > 0 ? [{ type: "break" }] : []), { type: "text", value: line.trim() }]);
  return written({
    type: "root",
    children: paragraphs.map((paragraph) => ({ type: "paragraph", children: lines(paragraph) })),
  } as MdastRoot);
}

/** The words of a piece of HTML without its markup, for answers that are compared as text. */
export function plainOf(html: string): string {
  const tree = parser.parse(withoutForeignTags(html.slice(0, longestText))) as Root;
  return tree.children
    .map((child) => (child.type === "doctype" ? "" : wordsIn(child)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
