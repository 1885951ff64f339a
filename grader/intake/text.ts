import type { Localised } from "../report.ts";
import { refusals } from "./refusals.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });
const newline = 0x0a;

/** `line`, from 1, is where it stops being text, where that is known. */
type Decoded = { ok: true; text: string } | { ok: false; why: Localised; line?: number };

/** Strict UTF-8; a byte-order mark is dropped. */
export function decodeSource(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { ok: false, why: refusals.utf16() };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, why: refusals.notUtf8(), line: firstBadLine(bytes) };
  }
  if (!text.includes("\0")) return { ok: true, text };
  if (looksLikeUtf16(bytes)) return { ok: false, why: refusals.utf16() };
  return { ok: false, why: refusals.nul(), line: text.slice(0, text.indexOf("\0")).split("\n").length };
}

/** A line feed is never part of a longer character, so that each line can be looked at by itself. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to;
  }
  return 1;
}

/** Text in Latin letters, written as UTF-16 without a byte-order mark, has a zero in nearly every second byte. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return false;
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  return Math.max(even, odd) > bytes.length / 4 && Math.min(even, odd) < bytes.length / 40;
}
