import { join, resolve } from "node:path";
import type { SourceFile } from "../compile/types.ts";
import { minimiserProblems } from "../exercises/standard-minimisers.ts";
import { boundProblems, mutantsOf } from "../exercises/standard-mutants.ts";
import { grade, type Tools } from "../grade.ts";
import type { ExerciseKind } from "../kinds.ts";
import type { ProjectFolder } from "../project-folder.ts";
import type { Message, Report } from "../report.ts";
import { causes } from "./causes.ts";
import { projectsIn } from "./course.ts";
import { matcherLine } from "./print-report.ts";
import { projectIn } from "./project.ts";
import { hintProblems, statementProblems } from "./statement.ts";
import { exitCodes, painter, type Terminal } from "./terminal.ts";
import { type Backend, openTools } from "./tools.ts";

/** One step of the proof: what it found wrong, and a word on what it did. */
interface Step {
  name: string;
  run: () => Promise<{ problems: string[]; note?: string }>;
}

async function content(dir: string, folder: ProjectFolder, terminal: Terminal): Promise<string[]> {
  const { project, statements } = folder;
  const found: Message[] = hintProblems(project);
  for (const locale of ["en", "pt-BR"] as const) {
    found.push(...(await statementProblems(dir, `statement.${locale}.md`, statements[locale], project)));
  }
  return found.map((message) => matcherLine({ ...message, file: join(dir, message.file) }, terminal.language));
}

const checksOf = (report: Report) => report.exercises.flatMap((exercise) => exercise.checks);

function solutionProblems(report: Report): string[] {
  if (report.status !== "graded") return report.messages.map((message) => matcherLine(message, "en"));
  return checksOf(report)
    .filter((check) => check.score < check.maxScore)
    .map((check) => `${check.id}: ${check.verdict}${check.explanation ? `: ${check.explanation.en}` : ""}`);
}

function starterProblems(report: Report): string[] {
  if (report.status !== "graded") {
    return ["the starter does not compile: a student begins with an error that is not theirs"];
  }
  return checksOf(report)
    .filter((check) => check.score > 0)
    .map((check) => `${check.id}: the starter scores ${check.score} without having done anything`);
}

/** Proves one project; returns how many problems it has. */
async function proveProject(dir: string, folder: ProjectFolder, tools: Tools, terminal: Terminal): Promise<number> {
  const { project } = folder;
  const kinds = [...new Set(project.exercises.flatMap((exercise) => exercise.checks.map((check) => check.kind)))];
  const paint = painter(terminal.colour);
  await terminal.out(
    `${paint("green", "✓")} ${project.id}: ${project.exercises.length} exercises, ${kinds.length} kinds\n`,
  );
  const gradeWith = (files: readonly SourceFile[]) =>
    grade({ files, project, scope: "all", tools, signal: terminal.signal });
  const steps: Step[] = [
    { name: "statements, hints, links", run: async () => ({ problems: await content(dir, folder, terminal) }) },
    {
      name: "the solution scores full marks",
      run: async () => ({ problems: solutionProblems(await gradeWith(folder.solution)) }),
    },
    {
      name: "the starter scores nothing",
      run: async () => ({ problems: starterProblems(await gradeWith(folder.starter)) }),
    },
    ...kinds.map((kind) => ({ name: `standard mutants of ${kind}`, run: async () => mutantStep(folder, kind) })),
  ];
  let failures = 0;
  for (const { name, run } of steps) {
    terminal.signal.throwIfAborted();
    if (terminal.live) await terminal.err(`\r\u001b[K${name} …`);
    // a family without a usable case, or a dispute of the two engines, is a problem of the project's own making
    const { problems, note } = await run().catch((error) => {
      terminal.signal.throwIfAborted();
      return { problems: causes(error).split("\n"), note: undefined };
    });
    if (terminal.live) await terminal.err("\r\u001b[K");
    failures += problems.length;
    const mark = problems.length === 0 ? paint("green", "✓") : paint("red", "✗");
    await terminal.out(
      `${[`${mark} ${name}${note ? ` (${note})` : ""}`, ...problems.map((p) => `  ${p}`)].join("\n")}\n`,
    );
  }
  return failures;
}

/**
 * `nabla validate DIR`, for a project or for a course with all of its projects: schema, statements and links, the solution full
 * marks and the starter none, a correct float32 program accepted, TensorFlow.js of one mind with the oracle, and every standard
 * mutant of every exercise caught.
 */
export async function validateCommand(path: string, backend: Backend, terminal: Terminal): Promise<number> {
  const { projects, unlisted } = await projectsIn(resolve(terminal.directory, path));
  const paint = painter(terminal.colour);
  const folders: { dir: string; folder: ProjectFolder }[] = [];
  for (const dir of projects) folders.push({ dir, folder: await projectIn(dir, terminal.language) });
  const tools = await openTools(backend, terminal);
  let failures = 0;
  try {
    for (const { dir, folder } of folders) failures += await proveProject(dir, folder, tools, terminal);
  } finally {
    await tools.close();
  }
  for (const dir of unlisted) await terminal.out(`${paint("yellow", "!")} ${dir} is not in course.yaml\n`);
  await terminal.out(failures === 0 ? `${paint("green", "valid")}\n` : `${paint("red", `${failures} problem(s)`)}\n`);
  return failures === 0 ? exitCodes.done : exitCodes.invalid;
}

function mutantStep({ project }: ProjectFolder, kind: ExerciseKind) {
  const { tried, survivors } = mutantsOf(project, kind);
  return {
    note: `${tried - survivors.length} of ${tried} caught`,
    problems: [
      ...survivors.map(({ code }) => `${kind}: no check catches ${code}`),
      ...boundProblems(project, kind).map((id) => `${id}: a correct float32 program would not be accepted`),
      ...(kind === "minimize" ? minimiserProblems(project) : []).map(
        ({ id, method, label }) => `${id}: ${method}, which a student may choose, does not arrive (${label})`,
      ),
    ],
  };
}
