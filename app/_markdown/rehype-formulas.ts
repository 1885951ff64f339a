import type { Element, ElementContent, Root } from "hast";
import { formula } from "./typeset.ts";

const textOf = (node: ElementContent): string =>
  node.type === "text" ? node.value : node.type === "element" ? node.children.map(textOf).join("") : "";

const classesOf = ({ properties }: Element): readonly unknown[] =>
  Array.isArray(properties.className) ? properties.className : [];

/** What stands for a formula: `code`, alone in a `pre` when it stands in a line of its own. */
function formulaOf(node: ElementContent): { tex: string; display: boolean } | null {
  if (node.type !== "element") return null;
  const [only] = node.children;
  const inPre = node.tagName === "pre" && node.children.length === 1 && only?.type === "element";
  const code = inPre ? only : node;
  const classes = code.tagName === "code" ? classesOf(code) : [];
  const math = ["language-math", "math-inline", "math-display"].filter((name) => classes.includes(name));
  if (math.length === 0 || (inPre && math.includes("math-inline"))) return null;
  return { tex: textOf(code), display: inPre || math.includes("math-display") };
}

/** Typesets formulas, after sanitising: as finished HTML, which is neither parsed nor checked again. */
export function rehypeFormulas() {
  const within = (parent: Root | Element): void => {
    for (const [index, child] of parent.children.entries()) {
      const found = formulaOf(child as ElementContent);
      if (found) parent.children[index] = { type: "raw", value: formula(found.tex, found.display) };
      else if (child.type === "element") within(child);
    }
  };
  return within as (tree: Root) => void;
}
