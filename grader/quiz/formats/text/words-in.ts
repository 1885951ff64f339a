import type { ElementContent } from "hast";

/** The text of a tree, markup left out. */
export function wordsIn(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(wordsIn).join("") : "";
}
