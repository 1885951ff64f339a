import { checkHandIn, type HandIn } from "./check.ts";
import { readEntries } from "./folder.ts";
import { unpack } from "./zip.ts";

/** Reads a .zip. Only what counts is unpacked, and no further than a hand-in may be large. Never throws. */
export async function readZip(bytes: Uint8Array): Promise<HandIn> {
  const unpacked = unpack(bytes);
  return unpacked.ok ? checkHandIn(unpacked.entries) : unpacked;
}

/**
 * Reads a folder, without following links.
 * @throws when the folder itself cannot be read: that is the caller's mistake, not the student's
 */
export async function readFolder(path: string): Promise<HandIn> {
  const read = await readEntries(path);
  return read.ok ? checkHandIn(read.entries) : read;
}
