import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "../report.ts";
import type { Entry } from "./check.ts";
import { maxArchiveEntries, maxBytes } from "./limits.ts";
import { clutterOf } from "./names.ts";
import { about, refusals } from "./refusals.ts";

/** Files under `root` by their path in it. Links, devices and pipes that claim to be TypeScript are refused, not opened. */
export async function readEntries(
  root: string,
): Promise<{ ok: true; entries: Entry[] } | { ok: false; messages: Message[] }> {
  const entries: Entry[] = [];
  const errors: Message[] = [];
  let room = maxBytes;
  const waiting = [""];
  while (waiting.length > 0) {
    const folder = waiting.pop()!;
    const items = await readdir(join(root, folder), { withFileTypes: true }).catch((cause) => {
      if (folder === "") throw cause;
      errors.push(about(folder, refusals.unreadable(), "error"));
      return [];
    });
    for (const item of items) {
      const path = folder === "" ? item.name : `${folder}/${item.name}`;
      if (entries.length >= maxArchiveEntries)
        return { ok: false, messages: [about("", refusals.archiveTooLarge(), "error")] };
      if (item.isDirectory()) {
        if (clutterOf(`${path}/x`) === undefined) waiting.push(path);
        else entries.push({ path: `${path}/x`, bytes: new Uint8Array() });
      } else if (!item.name.endsWith(".ts")) entries.push({ path, bytes: new Uint8Array() });
      else if (!item.isFile()) errors.push(about(path, refusals.notRegular(), "error"));
      else {
        const bytes = await readAtMost(join(root, path), room + 1);
        if (bytes === undefined) errors.push(about(path, refusals.unreadable(), "error"));
        else {
          // one byte too many is enough to be refused for size later on
          room = Math.max(0, room - bytes.byteLength);
          entries.push({ path, bytes });
        }
      }
    }
  }
  return errors.length > 0 ? { ok: false, messages: errors } : { ok: true, entries };
}

async function readAtMost(path: string, limit: number): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await file.stat();
      const buffer = new Uint8Array(Math.min(size, limit));
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
