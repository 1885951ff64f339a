import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { localised } from "../report.ts";
import { matcherLine } from "./print-report.ts";
import { UsageError } from "./terminal.ts";

/** Of course.yaml the part that grading needs: which projects there are. Dates and zone are the publisher's business. */
const courseSchema = z.object({
  slug: z.string(),
  title: localised,
  projects: z.array(z.object({ folder: z.string(), slug: z.string() })).min(1),
});

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function foldersOf(file: string): Promise<string[]> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  const wrong = (text: string, line = 1, column = 1) =>
    new UsageError(matcherLine({ file, line, column, text, severity: "error" }, "en"));
  const broken = document.errors[0];
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw wrong(broken.message.split("\n")[0]!, line, col);
  }
  const parsed = courseSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw wrong(`${issue.path.join(".")}: ${issue.message}`);
  }
  return parsed.data.projects.map(({ folder }) => folder);
}

/**
 * The project folders that DIR stands for: itself, or those of the course whose course.yaml lies in it.
 * @returns also folders of projects that the course does not list, so that none goes unproved unseen
 */
export async function projectsIn(dir: string): Promise<{ projects: string[]; unlisted: string[] }> {
  const file = join(dir, "course.yaml");
  if (await isThere(join(dir, "project.yaml"))) return { projects: [dir], unlisted: [] };
  if (!(await isThere(file))) throw new UsageError(`${dir} holds neither a project.yaml nor a course.yaml`);
  const listed = (await foldersOf(file)).map((folder) => join(dir, folder));
  const beside = await readdir(join(dir, "projects"), { withFileTypes: true }).catch(() => []);
  const all = beside.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, "projects", name));
  return { projects: listed, unlisted: all.filter((folder) => !listed.includes(folder)) };
}
