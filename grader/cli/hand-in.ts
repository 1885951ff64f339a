import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { checkHandIn, type HandIn, readFolder, readZip } from "../intake/hand-in.ts";
import { UsageError } from "./terminal.ts";

/** Reads a submission: a folder, a .zip, or one .ts file, which then is the solution.ts. A path that is not there is the caller's mistake. */
export async function readSubmission(directory: string, path: string): Promise<HandIn> {
  const full = resolve(directory, path);
  const found = await stat(full).catch(() => null);
  if (!found) throw new UsageError(`there is no ${path}`);
  if (found.isDirectory()) return readFolder(full);
  if (!found.isFile()) throw new UsageError(`${path} is neither a folder nor a file`);
  const bytes = await readFile(full).catch((cause) => {
    throw new UsageError(`${path} cannot be read`, { cause });
  });
  return path.toLowerCase().endsWith(".ts") ? checkHandIn([{ path: "solution.ts", bytes }]) : readZip(bytes);
}
