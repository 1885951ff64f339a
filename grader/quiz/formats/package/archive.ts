import { foldedPath, safePath } from "../../../intake/names.ts";
import { refusals } from "../../../intake/refusals.ts";
import { contentOf } from "../../../intake/zip.ts";
import { type DirectoryEntry, readDirectory } from "../../../intake/zip-directory.ts";
import { NotAQuiz, type Skipped } from "../reading.ts";
import { maxXmlBytes } from "../xml/parse.ts";

/** Pictures and films may be in a package in any number; they are never unpacked. */
const maxEntries = 20_000;
/** of XML, in all */
const maxUnpacked = 64 * 2 ** 20;

export interface Archive {
  /** paths of the XML files, as the archive names them */
  paths: string[];
  /** @returns undefined for a path that is not there, or whose bytes were refused: then `skipped` says so */
  read(path: string): Uint8Array | undefined;
  skipped: Skipped[];
}

const isXml = (path: string) => /\.(xml|qti)$/i.test(path);

/**
 * A package as hostile input: names that lead out of it are left alone, sizes are not believed, and no more is unpacked than a
 * package of questions needs.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const directory = readDirectory(bytes, maxEntries);
  if (directory === "damaged") throw new NotAQuiz("the .zip archive is damaged");
  if (directory === "zip64")
    throw new NotAQuiz("the archive uses the zip64 format, which is for archives of gigabytes");
  if (directory === "too-many") throw new NotAQuiz(`the archive holds more than ${maxEntries} files`);
  const skipped: Skipped[] = [];
  const entries = new Map<string, DirectoryEntry>();
  for (const entry of directory) {
    if (entry.name.endsWith("/") || !isXml(entry.name) || entry.name.startsWith("__MACOSX/")) continue;
    const path = safePath(entry.name);
    if (path === undefined)
      skipped.push({
        item: "",
        feature: "file",
        reason: `the name of a file (${shown(entry.name)}) leads out of the package`,
      });
    else if (!entries.has(foldedPath(path))) entries.set(foldedPath(path), { ...entry, name: path });
  }
  let room = maxUnpacked;
  const read = (path: string) => {
    const entry = entries.get(foldedPath(path));
    if (entry === undefined) return undefined;
    if (entry.size > maxXmlBytes || entry.size > room) {
      skipped.push({
        item: "",
        feature: "file",
        reason: `${shown(path)} is too large: XML of ${maxXmlBytes / 2 ** 20} MiB at most, ${maxUnpacked / 2 ** 20} MiB in all`,
      });
      return undefined;
    }
    const content = contentOf(bytes, entry, room, { tooManyBytes: refusals.inconsistent() });
    if ("why" in content) {
      skipped.push({ item: "", feature: "file", reason: `${shown(path)}: ${content.why.en}` });
      return undefined;
    }
    room -= content.bytes.byteLength;
    return content.bytes;
  };
  return { paths: [...entries.values()].map(({ name }) => name), read, skipped };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach a terminal
const shown = (name: string) => name.slice(0, 100).replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
