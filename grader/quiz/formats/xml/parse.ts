import { XMLParser, XMLValidator } from "fast-xml-parser";
import { NotAQuiz } from "../reading.ts";
import { withoutMarks } from "../text/placeholders.ts";
import { decodeXml } from "./decode.ts";
import { decodeEntities } from "./entities.ts";
import type { XmlElement, XmlNode } from "./tree.ts";

export const maxXmlBytes = 10 * 2 ** 20;
const maxDepth = 200;
const maxElements = 400_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  // decoded by us, so that what a document declares is never expanded
  processEntities: false,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maxDepth,
  strictReservedNames: false,
});

export interface XmlDocument {
  root: XmlElement;
  /** entities that the document declares or uses and that were left as they are */
  unknownEntities: string[];
}

type Ordered = Record<string, unknown>;

/** @throws NotAQuiz in words for whoever chose the file, with line and column where there is one */
export function parseXml(bytes: Uint8Array): XmlDocument {
  if (bytes.byteLength > maxXmlBytes) throw new NotAQuiz(`the XML is larger than ${maxXmlBytes / 2 ** 20} MiB`);
  const text = withoutDoctype(
    withoutMarks(decodeXml(bytes))
      .replace(/^\uFEFF/, "")
      .trimStart()
      // the encoding is known by now, and some systems write a declaration that no parser takes; lines are kept for messages
      .replace(/^<\?xml\s[^>]{0,300}\?>/, (declaration) => declaration.replace(/[^\n]/g, "")),
  );
  if (text.includes("\0")) throw new NotAQuiz("the file holds NUL characters, which XML never does");
  const checked = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (checked !== true) {
    const { line, col, msg } = checked.err;
    throw new NotAQuiz(`the file is not well-formed XML (line ${line}, column ${col}: ${msg})`);
  }
  let ordered: Ordered[];
  try {
    ordered = parser.parse(text) as Ordered[];
  } catch (cause) {
    throw new NotAQuiz(`the file cannot be read as XML: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  const unknown = new Set<string>();
  let count = 0;
  const decode = (raw: string) => decodeEntities(raw, (name) => unknown.size < 20 && unknown.add(name));
  const convert = (nodes: readonly Ordered[]): XmlNode[] =>
    nodes.flatMap((node): XmlNode[] => {
      const name = Object.keys(node).find((key) => key !== ":@");
      if (name === undefined) return [];
      const value = node[name];
      if (name === "#text") return [decode(String(value))];
      if (name === "#cdata") return [(value as Ordered[]).map((part) => String(part["#text"] ?? "")).join("")];
      if (++count > maxElements) throw new NotAQuiz(`the XML holds more than ${maxElements} elements`);
      const attributes = Object.entries((node[":@"] ?? {}) as Record<string, unknown>).map(
        ([key, raw]) => [local(key), decode(String(raw))] as const,
      );
      return [{ name: local(name), attributes: new Map(attributes), children: convert(value as Ordered[]) }];
    });
  const root = convert(ordered).find((node) => typeof node !== "string");
  if (root === undefined) throw new NotAQuiz("the XML has no element");
  return { root, unknownEntities: [...unknown] };
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** The document type is not ours to follow; as many lines stay as it had, so that messages name the right one. */
function withoutDoctype(text: string): string {
  const prologue = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(text)?.[0] ?? "";
  const at = prologue.length;
  if (!/^<!DOCTYPE\s/i.test(text.slice(at, at + 20))) return text;
  const pattern =
    /[^[>"']*(?:"[^"]*"[^[>"']*|'[^']*'[^[>"']*)*(\[(?:"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[^\]"'])*\]\s*)?>/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) throw new NotAQuiz("the file's document type is not well-formed");
  return text.slice(0, at) + match[0].replace(/[^\n]/g, "") + text.slice(at + match[0].length);
}
