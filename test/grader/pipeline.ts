import { createCompiler } from "../../grader/compile/compiler.ts";
import type { SourceFile } from "../../grader/compile/types.ts";
import { grade, type Tools } from "../../grader/grade.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import type { Project } from "../../grader/project.ts";
import { loadProject, type ProjectFolder } from "../../grader/project-folder.ts";
import { cachedReference } from "../../grader/reference/cached.ts";
import { createReference } from "../../grader/reference/create.ts";
import type { CheckReport, Report } from "../../grader/report.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";

export const projectDir = new URL("../../courses/t320/projects/project-2", import.meta.url).pathname;

export async function projectTwo(): Promise<ProjectFolder> {
  const loaded = await loadProject(projectDir);
  if (!loaded.ok) throw new Error(loaded.messages.map(({ text }) => text).join("\n"));
  return loaded.folder;
}

/** The real compiler, sandbox and reference, opened once for a whole file of tests. */
export async function openPipeline(): Promise<Tools & { close(): Promise<void> }> {
  const [sandbox, engine] = await Promise.all([createSandbox({ memoryMiB: 256 }), createReference("cpu")]);
  const compiler = createCompiler();
  const close = async () => {
    await Promise.all([compiler.close(), sandbox.close(), engine.close()]);
  };
  return { compiler, sandbox, reference: cachedReference(engine), close };
}

/** The project with the checks of some kinds only: a test pays for what it looks at. */
export function only(project: Project, kinds: readonly ExerciseKind[], visibility?: "public" | "hidden"): Project {
  return {
    ...project,
    exercises: project.exercises
      .map((exercise) => ({
        ...exercise,
        checks: exercise.checks.filter(
          (check) => kinds.includes(check.kind) && (visibility === undefined || check.visibility === visibility),
        ),
      }))
      .filter((exercise) => exercise.checks.length > 0),
  };
}

export function gradeWith(tools: Tools, project: Project, files: readonly SourceFile[]): Promise<Report> {
  return grade({ files, project, scope: "all", tools });
}

/** `from` replaced by `to` in one file; a patch that does not apply is a mistake of the test. */
export function patched(files: readonly SourceFile[], path: string, from: string, to: string): SourceFile[] {
  const file = files.find((one) => one.path === path);
  if (!file?.text.includes(from)) throw new Error(`no "${from}" in ${path}`);
  return files.map((one) => (one === file ? { ...one, text: one.text.replace(from, () => to) } : one));
}

export const checksOf = (report: Report): CheckReport[] => report.exercises.flatMap((exercise) => exercise.checks);
