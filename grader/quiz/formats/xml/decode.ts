import { NotAQuiz } from "../reading.ts";

/** An XML file's bytes as text: byte-order mark, then what it declares, then UTF-8 (XML 1.0, appendix F). */
export function decodeXml(bytes: Uint8Array): string {
  const label = byteOrder(bytes) ?? declared(bytes) ?? "utf-8";
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new NotAQuiz(`the file declares the encoding "${label.slice(0, 40)}", which is not known here`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NotAQuiz(`the file is not valid ${label.toUpperCase()}`);
  }
}

function byteOrder(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return "utf-16be";
  return undefined;
}

function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(head)?.[1];
  // two bytes to a character would not have let us read the declaration
  return label !== undefined && /^utf-?16/i.test(label) ? "utf-8" : label;
}
