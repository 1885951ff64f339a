import type { XmlElement, XmlNode } from "../xml/tree.ts";

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * QTI 3 writes `qti-choice-interaction response-identifier`, QTI 2 `choiceInteraction responseIdentifier`: the readers know one
 * spelling. Elements of HTML and `data-` attributes stay as they are.
 */
export function inOneSpelling(element: XmlElement): XmlElement {
  const qti3 = element.name.startsWith("qti-");
  return {
    name: qti3 ? camel(element.name.slice(4)) : element.name,
    attributes: qti3
      ? new Map([...element.attributes].map(([name, value]) => [name.startsWith("data-") ? name : camel(name), value]))
      : element.attributes,
    children: element.children.map((child): XmlNode => (typeof child === "string" ? child : inOneSpelling(child))),
  };
}

export const attribute = (element: XmlElement, name: string): string => (element.attributes.get(name) ?? "").trim();

export const isTrue = (element: XmlElement, name: string): boolean => /^(true|1)$/i.test(attribute(element, name));
