import { NotAQuiz } from "../reading.ts";

const maxTextBytes = 10 * 2 ** 20;

/** A text file without a declaration of its encoding: by its byte-order mark, else UTF-8, else Windows-1252 as old editors wrote it. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.byteLength > maxTextBytes) throw new NotAQuiz(`the text is larger than ${maxTextBytes / 2 ** 20} MiB`);
  const [a, b] = bytes;
  const label = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
  const text = decodedAs(label, bytes) ?? (label === "utf-8" ? decodedAs("windows-1252", bytes) : undefined);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a binary file from a text
  if (text === undefined || /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) {
    throw new NotAQuiz("the file is binary, not a text");
  }
  if (text.trim() === "") throw new NotAQuiz("the file is empty");
  return text;
}

function decodedAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
