import { renderMarkdown } from "../_markdown/render.ts";
import type { Html, RenderedChoice } from "./rendered.ts";

const onlyParagraph = /^\s*<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/;

/** Markdown that stands in a line of something else: a single paragraph loses its element. */
export function inline(markdown: string): Html {
  const html = renderMarkdown(markdown);
  return { html: onlyParagraph.exec(html)?.[1] ?? html };
}

export const block = (markdown: string): Html => ({ html: renderMarkdown(markdown) });

/** The text without markup; null when it has formulas, tables or pictures, which cannot be said without any. */
export function plain(markdown: string): string | null {
  if (/[$|<]|!\[/.test(markdown)) return null;
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`#>~]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "");

export const choice = ({ id, text }: { id: string; text: string }): RenderedChoice => ({
  id,
  text: inline(text),
  plain: plain(text),
});

/** A line of code is no Markdown: its asterisks multiply. */
export const codeLine = ({ id, text }: { id: string; text: string }): RenderedChoice => ({
  id,
  text: { html: escaped(text) },
  plain: text,
});
