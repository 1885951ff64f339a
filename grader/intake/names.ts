import { maxPathLength } from "./limits.ts";

/** What is wrong with a name: it may mean a place outside of the hand-in, or no other system would take it as it is. */
export type NameFault = "outside" | "backslash" | "too-long" | "characters";

/** undefined: nothing is wrong with it */
export function nameFault(raw: string): NameFault | undefined {
  const path = raw.normalize("NFC");
  const parts = path.split("/");
  if (/^[/\\]|^[A-Za-z]:/.test(path) || path.split(/[/\\]/).includes("..")) return "outside";
  if (path.includes("\\")) return "backslash";
  if (path.length > maxPathLength) return "too-long";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069:]/.test(path)) return "characters";
  const isOdd = (part: string) => part === "" || part === "." || part === "__proto__" || part !== part.trim();
  return parts.some(isOdd) ? "characters" : undefined;
}

/**
 * A hand-in's path as it is kept: relative, forward slashes, composed Unicode (macOS decomposes accents in names).
 * @returns undefined for a name that could mean a place outside of the hand-in, or that no honest tool writes
 */
export function safePath(raw: string): string | undefined {
  return nameFault(raw) === undefined ? raw.normalize("NFC") : undefined;
}

/** Folders and files that archivers and editors add on their own; named once, by folder. */
export function clutterOf(path: string): string | undefined {
  const parts = path.split("/");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (i < parts.length - 1 && (part === "__MACOSX" || part === "node_modules" || part === ".git"))
      return parts.slice(0, i + 1).join("/");
    if (part.startsWith("._")) return path;
  }
  return undefined;
}

/** The name under which two files would be one on a file system that ignores case. */
export function foldedPath(path: string): string {
  return path.toLowerCase().normalize("NFC");
}

/**
 * The folder that holds everything, as archives of a folder have it, or of a folder in a folder; "" when solution.ts is at the
 * top already or there is no such folder.
 */
export function topFolder(paths: readonly string[], entry: string): string {
  if (paths.length === 0 || paths.includes(entry)) return "";
  let folder = paths[0]!.slice(0, paths[0]!.lastIndexOf("/") + 1);
  while (!paths.every((path) => path.startsWith(folder))) folder = folder.replace(/[^/]*\/$/, "");
  return folder;
}
