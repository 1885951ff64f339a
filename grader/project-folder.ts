import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { SourceFile } from "./compile/types.ts";
import { type Project, projectSchema } from "./project.ts";
import { projectProblems } from "./project-rules.ts";
import type { Localised, Message } from "./report.ts";

/** A project on disk, read once: what the command line, the seed and the worker grade with. */
export interface ProjectFolder {
  project: Project;
  /** Markdown with KaTeX, one text per language */
  statements: Localised;
  starter: SourceFile[];
  /** private: it must score full marks */
  solution: SourceFile[];
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
  const parsed = projectSchema.safeParse(document.toJS());
  if (!parsed.success) {
    return {
      ok: false,
      messages: parsed.error.issues.map((issue) => {
        const at = place(issue.path);
        const where = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
        return problem(file, at.line, at.col, `${where}${issue.message}`);
      }),
    };
  }
  const problems = projectProblems(parsed.data);
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

async function sources(dir: string, paths: readonly string[], part: string): Promise<SourceFile[]> {
  const wanted = paths.filter((path) => path.startsWith(`${part}/`) && path.endsWith(".ts"));
  return Promise.all(
    wanted.map(async (path) => ({ path: path.slice(part.length + 1), text: await readFile(join(dir, path), "utf8") })),
  );
}

/**
 * Reads and validates a project folder: project.yaml, statement.<locale>.md, starter/, solution/.
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
  const required = [
    "project.yaml",
    ...locales.map((locale) => `statement.${locale}.md`),
    "starter/solution.ts",
    "solution/solution.ts",
  ];
  const missing = required.filter((path) => !paths.includes(path));
  if (missing.length > 0) {
    return { ok: false, messages: missing.map((path) => problem(path, 1, 1, `${path} is missing in ${dir}`)) };
  }
  const parsed = parseProject(await readFile(join(dir, "project.yaml"), "utf8"));
  if (!parsed.ok) return parsed;

  const hash = createHash("sha256");
  for (const path of paths) {
    const digest = createHash("sha256")
      .update(await readFile(join(dir, path)))
      .digest("hex");
    hash.update(`${path}\0${digest}\n`);
  }
  const [en, pt] = await Promise.all(locales.map((locale) => readFile(join(dir, `statement.${locale}.md`), "utf8")));
  return {
    ok: true,
    folder: {
      project: parsed.project,
      statements: { en: en!, "pt-BR": pt! },
      starter: await sources(dir, paths, "starter"),
      solution: await sources(dir, paths, "solution"),
      contentHash: hash.digest("hex"),
    },
  };
}
