import { maxBytes, maxFiles } from "./limits.ts";

export type Finding =
  | { level: "error"; code: "noEntry" | "tooMany" | "tooLarge" | "nothing" }
  | { level: "error"; code: "badPath" | "duplicate" | "notText"; path: string }
  | { level: "warning"; code: "ignored" | "empty"; path: string };

const decoder = new TextDecoder("utf-8", { fatal: true });

function isText(bytes: Uint8Array): boolean {
  try {
    return !decoder.decode(bytes).includes("\0");
  } catch {
    return false;
  }
}

/** What can be said about a hand-in before it is sent. The server's intake judges again, and its word counts. */
export function precheck(files: { path: string; bytes: Uint8Array }[]): Finding[] {
  const findings: Finding[] = [];
  if (files.length === 0) return [{ level: "error", code: "nothing" }];
  const seen = new Set<string>();
  for (const { path, bytes } of files) {
    if (!path.endsWith(".ts")) {
      findings.push({ level: "warning", code: "ignored", path });
      continue;
    }
    const parts = path.split("/");
    if (path.includes("\\") || parts.some((part) => part === "" || part === "." || part === "..")) {
      findings.push({ level: "error", code: "badPath", path });
    }
    if (seen.has(path.toLowerCase())) findings.push({ level: "error", code: "duplicate", path });
    seen.add(path.toLowerCase());
    if (!isText(bytes)) findings.push({ level: "error", code: "notText", path });
    else if (bytes.byteLength === 0) findings.push({ level: "warning", code: "empty", path });
  }
  if (!files.some(({ path }) => path === "solution.ts")) findings.push({ level: "error", code: "noEntry" });
  if (files.length > maxFiles) findings.push({ level: "error", code: "tooMany" });
  if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > maxBytes) {
    findings.push({ level: "error", code: "tooLarge" });
  }
  return findings;
}
