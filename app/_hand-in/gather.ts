import type { Entry } from "../../grader/intake/check.ts";
import { maxBytes } from "../../grader/intake/limits.ts";
import { clutterOf } from "../../grader/intake/names.ts";
import { type Collected, isZip } from "./collect-files.ts";
import { fingerprint } from "./idempotency.ts";
import { maxRequestBytes } from "./limits.ts";
import { type Finding, precheck } from "./precheck.ts";
import type { Payload } from "./send.ts";

/** What would be sent, what can be said about it before, and by what it is known again. */
export interface Gathered {
  payload: Payload;
  findings: Finding[];
  print: string;
}

const refused = (finding: Finding): Gathered => ({ payload: [], findings: [finding], print: "" });

/** A browser gives no bytes of a file that was saved again, moved or removed since it was chosen. */
async function read(blob: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

export function gatherEntries(entries: Entry[]): Gathered {
  const findings = precheck(entries);
  const blocked = findings.some((finding) => finding.level === "error");
  return { payload: entries, findings, print: blocked ? "" : fingerprint(entries) };
}

async function gatherZip({ path, file }: Collected): Promise<Gathered> {
  if (file.size > maxRequestBytes) return refused({ level: "error", code: "zipTooLarge" });
  const bytes = await read(file);
  if (!bytes) return refused({ level: "error", code: "changed", path });
  return { payload: { zip: bytes }, findings: [], print: fingerprint([{ path: "zip", bytes }]) };
}

/** Reads what was chosen. Of files that do not count only the names are sent, so that the receipt can name them. */
export async function gatherFiles(chosen: readonly Collected[]): Promise<Gathered> {
  const [first] = chosen;
  if (first && chosen.some(({ path }) => isZip(path))) {
    return chosen.length === 1 ? gatherZip(first) : refused({ level: "error", code: "zipAmongFiles" });
  }
  const entries: Entry[] = [];
  let room = maxBytes;
  for (const { path, file } of chosen) {
    const counts = path.endsWith(".ts") && clutterOf(path) === undefined;
    // one byte too many is enough to be refused for size
    const bytes = counts ? await read(file.slice(0, room + 1)) : new Uint8Array();
    if (!bytes) return refused({ level: "error", code: "changed", path });
    room = Math.max(0, room - bytes.byteLength);
    entries.push({ path, bytes });
  }
  return gatherEntries(entries);
}
