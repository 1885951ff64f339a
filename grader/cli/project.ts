import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { loadProject, type ProjectFolder } from "../project-folder.ts";
import { matcherLine } from "./print-report.ts";
import { type Language, UsageError } from "./terminal.ts";

/** The project of a folder, or exit 2 with every problem at its file and line. */
export async function projectIn(dir: string, language: Language): Promise<ProjectFolder> {
  const loaded = await loadProject(dir);
  if (loaded.ok) return loaded.folder;
  throw new UsageError(
    loaded.messages
      .map((m) => matcherLine({ ...m, file: m.file === dir ? dir : join(dir, m.file) }, language))
      .join("\n"),
  );
}

const pointerSchema = z.object({ project: z.string() });

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * The project that a student's folder belongs to: named by a `nabla.json` ({ "project": "path" }) there or above, or a
 * project.yaml above (a course's own folder).
 */
export async function projectOf(dir: string): Promise<string | null> {
  for (let at = resolve(dir); ; at = dirname(at)) {
    const pointer = join(at, "nabla.json");
    if (await exists(pointer)) {
      const parsed = pointerSchema.safeParse(
        await readFile(pointer, "utf8")
          .then(JSON.parse)
          .catch(() => null),
      );
      if (!parsed.success) throw new UsageError(`${pointer} does not hold { "project": "path of the project" }`);
      return resolve(at, parsed.data.project);
    }
    if (await exists(join(at, "project.yaml"))) return at;
    if (dirname(at) === at) return null;
  }
}
