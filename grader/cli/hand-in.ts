import { open, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { checkHandIn, type HandIn } from "../intake/check.ts";
import { readFolder, readZip } from "../intake/hand-in.ts";
import { maxArchiveBytes } from "../intake/limits.ts";
import { UsageError } from "./terminal.ts";

/** One byte more than anything may have is enough to be refused for its size. */
async function readStart(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(Math.min(size, maxArchiveBytes + 1));
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const isArchive = (name: string, [p, k]: Uint8Array) =>
  name.toLowerCase().endsWith(".zip") || (p === 0x50 && k === 0x4b);

/** Reads a submission: a folder, a .zip, or one .ts file, which then is the solution.ts. A path that is not there is the caller's mistake. */
export async function readSubmission(directory: string, path: string): Promise<HandIn> {
  const full = resolve(directory, path);
  const found = await stat(full).catch(() => null);
  if (!found) throw new UsageError(`there is no ${path}`);
  if (found.isDirectory()) return readFolder(full);
  if (!found.isFile()) throw new UsageError(`${path} is neither a folder nor a file`);
  const bytes = await readStart(full, found.size).catch((cause) => {
    throw new UsageError(`${path} cannot be read`, { cause });
  });
  const name = basename(full);
  if (name.toLowerCase().endsWith(".ts")) return checkHandIn([{ path: "solution.ts", bytes }]);
  return isArchive(name, bytes) ? readZip(bytes) : checkHandIn([{ path: name, bytes }]);
}
