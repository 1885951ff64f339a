import { assemble, type Imported } from "./assemble.ts";
import { readGift } from "./gift/read.ts";
import { readPackage } from "./package/read.ts";
import { NotAQuiz, type Reading } from "./reading.ts";
import { decodeText } from "./text/decode.ts";
import { readXml } from "./xml-kinds.ts";

/** a package may hold pictures and films, of which none is unpacked */
export const maxImportBytes = 100 * 2 ** 20;

/**
 * A file of another system (GIFT, Moodle XML, QTI 2.1 to 3.0, Canvas's QTI 1.2; the last three as XML or package) as quiz items
 * of ours. Nothing is dropped in silence: `skipped` names each item and feature left behind.
 */
export function importQuiz(
  bytes: Uint8Array,
  fileName: string,
): { ok: true; imported: Imported } | { ok: false; message: string } {
  try {
    return { ok: true, imported: assemble(read(bytes, fileName)) };
  } catch (cause) {
    if (cause instanceof NotAQuiz) return { ok: false, message: cause.message };
    throw cause;
  }
}

function read(bytes: Uint8Array, fileName: string): Reading {
  if (bytes.byteLength === 0) throw new NotAQuiz("the file is empty");
  if (bytes.byteLength > maxImportBytes) throw new NotAQuiz(`the file is larger than ${maxImportBytes / 2 ** 20} MiB`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! < 8) return readPackage(bytes);
  const gift = /\.gift(\.txt)?$/i.test(fileName);
  if (!gift && startsAsXml(bytes)) return readXml(bytes);
  return readGift(decodeText(bytes), gift);
}

/** `<` after a byte-order mark and white space, in one or two bytes to a character */
function startsAsXml(bytes: Uint8Array): boolean {
  const head = new TextDecoder("latin1")
    .decode(bytes.subarray(0, 200))
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "");
  return /^[\s\0]*</.test(head);
}
