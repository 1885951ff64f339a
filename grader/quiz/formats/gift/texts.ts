import type { TextFormat } from "gift-pegjs";
import type { Losses } from "../reading.ts";
import { markdownOf, markdownOfPlain, plainOf } from "../text/html.ts";
import { guarded } from "../text/templates.ts";

/** A text in one of GIFT's four formats as our Markdown. `moodle` is HTML in which line breaks count. */
export function giftMarkdown(text: TextFormat | null | undefined, losses: Losses): string {
  if (!text?.text) return "";
  switch (text.format) {
    case "markdown":
      return guarded(text.text.trim());
    case "plain":
      return markdownOfPlain(text.text);
    case "html":
      return markdownOf(text.text, losses);
    default:
      return markdownOf(text.text.replace(/\n/g, "<br>\n"), losses);
  }
}

/** An answer that is compared as text. */
export function giftPlain(text: TextFormat): string {
  return text.format === "html" || text.format === "moodle" ? plainOf(text.text) : text.text.trim();
}
