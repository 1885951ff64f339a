import type { Losses } from "../reading.ts";
import { markdownOf, markdownOfPlain } from "../text/html.ts";
import { elementsOf, htmlOf, rawTextOf, textOf, type XmlElement } from "../xml/tree.ts";

const responses = /^response_/;
const media: Record<string, string> = {
  matimage: "image",
  mataudio: "audio",
  matvideo: "video",
  matapplet: "applet",
  matapplication: "application",
};

/** Is the words' markup only missing its label? Some tools call HTML plain text. */
const looksLikeHtml = (text: string) =>
  /<\/?(p|div|span|br|strong|em|b|i|ul|ol|li|img|table|pre|code|sub|sup)\b[^>]{0,500}>/i.test(text);

function markdownOfWords(element: XmlElement, losses: Losses, prepare: (text: string) => string): string {
  const nested = elementsOf(element).length > 0;
  const text = prepare((nested ? htmlOf(element, () => undefined) : rawTextOf(element)).trim());
  const html = /html|xhtml/i.test(element.attributes.get("texttype") ?? "") || nested || looksLikeHtml(text);
  return html ? markdownOf(text, losses) : markdownOfPlain(text);
}

/**
 * All material of an element, in order, as Markdown; what belongs to responses inside of it is left alone.
 * @param prepare is given each text before it is converted
 * @param blank gives what stands in a line with the words in place of a response
 */
export function materialOf(
  element: XmlElement | undefined,
  losses: Losses,
  prepare: (text: string) => string = (text) => text,
  blank: (response: XmlElement) => string | undefined = () => undefined,
): string {
  if (element === undefined) return "";
  const parts: string[] = [];
  let open = false;
  const walk = (at: XmlElement) => {
    for (const child of elementsOf(at)) {
      if (child.name === "mattext" || child.name === "matemtext") {
        const words = markdownOfWords(child, losses, prepare);
        const shown = child.name === "matemtext" && words ? `**${words}**` : words;
        if (open && parts.length > 0 && !shown.includes("\n")) parts.push(`${parts.pop()} ${shown}`);
        else parts.push(shown);
        open = false;
      } else if (media[child.name] !== undefined) {
        const name = child.attributes.get("uri") ?? textOf(child).slice(0, 60);
        losses.add(media[child.name]!, `${media[child.name]} (${name.slice(0, 100) || "without a name"}) was left out`);
      } else if (responses.test(child.name)) {
        const mark = blank(child);
        if (mark !== undefined) parts.push([parts.pop(), mark].filter(Boolean).join(" "));
        open ||= mark !== undefined;
      } else walk(child);
    }
  };
  walk(element);
  return parts.filter(Boolean).join("\n\n");
}
