/** An XML document as our readers see it: names without prefixes, text decoded, order kept. */
export interface XmlElement {
  /** local name, as written */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== "string");

/** children of that name */
export const childrenOf = (element: XmlElement, ...names: string[]): XmlElement[] =>
  elementsOf(element).filter((child) => names.includes(child.name));

export const childOf = (element: XmlElement, ...names: string[]): XmlElement | undefined =>
  childrenOf(element, ...names)[0];

/** every element below, in document order, that the test holds for */
export function descendants(element: XmlElement, wanted: (element: XmlElement) => boolean): XmlElement[] {
  const found: XmlElement[] = [];
  const walk = (at: XmlElement) => {
    for (const child of elementsOf(at)) {
      if (wanted(child)) found.push(child);
      walk(child);
    }
  };
  walk(element);
  return found;
}

export const named = (element: XmlElement, ...names: string[]): XmlElement[] =>
  descendants(element, ({ name }) => names.includes(name));

/** all text below, as written */
export function rawTextOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : rawTextOf(child))).join("");
}

/** all text below, with runs of white space as one space */
export const textOf = (element: XmlElement | undefined): string =>
  element ? rawTextOf(element).replace(/\s+/g, " ").trim() : "";

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** void elements of HTML must not get an end tag */
const empty = new Set(["br", "hr", "img", "input", "col", "wbr", "source", "track", "embed", "param"]);

/**
 * The element's content as HTML.
 * @param replace gives HTML for an element that is not to be written as it is; undefined leaves it alone
 */
export function htmlOf(element: XmlElement, replace: (element: XmlElement) => string | undefined): string {
  return element.children
    .map((child) => {
      if (typeof child === "string") return escaped(child);
      const other = replace(child);
      if (other !== undefined) return other;
      const attributes = [...child.attributes].map(
        ([name, value]) => ` ${name}="${escaped(value).replace(/"/g, "&quot;")}"`,
      );
      const open = `<${child.name}${attributes.join("")}>`;
      return empty.has(child.name.toLowerCase()) ? open : `${open}${htmlOf(child, replace)}</${child.name}>`;
    })
    .join("");
}
