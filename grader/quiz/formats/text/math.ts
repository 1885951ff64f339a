import type { Element, ElementContent } from "hast";

/**
 * What a piece of text is made of: words and formulas in the delimiters that Moodle, Canvas and MathJax know. Single dollars are
 * money unless a command of TeX stands between them.
 */
const delimiters =
  /\\\(([\s\S]{1,2000}?)\\\)|\\\[([\s\S]{1,2000}?)\\\]|\$\$([\s\S]{1,2000}?)\$\$|\$([^$\n]{0,500}\\[a-zA-Z][^$\n]{0,500})\$/g;

/** An element that the conversion to Markdown turns into a formula. */
export const formula = (tex: string, display: boolean): Element => ({
  type: "element",
  tagName: "nabla-math",
  properties: { display: display ? "block" : "inline" },
  children: [{ type: "text", value: tex.trim() }],
});

export function withFormulas(text: string): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of text.matchAll(delimiters)) {
    const [whole, round, block, dollars, single] = match;
    const inline = round ?? single;
    if (match.index > from) parts.push({ type: "text", value: text.slice(from, match.index) });
    parts.push(formula(inline ?? block ?? dollars ?? "", inline === undefined));
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ type: "text", value: text.slice(from) });
  return parts;
}
