import { crc32, inflateRawSync } from "node:zlib";
import type { Localised, Message } from "../report.ts";
import type { Entry } from "./check.ts";
import { maxArchiveBytes, maxArchiveEntries, maxBytes } from "./limits.ts";
import { clutterOf, nameFault } from "./names.ts";
import { about, refusals } from "./refusals.ts";
import { type DirectoryEntry, readDirectory } from "./zip-directory.ts";

const STORED = 0;
const DEFLATED = 8;
/** general purpose flags: encrypted, strong encryption, masked header */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
/** upper half of the external attributes, when made on Unix: type of the file */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;

type Unpacked = { ok: true; entries: Entry[] } | { ok: false; messages: Message[] };

const refused = (file: string, why: Localised): Unpacked => ({ ok: false, messages: [about(file, why, "error")] });

/** What of an archive is unpacked, and how much of it there may be. */
export interface Rules {
  keeps: (name: string) => boolean;
  maxBytes: number;
  tooManyBytes: Localised;
}

const handIn: Rules = {
  keeps: (name) => name.endsWith(".ts") && clutterOf(name) === undefined,
  maxBytes,
  tooManyBytes: refusals.tooManyBytes(),
};

/**
 * Unpacks what counts, in a hand-in unless told otherwise; the rest comes with its name and no bytes. The sizes that an
 * archive tells are not believed: inflating stops at what is left of the limit, so that a bomb costs no more than an honest
 * hand-in.
 */
export function unpack(archive: Uint8Array, rules: Rules = handIn): Unpacked {
  if (archive.byteLength > maxArchiveBytes) return refused("", refusals.archiveTooLarge());
  const directory = readDirectory(archive, maxArchiveEntries);
  if (directory === "too-many") return refused("", refusals.archiveTooLarge());
  if (directory === "zip64") return refused("", refusals.zip64());
  if (directory === "damaged") return refused("", refusals.notAnArchive());

  const entries: Entry[] = [];
  const errors: Message[] = [];
  let room = rules.maxBytes;
  for (const item of directory) {
    if (item.name.endsWith("/")) {
      // the folder itself is nothing to keep, but its name is held to the rules
      entries.push({ path: `${item.name}-`, bytes: new Uint8Array() });
      continue;
    }
    if (!rules.keeps(item.name)) {
      entries.push({ path: item.name, bytes: new Uint8Array() });
      continue;
    }
    const content = contentOf(archive, item, room, rules);
    if ("why" in content) errors.push(about(item.name, content.why, "error"));
    else {
      room -= content.bytes.byteLength;
      entries.push({ path: item.name, bytes: content.bytes });
    }
  }
  if (errors.length > 0) return { ok: false, messages: errors.slice(0, 100) };
  return { ok: true, entries: entries.filter((entry) => !isPlainFolder(entry)) };
}

/** a folder that leads nowhere else need not be mentioned */
function isPlainFolder(entry: Entry): boolean {
  return entry.path.endsWith("/-") && nameFault(entry.path) !== "outside";
}

/** One entry's bytes; no more than `room` of them are unpacked, whatever the archive says of their number. */
export function contentOf(
  archive: Uint8Array,
  item: DirectoryEntry,
  room: number,
  { tooManyBytes }: Pick<Rules, "tooManyBytes">,
): { bytes: Uint8Array } | { why: Localised } {
  if (item.flags & ENCRYPTED) return { why: refusals.encrypted() };
  const type = (item.externalAttributes >>> 16) & TYPE_MASK;
  if (type !== 0 && type !== REGULAR) return { why: refusals.notRegular() };
  if (item.method !== STORED && item.method !== DEFLATED) return { why: refusals.method() };
  if (item.data === undefined) return { why: refusals.inconsistent() };
  if (item.size > room) return { why: tooManyBytes };
  const packed = archive.subarray(item.data.from, item.data.to);
  let bytes: Uint8Array;
  try {
    bytes =
      item.method === STORED ? packed.slice() : inflateRawSync(packed, { maxOutputLength: Math.max(1, item.size) });
  } catch {
    return { why: refusals.inconsistent() };
  }
  if (bytes.byteLength !== item.size || crc32(bytes) !== item.checksum) return { why: refusals.inconsistent() };
  return { bytes };
}
