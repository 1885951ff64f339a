import type { Losses } from "../reading.ts";
import { markdownOf, markdownOfPlain, plainOf } from "../text/html.ts";
import { guarded } from "../text/templates.ts";
import { childOf, childrenOf, rawTextOf, textOf, type XmlElement } from "../xml/tree.ts";

const wordsOf = (element: XmlElement) => rawTextOf(childOf(element, "text") ?? element).trim();

/** A `<questiontext format="html"><text>...` of Moodle XML as Markdown. @param prepare is given the source before it is converted */
export function moodleMarkdown(
  element: XmlElement | undefined,
  losses: Losses,
  prepare: (source: string) => string = (source) => source,
): string {
  if (element === undefined) return "";
  if (childrenOf(element, "file").length > 0) losses.add("file", "files inside of texts were left out");
  const source = prepare(wordsOf(element));
  switch (element.attributes.get("format")) {
    case "markdown":
      return guarded(source);
    case "plain_text":
    case "plain":
      return markdownOfPlain(source);
    case "moodle_auto_format":
      return markdownOf(source.replace(/\r?\n/g, "<br>\n"), losses);
    default:
      return markdownOf(source, losses);
  }
}

/** an answer that is compared as text */
export function moodlePlain(element: XmlElement): string {
  const format = element.attributes.get("format");
  const source = wordsOf(element);
  return format === "html" ? plainOf(source) : source;
}

export const number = (element: XmlElement | undefined, otherwise: number): number => {
  const text = textOf(element).replace(",", ".");
  const value = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};

export const truth = (element: XmlElement | undefined, otherwise: boolean): boolean => {
  const text = textOf(element).toLowerCase();
  return text === "" ? otherwise : text === "1" || text === "true";
};
