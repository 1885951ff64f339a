import type { Losses } from "../reading.ts";
import { Unsupported } from "../reading.ts";
import { isMarkup } from "../text/foreign-tags.ts";
import { markdownOf } from "../text/html.ts";
import { elementsOf, htmlOf, rawTextOf, type XmlElement } from "../xml/tree.ts";
import type { Response } from "./declarations.ts";
import { comparedWith } from "./declarations.ts";
import { attribute } from "./names.ts";

/** What the reader of one interaction needs to know of its item. */
export interface Context {
  item: XmlElement;
  responses: ReadonlyMap<string, Response>;
  losses: Losses;
  /** choice identifier -> Markdown, from feedback that is shown for it */
  choiceFeedback: Map<string, string>;
}

/** never shown before an answer is given */
const feedback = new Set(["feedbackInline", "feedbackBlock"]);

/** An element's content as Markdown; feedback inside of it is not part of the text. */
export function shown(element: XmlElement, { losses }: Context): string {
  const inside = (child: XmlElement): string | undefined => (feedback.has(child.name) ? "" : markup(child, inside));
  const html = writtenAsText(element) ?? htmlOf(element, inside);
  return markdownOf(html, losses);
}

/** HTML in a CDATA section, which XML calls plain text; undefined for words and for elements */
function writtenAsText(element: XmlElement): string | undefined {
  if (elementsOf(element).length > 0) return undefined;
  const text = rawTextOf(element).trim();
  return /^<(p|div|span|ul|ol|table|strong|em|b|i)\b[^<>]{0,500}>[\s\S]*<\/\1>$/i.test(text) ? text : undefined;
}

/**
 * HTML for an element of a text; undefined leaves it as it is. What is no HTML means nothing here but its content.
 * @param inside is asked for the elements below
 */
export function markup(
  element: XmlElement,
  inside: (child: XmlElement) => string | undefined = inText,
): string | undefined {
  if (element.name === "stylesheet" || element.name === "catalogInfo") return "";
  // TAO keeps the words of a tooltip in the text, out of sight
  if (element.attributes.get("data-role") === "tooltip-content") return "";
  // SSML: how a text is to be spoken
  if (element.name === "sub" && element.attributes.has("alias")) return htmlOf(element, inside);
  if (element.name === "printedVariable") return `[${attribute(element, "identifier")}]`;
  return isMarkup(element.name) ? undefined : htmlOf(element, inside);
}

const inText = (child: XmlElement) => markup(child);

export function responseOf(interaction: XmlElement, { responses }: Context): Response {
  const identifier = attribute(interaction, "responseIdentifier");
  const response = responses.get(identifier);
  if (!response)
    throw new Unsupported(
      interaction.name,
      `it asks for the response "${identifier}", which the item does not declare`,
    );
  return response;
}

export interface Key {
  /** value -> share of the best, at most 1; negative where a value costs points */
  fractions: Map<string, number>;
  /** the values came with scores of their own */
  scored: boolean;
}

/** @throws Unsupported when the item does not say what is right, as in a survey */
export function keyOf(response: Response, { item, losses }: Context): Key {
  const values = response.correct.length > 0 ? response.correct : comparedWith(item, response.identifier);
  const positive = [...response.mapped.values()].filter((score) => score > 0);
  if (positive.length > 0 && (usesMapping(item) || values.length === 0)) {
    const most = Math.max(...positive);
    return { fractions: new Map([...response.mapped].map(([value, score]) => [value, score / most])), scored: true };
  }
  if (response.correct.length === 0 && values.length > 0) {
    losses.add("response processing", "the right answer was taken from the item's own rules of scoring");
  }
  if (values.length === 0)
    throw new Unsupported("answer key", `the item does not say which answer to "${response.identifier}" is right`);
  return { fractions: new Map(values.map((value) => [value, 1])), scored: false };
}

function usesMapping(item: XmlElement): boolean {
  const processing = item.children.find(
    (child): child is XmlElement => typeof child !== "string" && child.name === "responseProcessing",
  );
  if (!processing) return false;
  if (/map_?response/i.test(attribute(processing, "template"))) return true;
  const walk = (element: XmlElement): boolean =>
    element.name === "mapResponse" || element.children.some((child) => typeof child !== "string" && walk(child));
  return walk(processing);
}
