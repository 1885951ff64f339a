import { maxArchiveEntries } from "../../grader/intake/limits.ts";

/** A file with its path inside what was dropped or chosen. */
export interface Collected {
  path: string;
  file: File;
}

/** What came of a drop. `whole`: a folder or an archive, which is a hand-in by itself and takes the place of what was chosen before. */
export interface Collection {
  files: Collected[];
  /** what the browser could not read, such as a folder without permission */
  unreadable: string[];
  /** there were more files than anyone would hand in, and the rest was not looked at */
  tooMany: boolean;
  whole: boolean;
}

async function walk(entry: FileSystemEntry, into: Collection, prefix: string): Promise<void> {
  // a dropped node_modules would be thousands of files that nobody meant to hand in
  if (entry.name === "node_modules" || entry.name === ".git") return;
  if (into.files.length >= maxArchiveEntries) {
    into.tooMany = true;
    return;
  }
  const path = prefix + entry.name;
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      into.files.push({ path, file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // a reader gives about 100 entries at a time, and none when it is done
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (entries.length === 0) return;
      for (const each of entries) await walk(each, into, `${path}/`);
    }
  } catch {
    into.unreadable.push(path);
  }
}

/** Files and folders of a drop. The entries must be taken before the first await: the browser empties the list. */
export async function collectDropped(transfer: DataTransfer): Promise<Collection> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const collection: Collection = { files: [], unreadable: [], tooMany: false, whole: false };
  for (const entry of entries) await walk(entry, collection, "");
  const whole = entries.some((entry) => entry.isDirectory || isZip(entry.name));
  return { ...collection, files: unwrap(collection.files), whole };
}

export function collectChosen(files: FileList): Collection {
  const collected = unwrap([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  const whole = collected.some(({ path }) => isZip(path));
  return { files: collected, unreadable: [], tooMany: false, whole };
}

/** Single files are added to those that were chosen before; one that is chosen again takes its own place. */
export function combine(before: readonly Collected[], { files, whole }: Collection): Collected[] {
  if (whole || before.some(({ path }) => isZip(path))) return files;
  const again = new Set(files.map(({ path }) => path));
  return [...before.filter(({ path }) => !again.has(path)), ...files];
}

export const isZip = (path: string) => path.toLowerCase().endsWith(".zip");

/** One folder around everything (the project's own) is not part of the paths. */
function unwrap(files: Collected[]): Collected[] {
  const top = files[0]?.path.split("/")[0];
  if (!files.every(({ path }) => path.startsWith(`${top}/`))) return files;
  return files.map(({ path, file }) => ({ path: path.slice(`${top}/`.length), file }));
}
