import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { SourceFile } from "./compile/types.ts";
import { type Project, projectSchema } from "./project.ts";
import { projectProblems } from "./project-rules.ts";
import { sizeProblems } from "./project-size.ts";
import type { Localised, Message } from "./report.ts";

/** A project on disk, read once: what the command line, the seed and the worker grade with. */
export interface ProjectFolder {
  project: Project;
  /** Markdown with KaTeX, one text per language */
  statements: Localised;
  starter: SourceFile[];
  /** private: it must score full marks */
  solution: SourceFile[];
  /** every file of the folder, sorted: what a statement's links may lead to */
  paths: string[];
  /** SHA-256 over every file of the folder, in hexadecimal: the version of the project */
  contentHash: string;
}

export type LoadedProject = { ok: true; folder: ProjectFolder } | { ok: false; messages: Message[] };

const locales = ["en", "pt-BR"] as const;

async function filesUnder(dir: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map(async (entry) => {
        const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
        if (entry.isDirectory()) return filesUnder(dir, path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return nested.flat().sort();
}

function problem(file: string, line: number, column: number, text: string): Message {
  return { file, line, column, text, severity: "error" };
}

/**
 * Reads the text of a project.yaml.
 * @returns the project, or every problem with the line and column that the YAML gives it
 */
export function parseProject(
  text: string,
  file = "project.yaml",
): { ok: true; project: Project } | { ok: false; messages: Message[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      messages: document.errors.map((error) => {
        const at = lines.linePos(error.pos[0]);
        return problem(file, at.line, at.col, error.message.split("\n")[0]!);
      }),
    };
  }
  const place = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length) as unknown[], true);
      if (!isNode(node) || !node.range) continue;
      // a block map begins at its first key: name the key's line for a missing or unknown property
      const first = isMap(node) ? node.items[0]?.key : node;
      return lines.linePos(isScalar(first) && first.range ? first.range[0] : node.range[0]);
    }
    return { line: 1, col: 1 };
  };
  const placeOfKey = (path: readonly PropertyKey[], name: string) => {
    const map = path.length === 0 ? document.contents : document.getIn(path as unknown[], true);
    const key = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === name)?.key : undefined;
    return isScalar(key) && key.range ? lines.linePos(key.range[0]) : place(path);
  };
  const parsed = projectSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const messages = parsed.error.issues.flatMap((issue) => {
      const where = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
      const said = (at: { line: number; col: number }, text: string) => problem(file, at.line, at.col, where + text);
      return issue.code === "unrecognized_keys"
        ? issue.keys.map((name) => said(placeOfKey(issue.path, name), `Unrecognized key: "${name}"`))
        : [said(place(issue.path), issue.message)];
    });
    return { ok: false, messages };
  }
  const problems = [...projectProblems(parsed.data), ...sizeProblems(parsed.data)];
  if (problems.length > 0) {
    return {
      ok: false,
      messages: problems.map(({ path, message }) => {
        const at = place(path);
        return problem(file, at.line, at.col, `${path.join(".")}.${message}`);
      }),
    };
  }
  return { ok: true, project: parsed.data };
}

const decoder = new TextDecoder();

/**
 * A project from the files of its folder, wherever they come from: project.yaml, statement.<locale>.md, starter/, solution/.
 * @param files bytes by path, relative to the folder
 * @param dir how the folder is called in messages
 */
export function projectFrom(files: ReadonlyMap<string, Uint8Array>, dir: string): LoadedProject {
  const paths = [...files.keys()].sort();
  const required = [
    "project.yaml",
    ...locales.map((locale) => `statement.${locale}.md`),
    "starter/solution.ts",
    "solution/solution.ts",
  ];
  const missing = required.filter((path) => !files.has(path));
  if (missing.length > 0) {
    return { ok: false, messages: missing.map((path) => problem(path, 1, 1, `${path} is missing in ${dir}`)) };
  }
  const textOf = (path: string) => decoder.decode(files.get(path));
  const parsed = parseProject(textOf("project.yaml"));
  if (!parsed.ok) return parsed;

  const hash = createHash("sha256");
  for (const path of paths) {
    hash.update(`${path}\0${createHash("sha256").update(files.get(path)!).digest("hex")}\n`);
  }
  const sources = (part: string): SourceFile[] =>
    paths
      .filter((path) => path.startsWith(`${part}/`) && path.endsWith(".ts"))
      .map((path) => ({ path: path.slice(part.length + 1), text: textOf(path) }));
  return {
    ok: true,
    folder: {
      project: parsed.project,
      statements: { en: textOf("statement.en.md"), "pt-BR": textOf("statement.pt-BR.md") },
      starter: sources("starter"),
      solution: sources("solution"),
      paths,
      contentHash: hash.digest("hex"),
    },
  };
}

/**
 * Reads and validates a project folder.
 * What is wrong with the folder is returned, with the file and, where there is one, the line; an unreadable disk throws.
 */
export async function loadProject(dir: string): Promise<LoadedProject> {
  let paths: string[];
  try {
    paths = await filesUnder(dir);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw new Error(`cannot read the project folder ${dir}`, { cause });
    return { ok: false, messages: [problem(dir, 1, 1, "there is no such folder")] };
  }
  const files = await Promise.all(paths.map(async (path) => [path, await readFile(join(dir, path))] as const));
  return projectFrom(new Map(files), dir);
}
