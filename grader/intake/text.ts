import type { Localised } from "../report.ts";
import { refusals } from "./refusals.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Strict UTF-8; a byte-order mark is dropped. */
export function decodeSource(bytes: Uint8Array): { ok: true; text: string } | { ok: false; why: Localised } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { ok: false, why: refusals.utf16() };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, why: refusals.notUtf8() };
  }
  if (text.includes("\0")) return { ok: false, why: refusals.nul() };
  return { ok: true, text };
}
