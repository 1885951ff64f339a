import { processor } from "../_markdown/render.ts";
import type { Piece } from "./rendered.ts";

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  children?: Node[];
}

/** What a gap may stand in. In anything else (a formula, a code block) its element would break the text around it. */
const transparent = new Set(
  ["p ul ol li em strong del blockquote table thead tbody tr td th h1 h2 h3 h4 h5 h6".split(" ")].flat(),
);

// signs of the private use area: they come through Markdown and sanitising as they are
const [open, close] = ["\uE000", "\uE001"];
const token = new RegExp(`${open}([A-Za-z0-9_]+)${close}`);

const holdsGap = (node: Node): boolean =>
  (node.type === "text" && token.test(node.value ?? "")) || (node.children ?? []).some(holdsGap);
const asHtml = (node: Node): string => processor.stringify({ type: "root", children: [node] } as never);

/** Puts what follows one another without a gap into one piece. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if ("html" in piece && last && "html" in last) result[result.length - 1] = { html: last.html + piece.html };
    else result.push(piece);
  }
  return result;
}

/** Elements in which only certain elements may stand, so that a piece of HTML cannot be wrapped in something of ours. */
const structural = new Set(["table", "thead", "tbody", "tr", "ul", "ol"]);

/** A part of a table or list as an element, whether there is a gap in it or not. */
function element(node: Node): Piece {
  const tag = node.tagName ?? "span";
  if (!structural.has(tag)) return { tag, children: joined((node.children ?? []).flatMap(pieces)) };
  return { tag, children: (node.children ?? []).filter(({ type }) => type === "element").map(element) };
}

function pieces(node: Node): Piece[] {
  if (!holdsGap(node)) return [{ html: asHtml(node) }];
  if (node.type === "text") {
    const parts = (node.value ?? "").split(new RegExp(token, "g"));
    return parts
      .map((part, index): Piece => (index % 2 ? { gap: part } : { html: asHtml({ type: "text", value: part }) }))
      .filter((piece) => !("html" in piece && piece.html === ""));
  }
  if (structural.has(node.tagName ?? "")) {
    // between the parts of a table or a list there is nothing but them
    const parts = (node.children ?? []).filter(({ type }) => type === "element");
    return [{ tag: node.tagName as string, children: parts.map(element) }];
  }
  const children = joined((node.children ?? []).flatMap(pieces));
  if (node.type === "root" || !node.tagName || !transparent.has(node.tagName)) return children;
  return [{ tag: node.tagName, children }];
}

const gapsOf = (list: Piece[]): string[] =>
  list.flatMap((piece) => ("gap" in piece ? [piece.gap] : "tag" in piece ? gapsOf(piece.children) : []));

/**
 * A text in which `[[id]]` stands for a gap. A gap that the text does not show stands at its end, one that is inside
 * a formula, too, where a square stands for it: nothing that is asked may be unanswerable.
 */
export function renderGaps(markdown: string, ids: string[]): Piece[] {
  const known = new Set(ids);
  const replaced = (text: string, by: (id: string) => string) =>
    text.replace(/\[\[([A-Za-z0-9_]+)\]\]/g, (whole, id: string) => (known.has(id) ? by(id) : whole));
  const marked = replaced(
    markdown.replace(/(?<!\\)(?:\$\$[^$]+\$\$|\$[^$]+\$)/g, (tex) => replaced(tex, () => "\\square")),
    (id) => `${open}${id}${close}`,
  );
  const tree = processor.runSync(processor.parse(marked)) as Node;
  const result = joined(pieces(tree));
  const shown = new Set(gapsOf(result));
  return [...result, ...ids.filter((id) => !shown.has(id)).map((gap) => ({ gap }))];
}
