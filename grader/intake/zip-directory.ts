/** The directory at the end of a .zip (APPNOTE 4.3), read with every offset checked before it is used. */
import { readZip64End, saturated, type Whereabouts, widen } from "./zip64.ts";

const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** the sizes stand behind the data, not in the local header */
const SIZES_FOLLOW = 0x0008;
const UTF8 = 0x0800;

export interface DirectoryEntry {
  name: string;
  flags: number;
  method: number;
  /** bytes when unpacked, as the directory claims */
  size: number;
  externalAttributes: number;
  /** CRC-32 of the unpacked bytes */
  checksum: number;
  /** where the packed bytes lie; undefined when the local header contradicts the directory */
  data: { from: number; to: number } | undefined;
}

/**
 * Every entry of the archive, or what is wrong with it; "zip64" when it says that a number stands elsewhere, and it does not.
 * Never throws, whatever the bytes say.
 */
export function readDirectory(
  archive: Uint8Array,
  maxEntries: number,
): DirectoryEntry[] | "damaged" | "zip64" | "too-many" {
  const view = viewOf(archive);
  const found = findDirectory(view);
  if (typeof found === "string") return found;
  const { count, size, start } = found;
  if (!(start + size <= found.end)) return "damaged";
  if (count > maxEntries) return "too-many";

  const entries: DirectoryEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_SIZE > start + size || view.getUint32(at, true) !== CENTRAL) return "damaged";
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + CENTRAL_SIZE + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > start + size) return "damaged";
    const extraAt = at + CENTRAL_SIZE + nameLength;
    const nameBytes = archive.subarray(at + CENTRAL_SIZE, extraAt);
    const stated = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
    const wide = widen(stated, viewOf(archive.subarray(extraAt, extraAt + extraLength)));
    if (!wide) return "zip64";
    const [unpackedSize, packedSize, local] = wide as [number, number, number];
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    entries.push({
      name: decodeName(nameBytes, flags),
      flags,
      method,
      size: unpackedSize,
      checksum,
      externalAttributes: view.getUint32(at + 38, true),
      data: locate(view, archive, { local, packedSize, unpackedSize, checksum, method, nameBytes, before: start }),
    });
    at = next;
  }
  return entries;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function findDirectory(view: DataView): Whereabouts | "damaged" | "zip64" {
  const end = findEnd(view);
  if (end === undefined) return "damaged";
  const large = readZip64End(view, end);
  if (large !== undefined) return large;
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || size === saturated || start === saturated) return "zip64";
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) return "damaged";
  return { count, size, start, end };
}

/** The end record stands last, behind it at most a comment; the last one that fits counts. */
function findEnd(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= earliest; at--) {
    if (view.getUint32(at, true) === END && at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  return undefined;
}

interface Claim {
  local: number;
  packedSize: number;
  unpackedSize: number;
  checksum: number;
  method: number;
  nameBytes: Uint8Array;
  /** the directory begins here: no data may reach into it */
  before: number;
}

/** A local header that names another file, method or size than the directory does is a way to show two faces. */
function locate(view: DataView, archive: Uint8Array, claim: Claim): DirectoryEntry["data"] {
  const { local } = claim;
  if (!(local + LOCAL_SIZE <= claim.before) || view.getUint32(local, true) !== LOCAL) return undefined;
  const flags = view.getUint16(local + 6, true);
  const nameLength = view.getUint16(local + 26, true);
  const extraAt = local + LOCAL_SIZE + nameLength;
  const from = extraAt + view.getUint16(local + 28, true);
  const to = from + claim.packedSize;
  if (!(to <= claim.before) || nameLength !== claim.nameBytes.length) return undefined;
  const name = archive.subarray(local + LOCAL_SIZE, local + LOCAL_SIZE + nameLength);
  if (name.some((byte, index) => byte !== claim.nameBytes[index])) return undefined;
  if (view.getUint16(local + 8, true) !== claim.method) return undefined;
  if (flags & SIZES_FOLLOW) return { from, to };
  const stated = [22, 18].map((offset) => view.getUint32(local + offset, true));
  const sizes = widen(stated, viewOf(archive.subarray(extraAt, from)));
  const sizesMatch = sizes?.[0] === claim.unpackedSize && sizes[1] === claim.packedSize;
  return sizesMatch && view.getUint32(local + 14, true) === claim.checksum ? { from, to } : undefined;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** many tools write UTF-8 without saying so; what is not UTF-8 keeps a reading that at least tells names apart */
const singleByte = new TextDecoder("latin1");

function decodeName(bytes: Uint8Array, flags: number): string {
  try {
    return utf8.decode(bytes);
  } catch {
    // a name that claims UTF-8 and is not gets a character that no name may hold
    return flags & UTF8 ? "\uFFFD\0" : singleByte.decode(bytes);
  }
}
