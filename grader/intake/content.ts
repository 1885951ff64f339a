import type { Localised, Message } from "../report.ts";
import { type Entry, nameClashes } from "./check.ts";
import { clutterOf, nameFault, safePath, topFolder } from "./names.ts";
import { about, refusals } from "./refusals.ts";
import { decodeSource } from "./text.ts";
import { unpack } from "./zip.ts";

/** Far above what a course needs: its text, its pictures, its programs. */
const maxContentBytes = 8 * 2 ** 20;
const maxContentFiles = 1000;

const reasons = {
  tooManyBytes: (): Localised => ({
    en: `The files are larger than ${maxContentBytes / 2 ** 20} MiB in all.`,
    "pt-BR": `Os arquivos passam de ${maxContentBytes / 2 ** 20} MiB no total.`,
  }),
  tooManyFiles: (): Localised => ({
    en: `There are more than ${maxContentFiles} files.`,
    "pt-BR": `Há mais de ${maxContentFiles} arquivos.`,
  }),
  neither: (): Localised => ({
    en: "There is neither a course.yaml nor a project.yaml at the top. Make the archive of the course's or the project's folder.",
    "pt-BR": "Não há course.yaml nem project.yaml no topo. Compacte a pasta do curso ou do projeto.",
  }),
};

/** What an instructor's archive holds: a whole course, or one project. */
export type Content =
  | { ok: true; kind: "course" | "project"; files: ReadonlyMap<string, Uint8Array> }
  | { ok: false; messages: Message[] };

const refused = (why: Localised): Content => ({ ok: false, messages: [about("", why, "error")] });

/** Names of files and folders that begin with a dot belong to tools, as in `loadProject`. */
const isHidden = (path: string) => path.split("/").some((part) => part.startsWith("."));
const isText = (path: string) => /\.(ts|md|ya?ml|json|txt)$/.test(path);

/**
 * Reads a .zip with the folder of a course or of a project, held to the rules of names that hold for hand-ins. A folder around
 * everything is taken off. Never throws, whatever the bytes say.
 */
export function readContentZip(archive: Uint8Array): Content {
  const unpacked = unpack(archive, {
    keeps: (name) => clutterOf(name) === undefined && !isHidden(name),
    maxBytes: maxContentBytes,
    tooManyBytes: reasons.tooManyBytes(),
  });
  if (!unpacked.ok) return unpacked;
  const errors: Message[] = [];
  const kept: Entry[] = [];
  for (const { path: raw, bytes } of unpacked.entries) {
    const path = safePath(raw);
    if (path === undefined) errors.push(about(raw, refusals.name(nameFault(raw) ?? "characters"), "error"));
    else if (clutterOf(path) === undefined && !isHidden(path)) kept.push({ path, bytes });
  }
  if (errors.length > 0) return { ok: false, messages: errors.slice(0, 100) };
  if (kept.length > maxContentFiles) return refused(reasons.tooManyFiles());
  const paths = kept.map(({ path }) => path);
  const top = paths.includes("project.yaml") ? "" : topFolder(paths, "course.yaml");
  const entries = kept.map(({ path, bytes }) => ({ path: path.slice(top.length), bytes }));
  for (const { path, bytes } of entries.filter((entry) => isText(entry.path))) {
    const decoded = decodeSource(bytes);
    if (!decoded.ok) errors.push(about(path, decoded.why, "error"));
  }
  errors.push(...nameClashes(entries));
  if (errors.length > 0) return { ok: false, messages: errors.slice(0, 100) };
  const files = new Map(entries.map(({ path, bytes }) => [path, bytes]));
  if (files.has("course.yaml")) return { ok: true, kind: "course", files };
  if (files.has("project.yaml")) return { ok: true, kind: "project", files };
  return refused(reasons.neither());
}

/** The files under a folder, by their path in it. */
export function filesIn(files: ReadonlyMap<string, Uint8Array>, folder: string): Map<string, Uint8Array> {
  const prefix = `${folder.replace(/^(\.\/)+|\/+$/g, "")}/`;
  return new Map(
    [...files].filter(([path]) => path.startsWith(prefix)).map(([path, bytes]) => [path.slice(prefix.length), bytes]),
  );
}
