import { renderMarkdown } from "../_markdown/render.ts";
import type { Html, RenderedChoice } from "./rendered.ts";

const onlyParagraph = /^\s*<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/;

/** Markdown that stands in a line of something else: a single paragraph loses its element. */
export function inline(markdown: string): Html {
  const html = renderMarkdown(markdown);
  return { html: onlyParagraph.exec(html)?.[1] ?? html, spoken: spoken(markdown) };
}

const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*`#>~]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** A text as words: of a formula what is written in it, without the marks of TeX. */
function spoken(markdown: string): string {
  const words = markdown
    .replace(/\$+([^$]*)\$+/g, (_, tex: string) =>
      tex.replace(/\\(left|right|,|;|!|quad)/g, " ").replace(/[\\{}]/g, ""),
    )
    .replace(/<[^>]*>/g, "");
  return withoutMarkup(words).slice(0, 300);
}

export const block = (markdown: string): Html => ({ html: renderMarkdown(markdown) });

/** The text without markup; null when it has formulas, tables or pictures, which cannot be said without any. */
export function plain(markdown: string): string | null {
  if (/[$|<]|!\[/.test(markdown)) return null;
  return withoutMarkup(markdown.replaceAll("_", ""));
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
