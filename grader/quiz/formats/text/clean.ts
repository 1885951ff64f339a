import type { Element, ElementContent, Root, RootContent } from "hast";
import type { Losses } from "../reading.ts";
import { formula, withFormulas } from "./math.ts";
import { texOf } from "./mathml.ts";
import { wordsIn } from "./words-in.ts";

/** what cannot be carried over, with the word for it in the report */
const dropped: Record<string, string> = {
  audio: "audio",
  video: "video",
  object: "embedded object",
  embed: "embedded object",
  iframe: "embedded page",
  svg: "drawing (SVG)",
  canvas: "drawing",
  script: "script",
  style: "style sheet",
  form: "form",
  input: "form",
  select: "form",
  textarea: "form",
  button: "form",
};

/** A tree without what Markdown has no place for; formulas become elements of their own. */
export function cleaned(tree: Root, losses: Losses): Root {
  return { type: "root", children: all(tree.children, losses, false) };
}

const all = (nodes: readonly RootContent[], losses: Losses, code: boolean): ElementContent[] =>
  nodes.flatMap((node) => (node.type === "doctype" || node.type === "comment" ? [] : one(node, losses, code)));

function one(node: ElementContent, losses: Losses, code: boolean): ElementContent[] {
  if (node.type === "text") return code ? [node] : withFormulas(node.value);
  if (node.type !== "element") return [];
  const name = node.tagName.replace(/^.*:/, "").toLowerCase();
  if (name === "math") return [mathOf(node, losses)];
  if (name === "img") return [imageOf(node, losses)];
  if (name === "sup" || name === "sub") return raised(node, name);
  // how a word is read stands behind it
  if (name === "rp") return [];
  if (name === "rt") return [{ type: "text", value: `(${wordsIn(node).trim()})` }];
  const feature = dropped[name];
  if (feature !== undefined) {
    losses.add(feature, `${/^[aeiou]/.test(feature) ? "an" : "a"} ${feature} in the text was left out`);
    // words inside an object are what is shown where it cannot be
    return name === "object" || name === "audio" || name === "video" ? all(node.children, losses, code) : [];
  }
  const children = all(node.children, losses, code || name === "pre" || name === "code" || name === "tt");
  const properties = kept(node);
  if (name === "a" && properties.href === undefined) {
    const { href } = node.properties;
    if (typeof href === "string" && !/^\s*(#|$|javascript:|data:|vbscript:)/i.test(href))
      losses.add("link", `what "${href.slice(0, 100)}" leads to is not at hand; its words stay`);
    return children;
  }
  return [{ ...node, tagName: name, properties, children }];
}

function kept({ properties, tagName }: Element): Element["properties"] {
  const { href, align } = properties;
  const safe = typeof href === "string" && /^(https?:|mailto:)/i.test(href.trim());
  return { ...(tagName === "a" && safe ? { href } : {}), ...(align ? { align } : {}) };
}

function mathOf(node: Element, losses: Losses): Element {
  const tex = texOf(node, (name) =>
    losses.add("MathML", `<${name}> of a formula has no counterpart and was set as its content`),
  );
  return formula(tex, node.properties.display === "block");
}

/** Canvas keeps the formula beside its picture; other pictures stay behind. */
function imageOf(node: Element, losses: Losses): ElementContent {
  const { dataEquationContent, alt, src } = node.properties;
  if (typeof dataEquationContent === "string") return formula(dataEquationContent, false);
  const name =
    typeof src === "string" ? (src.startsWith("data:") ? "in the text itself" : src.slice(0, 100)) : "without a name";
  losses.add("image", `a picture (${name}) was left out; its alternative text stands in its place`);
  return { type: "text", value: typeof alt === "string" && alt.trim() !== "" ? `[${alt.trim()}]` : "[…]" };
}

/** Markdown has no raised or lowered text, but formulas do: x<sup>2</sup> must not become x2. */
function raised(node: Element, name: "sup" | "sub"): ElementContent[] {
  const text = wordsIn(node).trim();
  if (text === "") return [];
  const inner = /^[A-Za-z0-9+\-−=(),.]$|^[0-9+\-−=(),.]+$/.test(text)
    ? text
    : `\\text{${text.replace(/[\\{}$&#_%^~]/g, " ")}}`;
  return [formula(`${name === "sup" ? "^" : "_"}{${inner.replace(/−/g, "-")}}`, false)];
}
