import { crc32, deflateRawSync } from "node:zlib";

/** How an archive in the zip64 format is written, and what may be wrong with it (APPNOTE 4.3.14 to 4.5.3). */
export interface Zip64Form {
  /** where sizes stand in extra fields: everywhere, in local headers only, or nowhere */
  entries: "everywhere" | "local" | "plain";
  /** sizes follow the data, as when the archive is written to a stream */
  streamed: boolean;
  /** the end record of zip64, with its locator */
  directory: boolean;
  /** told instead of the truth */
  start: bigint;
  count: bigint;
  size: bigint;
  record: bigint;
  unpacked: bigint;
  noExtra: boolean;
  shortExtra: boolean;
}

const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return bytes;
};
const saturated = 0xffffffff;

/** An archive of text files in the zip64 format, although none is large. */
export function zip64(files: Record<string, string>, form: Partial<Zip64Form> = {}): Uint8Array {
  const { entries = "everywhere", streamed = false, directory = true } = form;
  const extra = (fields: bigint[]) => {
    if (form.noExtra) return Buffer.alloc(0);
    const body = Buffer.concat(fields.map(u64));
    return Buffer.concat([u16(1), u16(body.length), body.subarray(0, form.shortExtra ? 4 : undefined)]);
  };
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const unpacked = form.unpacked ?? BigInt(raw.length);
    const sizes = [unpacked, BigInt(packed.length)];
    const isLarge = entries !== "plain";
    const flags = u16(streamed ? 0x0808 : 0x0800);
    const head = [flags, u16(8), u16(0), u16(0)];
    const localExtra = isLarge ? extra(streamed ? [0n, 0n] : sizes) : Buffer.alloc(0);
    const localSizes = isLarge ? [u32(saturated), u32(saturated)] : [u32(packed.length), u32(raw.length)];
    const local = Buffer.concat([
      u32(0x04034b50),
      u16(45),
      ...head,
      u32(streamed ? 0 : crc32(raw)),
      ...localSizes,
      u16(name.length),
      u16(localExtra.length),
      name,
      localExtra,
      packed,
      ...(streamed
        ? [u32(0x08074b50), u32(crc32(raw)), ...[packed.length, raw.length].map((n) => u64(BigInt(n)))]
        : []),
    ]);
    const everywhere = entries === "everywhere";
    const centralExtra = everywhere ? extra([...sizes, BigInt(at)]) : Buffer.alloc(0);
    central.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(45),
        u16(45),
        ...head,
        u32(crc32(raw)),
        ...(everywhere ? [u32(saturated), u32(saturated)] : [u32(packed.length), u32(raw.length)]),
        u16(name.length),
        u16(centralExtra.length),
        ...[u16(0), u16(0), u16(0), u32(0)],
        u32(everywhere ? saturated : at),
        name,
        centralExtra,
      ]),
    );
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(central);
  const count = central.length;
  const record = Buffer.concat([
    u32(0x06064b50),
    u64(44n),
    ...[u16(45), u16(45), u32(0), u32(0)],
    ...[form.count ?? BigInt(count), form.count ?? BigInt(count)].map(u64),
    u64(form.size ?? BigInt(list.length)),
    u64(form.start ?? BigInt(at)),
  ]);
  const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(form.record ?? BigInt(at + list.length)), u32(1)]);
  const end = Buffer.concat([
    u32(0x06054b50),
    ...[u16(0), u16(0)],
    ...(directory
      ? [u16(0xffff), u16(0xffff), u32(saturated), u32(saturated)]
      : [u16(count), u16(count), u32(list.length), u32(at)]),
    u16(0),
  ]);
  return new Uint8Array(Buffer.concat([...parts, list, ...(directory ? [record, locator] : []), end]));
}
