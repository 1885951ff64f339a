import { strToU8, type Zippable, zipSync } from "fflate";

/** One archive of a hand-in that is not what it seems; `taken` where it is only odd. */
export interface HostileArchive {
  name: string;
  about: string;
  bytes: () => Uint8Array;
  expected: "taken" | "rejected";
}

const solution = strToU8("export const one = 1;\n");
const zip = (files: Zippable, level: 0 | 6 = 6) => zipSync(files, { level });
const mebibyte = 2 ** 20;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** offsets of every record with this signature */
function records(archive: Uint8Array, signature: number): number[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const found: number[] = [];
  for (let at = 0; at + 4 <= archive.length; at++) if (view.getUint32(at, true) === signature) found.push(at);
  return found;
}

type Patch = (view: DataView, at: (signature: number) => number) => void;
function patched(archive: Uint8Array, patch: Patch): Uint8Array {
  const copy = archive.slice();
  patch(new DataView(copy.buffer), (signature) => records(copy, signature)[0]!);
  return copy;
}

const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const plain = () => zip({ "solution.ts": solution }, 0);
const text = (value: string) => Buffer.from(value, "utf8");

export const archives: readonly HostileArchive[] = [
  ["bomb", "16 MiB of zeros in 16 kB", () => zip({ "solution.ts": new Uint8Array(16 * mebibyte) }), "rejected"],
  [
    "bomb-in-many",
    "99 files of 256 KiB each, none too large alone",
    () => zip(Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`f${i}.ts`, new Uint8Array(mebibyte / 4)]))),
    "rejected",
  ],
  [
    "bomb-that-lies",
    "16 MiB that claim to be ten bytes",
    () =>
      patched(zip({ "solution.ts": new Uint8Array(16 * mebibyte) }), (view, at) => {
        view.setUint32(at(CENTRAL) + 24, 10, true);
        view.setUint32(at(LOCAL) + 22, 10, true);
      }),
    "rejected",
  ],
  [
    "slip",
    "a name that climbs out",
    () => zip({ "solution.ts": solution, "../../etc/cron.d/x.ts": solution }),
    "rejected",
  ],
  ["slip-absolute", "an absolute name", () => zip({ "solution.ts": solution, "/etc/x.ts": solution }), "rejected"],
  ["slip-windows", "a name with a drive", () => zip({ "solution.ts": solution, "C:\\x.ts": solution }), "rejected"],
  [
    "slip-folder",
    "a folder whose name climbs out",
    () => zip({ "solution.ts": solution, "../x/": new Uint8Array() }),
    "rejected",
  ],
  [
    "link",
    "a symbolic link that calls itself TypeScript",
    () => zip({ "solution.ts": [text("/etc/passwd"), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }),
    "rejected",
  ],
  [
    "device",
    "a device that calls itself TypeScript",
    () => zip({ "solution.ts": solution, "dev.ts": [solution, { os: 3, attrs: (0o020666 << 16) >>> 0 }] }),
    "rejected",
  ],
  [
    "encrypted",
    "an entry that claims a password",
    () => patched(plain(), (view, at) => view.setUint16(at(CENTRAL) + 8, 1, true)),
    "rejected",
  ],
  [
    "method",
    "a method that nobody unpacks",
    () => patched(plain(), (view, at) => view.setUint16(at(CENTRAL) + 10, 99, true)),
    "rejected",
  ],
  [
    "two-faces",
    "a local header with another method than the directory",
    () => patched(plain(), (view, at) => view.setUint16(at(LOCAL) + 8, 8, true)),
    "rejected",
  ],
  [
    "checksum",
    "contents that are not those of the checksum",
    () => patched(plain(), (view, at) => view.setUint8(at(LOCAL) + 30 + 11, 0x21)),
    "rejected",
  ],
  [
    "two-names",
    "a local header that names another file",
    () => patched(plain(), (view, at) => view.setUint8(at(LOCAL) + 30, 0x53)),
    "rejected",
  ],
  [
    "offset",
    "an entry that begins behind the end",
    () => patched(plain(), (view, at) => view.setUint32(at(CENTRAL) + 42, 0x7fffffff, true)),
    "rejected",
  ],
  [
    "overlap",
    "an entry whose data reach into the directory",
    () => patched(plain(), (view, at) => view.setUint32(at(CENTRAL) + 20, 0x00ffffff, true)),
    "rejected",
  ],
  [
    "zip64",
    "offsets that stand elsewhere, at 2^62",
    () => patched(plain(), (view, at) => view.setUint32(at(END) + 16, 0xffffffff, true)),
    "rejected",
  ],
  [
    "directory-offset",
    "a directory that lies behind the end",
    () => patched(plain(), (view, at) => view.setUint32(at(END) + 16, 0x7ffffff0, true)),
    "rejected",
  ],
  [
    "directory-count",
    "more entries than there are",
    () =>
      patched(plain(), (view, at) => {
        view.setUint16(at(END) + 8, 500, true);
        view.setUint16(at(END) + 10, 500, true);
      }),
    "rejected",
  ],
  [
    "disks",
    "an archive of many disks",
    () => patched(plain(), (view, at) => view.setUint16(at(END) + 4, 3, true)),
    "rejected",
  ],
  ["truncated", "half an archive", () => plain().subarray(0, 60), "rejected"],
  ["not-a-zip", "another kind of archive", () => text("\x1f\x8b\x08 this is gzip"), "rejected"],
  ["empty-file", "no bytes at all", () => new Uint8Array(), "rejected"],
  ["empty-archive", "an archive of nothing", () => zip({}), "rejected"],
  [
    "many-entries",
    "twenty thousand entries",
    () => zip(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`n${i}.txt`, new Uint8Array()])), 0),
    "rejected",
  ],
  [
    "same-name",
    "two files that are one where case does not count",
    () => zip({ "solution.ts": solution, "a.ts": solution, "A.ts": solution }),
    "rejected",
  ],
  [
    "file-and-folder",
    "a file that is a folder, too",
    () => zip({ "solution.ts": solution, "a.ts": solution, "a.ts/b.ts": solution }),
    "rejected",
  ],
  [
    "proto",
    "a folder called __proto__",
    () => zip({ "solution.ts": solution, ["__proto__" + "/a.ts"]: solution }),
    "rejected",
  ],
  [
    "control-characters",
    "a name that would repaint a terminal",
    () => zip({ "solution.ts": solution, "\u001b[2Jx.ts": solution }),
    "rejected",
  ],
  [
    "bidi-name",
    "a name that is shown backwards",
    () => zip({ "solution.ts": solution, "\u202ests.x.ts": solution }),
    "rejected",
  ],
  [
    "utf16",
    "a program in UTF-16",
    () => zip({ "solution.ts": Buffer.from("\ufeffexport const one = 1;", "utf16le") }),
    "rejected",
  ],
  [
    "latin1",
    "a program in Latin-1",
    () => zip({ "solution.ts": Buffer.from("// ação\nexport {};", "latin1") }),
    "rejected",
  ],
  [
    "overlong",
    "UTF-8 that writes a slash in two bytes",
    () => zip({ "solution.ts": Uint8Array.of(0x2f, 0xc0, 0xaf, 0x0a) }),
    "rejected",
  ],
  [
    "surrogates",
    "UTF-8 of half a character",
    () => zip({ "solution.ts": Uint8Array.of(0x2f, 0x2f, 0xed, 0xa0, 0x80) }),
    "rejected",
  ],
  ["nul", "a program with NUL in it", () => zip({ "solution.ts": text("export const one = 1;\0\n") }), "rejected"],
  [
    "archive-in-archive",
    "an archive inside, which is not opened",
    () => zip({ "solution.ts": solution, "more.zip": zip({ "x.ts": solution }) }),
    "taken",
  ],
  [
    "configuration",
    "settings, scripts and packages of its own: left out",
    () =>
      zip({
        "solution.ts": solution,
        "tsconfig.json": text('{"extends":"/etc/passwd"}'),
        "package.json": text('{"scripts":{"postinstall":"id"}}'),
        ".npmrc": text("x"),
        "node_modules/nabla/index.ts": text("x"),
      }),
    "taken",
  ],
  [
    "in-front",
    "a program in front of the archive, as self-extracting ones have it",
    () => joined(text("#!/bin/sh\necho no\n"), plain()),
    "rejected",
  ],
  [
    "comment",
    "an archive with a comment that looks like its end",
    () => {
      const archive = plain();
      const comment = text("PK\x05\x06 not the end");
      const whole = joined(archive, comment);
      new DataView(whole.buffer).setUint16(records(archive, END)[0]! + 20, comment.length, true);
      return whole;
    },
    "taken",
  ],
  [
    "bom",
    "a byte-order mark in front",
    () => zip({ "solution.ts": joined(Uint8Array.of(0xef, 0xbb, 0xbf), solution) }),
    "taken",
  ],
  [
    "decomposed",
    "names as macOS writes them",
    () => zip({ "solution.ts": solution, "fun\u0063\u0327a\u0303o.ts": solution }),
    "taken",
  ],
].map(([name, about, bytes, expected]) => ({ name, about, bytes, expected }) as HostileArchive);
