import type { Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";

const xml: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const parser = unified().use(rehypeParse, { fragment: true }).freeze();
const found = new Map<string, string | undefined>();

/** What HTML calls by this name, such as `nbsp`. */
function html(name: string): string | undefined {
  if (!found.has(name) && found.size < 5_000) {
    const [first] = (parser.parse(`&${name};`) as Root).children;
    const value = first?.type === "text" ? first.value : "";
    found.set(name, value.startsWith("&") && name !== "amp" ? undefined : value);
  }
  return found.get(name);
}

function character(code: number): string | undefined {
  if (!Number.isInteger(code) || code < 9 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return String.fromCodePoint(code);
}

/**
 * Entities of XML and HTML, and numbers. Those that a document declares itself are never expanded, so that none can grow without
 * bound or fetch a file: they stay as they are written, and `unknown` is told.
 */
export function decodeEntities(text: string, unknown: (name: string) => void): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{0,40}));/g,
    (whole, decimal, hex, name) => {
      const value =
        name === undefined
          ? character(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
          : (xml[name] ?? html(name));
      if (value === undefined) unknown(whole);
      return value ?? whole;
    },
  );
}
