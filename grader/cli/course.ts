import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { localised } from "../report.ts";
import { matcherLine } from "./print-report.ts";
import { UsageError } from "./terminal.ts";

const listed = z.array(z.object({ folder: z.string(), slug: z.string() }));
/** Of course.yaml the part that grading needs: which projects and quizzes there are. Dates and zone are the publisher's business. */
const courseSchema = z
  .object({ slug: z.string(), title: localised, projects: listed.default([]), quizzes: listed.default([]) })
  .refine(({ projects, quizzes }) => projects.length + quizzes.length > 0, "lists neither a project nor a quiz");

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function readCourse(file: string): Promise<z.infer<typeof courseSchema>> {
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
  return parsed.data;
}

async function foldersBeside(dir: string, part: "projects" | "quizzes"): Promise<string[]> {
  const beside = await readdir(join(dir, part), { withFileTypes: true }).catch(() => []);
  return beside.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, part, name));
}

/** What a folder asks to be proved. */
export interface Provables {
  projects: string[];
  quizzes: string[];
  /** folders of projects and quizzes that the course does not list, so that none goes unproved unseen */
  unlisted: string[];
}

/** The projects and quizzes that DIR stands for: itself, or those of the course whose course.yaml lies in it. */
export async function provablesIn(dir: string): Promise<Provables> {
  const file = join(dir, "course.yaml");
  if (await isThere(join(dir, "project.yaml"))) return { projects: [dir], quizzes: [], unlisted: [] };
  if (await isThere(join(dir, "quiz.yaml"))) return { projects: [], quizzes: [dir], unlisted: [] };
  if (!(await isThere(file))) {
    throw new UsageError(`${dir} holds neither a project.yaml nor a quiz.yaml nor a course.yaml`);
  }
  const course = await readCourse(file);
  const [projects, quizzes] = [course.projects, course.quizzes].map((list) =>
    list.map(({ folder }) => join(dir, folder)),
  );
  const all = [...(await foldersBeside(dir, "projects")), ...(await foldersBeside(dir, "quizzes"))];
  const known = [...projects!, ...quizzes!];
  return { projects: projects!, quizzes: quizzes!, unlisted: all.filter((folder) => !known.includes(folder)) };
}
