import { parseHTML } from "linkedom";

/** What every chart of this page shares: drawn on the server, in the page's own ink. */
export const drawing = (ariaLabel: string) => ({
  document: parseHTML("<!doctype html><html><body></body></html>").document,
  ariaLabel,
  width: 640,
  style: { background: "transparent", color: "currentColor", fontSize: "12px", fontFamily: "inherit" },
});

/** One picture with one name: Plot's names of its parts ("rect") say nothing to anybody. */
export function picture(svg: Element): { __html: string } {
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  return { __html: svg.outerHTML };
}
