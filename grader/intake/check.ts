import type { SourceFile } from "../compile/types.ts";
import type { Localised, Message } from "../report.ts";
import { entryFile, maxBytes, maxFiles, maxIgnoredNamed } from "./limits.ts";
import { clutterOf, foldedPath, nameFault, topFolder } from "./names.ts";
import { nearestToEntry } from "./nearest.ts";
import { about, notices, refusals } from "./refusals.ts";
import { decodeSource } from "./text.ts";

/** One file as it came, before anything about it is believed. */
export interface Entry {
  path: string;
  bytes: Uint8Array;
}

/**
 * A hand-in that can be compiled, with warnings that name what was left out; or a refusal with a message per file.
 * Declaration files (`.d.ts`) count like every other `.ts` file: they are checked, and nothing of them is run.
 */
export type HandIn = { ok: true; files: SourceFile[]; messages: Message[] } | { ok: false; messages: Message[] };

/**
 * Holds entries against the contract's rules. A folder around everything is taken off. Files come sorted by path.
 * Runs in a browser, too: what is said before anything is sent is what the server would say.
 */
export function checkHandIn(entries: readonly Entry[]): HandIn {
  const errors: Message[] = [];
  const ignored = new Map<string, Localised>();
  const kept: Entry[] = [];
  for (const entry of entries) {
    const path = entry.path.normalize("NFC");
    const fault = path === "" ? "characters" : nameFault(path);
    const clutter = fault === "outside" ? undefined : clutterOf(path);
    const counts = path.endsWith(".ts") || path === "";
    if (clutter !== undefined) ignored.set(clutter, notices.ignoredFolder());
    else if (fault !== undefined && (counts || fault === "outside"))
      errors.push(about(entry.path, refusals.name(fault), "error"));
    else if (!counts) ignored.set(path, notices.ignored());
    else kept.push({ path, bytes: entry.bytes });
  }
  const paths = kept.map((entry) => entry.path);
  const folder = topFolder(paths, entryFile);
  // without the entry in it, it is not the hand-in's own folder, and whole names tell more
  const top = paths.includes(folder + entryFile) ? folder : "";
  const files = kept.map((entry) => ({ path: entry.path.slice(top.length), bytes: entry.bytes }));
  // where a name was refused, that may be why nothing is left
  if (errors.length === 0 || files.length > 0) errors.push(...wholeProblems(files, [...ignored.keys()]));
  errors.push(...nameClashes(files));

  const sources: SourceFile[] = [];
  const size = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  // what is too large may have been cut short by whoever read it: where it stops being text says nothing
  for (const file of size > maxBytes ? [] : files.slice(0, maxFiles)) {
    const decoded = decodeSource(file.bytes);
    if (decoded.ok) sources.push({ path: file.path, text: decoded.text });
    else errors.push(about(file.path, decoded.why, "error", decoded.line));
  }
  const messages = [...errors.slice(0, maxFiles), ...warningsOf(ignored)];
  if (errors.length > 0) return { ok: false, messages };
  return { ok: true, files: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), messages };
}

function wholeProblems(files: readonly Entry[], ignored: readonly string[]): Message[] {
  const problems: Message[] = [];
  if (files.length > maxFiles) problems.push(about("", refusals.tooManyFiles(files.length), "error"));
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (bytes > maxBytes) problems.push(about("", refusals.tooManyBytes(), "error"));
  const paths = files.map((file) => file.path);
  if (paths.includes(entryFile)) return problems;
  const near = nearestToEntry(paths, ignored);
  if (near !== undefined) problems.push(about(entryFile, near, "error"));
  else if (files.length === 0) problems.push(about("", refusals.empty(), "error"));
  else problems.push(about(entryFile, refusals.noEntry(), "error"));
  return problems;
}

/** Two names that are one on another system, and a file that is also a folder. */
export function nameClashes(files: readonly Entry[]): Message[] {
  const seen = new Map<string, string>();
  const clashes: Message[] = [];
  for (const { path } of files) {
    const other = seen.get(foldedPath(path));
    if (other !== undefined) {
      clashes.push(about(path, other === path ? refusals.twice() : refusals.sameName(other), "error"));
    } else seen.set(foldedPath(path), path);
  }
  for (const { path } of files) {
    const parts = foldedPath(path).split("/");
    for (let depth = 1; depth < parts.length; depth++) {
      const file = seen.get(parts.slice(0, depth).join("/"));
      if (file !== undefined) clashes.push(about(path, refusals.sameName(file), "error"));
    }
  }
  return clashes;
}

function warningsOf(ignored: ReadonlyMap<string, Localised>): Message[] {
  const named = [...ignored].slice(0, maxIgnoredNamed).map(([path, why]) => about(path, why, "warning"));
  const more = ignored.size - named.length;
  return more > 0 ? [...named, about("", notices.moreIgnored(more), "warning")] : named;
}
