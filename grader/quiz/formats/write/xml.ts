/** XML as it is written: an element, or a piece that is XML already. */
export interface Written {
  xml: string;
}

type Attributes = Record<string, string | number | boolean | undefined>;
type Content = Written | string | undefined | readonly (Written | string | undefined)[];

/** without what XML 1.0 has no place for */
const allowed = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out, as are halves of a pair
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "");

export const escapeXml = (text: string): string =>
  allowed(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** XML that was made elsewhere and is well-formed */
export const raw = (xml: string): Written => ({ xml: allowed(xml) });

export function element(name: string, attributes: Attributes, ...content: Content[]): Written {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  const inside = content
    .flat()
    .map((part) => (part === undefined ? "" : typeof part === "string" ? escapeXml(part) : part.xml))
    .join("");
  return { xml: inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` };
}

/** text that is markup itself, as Moodle keeps it */
export const cdata = (text: string): Written => ({
  xml: `<![CDATA[${allowed(text).replace(/\]\]>/g, "]]]]><![CDATA[>")}]]>`,
});

export const document = (root: Written): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
