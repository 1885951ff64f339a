/** A file with its path inside what was dropped or chosen. */
export interface Collected {
  path: string;
  file: File;
}

async function walk(entry: FileSystemEntry, into: Collected[], prefix: string): Promise<void> {
  // a dropped node_modules would be thousands of files that nobody meant to hand in
  if (entry.name === "node_modules" || entry.name === ".git") return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    into.push({ path: prefix + entry.name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // a reader gives about 100 entries at a time, and none when it is done
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const each of entries) await walk(each, into, `${prefix}${entry.name}/`);
  }
}

/** Files and folders of a drop. The entries must be taken before the first await: the browser empties the list. */
export async function collectDropped(transfer: DataTransfer): Promise<Collected[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const collected: Collected[] = [];
  for (const entry of entries) await walk(entry, collected, "");
  return unwrap(collected);
}

export function collectChosen(files: FileList): Collected[] {
  return unwrap([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** One folder around everything (the project's own) is not part of the paths. */
function unwrap(files: Collected[]): Collected[] {
  const top = files[0]?.path.split("/")[0];
  if (!files.every(({ path }) => path.startsWith(`${top}/`))) return files;
  return files.map(({ path, file }) => ({ path: path.slice(`${top}/`.length), file }));
}
