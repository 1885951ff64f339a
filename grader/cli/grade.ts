import { resolve } from "node:path";
import { causesOf } from "../causes.ts";
import { preCheckReport } from "../feedback.ts";
import { grade, internalErrorReport, type Progress, rejectedReport } from "../grade.ts";
import type { HandIn } from "../intake/check.ts";
import type { ProjectFolder } from "../project-folder.ts";
import type { Report } from "../report.ts";
import { readSubmission } from "./hand-in.ts";
import { printReport } from "./print-report.ts";
import { projectIn, projectOf } from "./project.ts";
import { exitCodes, type Terminal, UsageError } from "./terminal.ts";
import { type Backend, openTools } from "./tools.ts";
import { wordsIn } from "./words.ts";

export interface GradeOptions {
  json: boolean;
  backend: Backend;
  scope: "all" | "public";
}

/** One line on stderr that is written over, and gone in the end. */
function progressLine(terminal: Terminal): { show(text: string): void; clear(): void } {
  if (!terminal.live) return { show: () => {}, clear: () => {} };
  return {
    show: (text) => void terminal.err(`\r\u001b[K${text}`),
    clear: () => void terminal.err("\r\u001b[K"),
  };
}

function progressText({ language }: Terminal, progress: Progress): string {
  const words = wordsIn(language);
  if (progress.stage === "compiling") return `${words.compiling} …`;
  return `${words.running} ${progress.check} (${progress.index + 1}/${progress.of}) …`;
}

async function gradeHandIn(
  folder: ProjectFolder,
  handIn: HandIn,
  { backend, scope }: GradeOptions,
  terminal: Terminal,
): Promise<Report> {
  if (!handIn.ok) return rejectedReport(folder.project, handIn.messages);
  const line = progressLine(terminal);
  line.show(`${wordsIn(terminal.language).starting} …`);
  const tools = await openTools(backend, terminal);
  try {
    const made = await grade({
      files: handIn.files,
      notices: handIn.messages,
      project: folder.project,
      scope,
      tools,
      signal: terminal.signal,
      onProgress: (progress) => line.show(progressText(terminal, progress)),
    });
    return scope === "public" ? preCheckReport(made, folder.project.feedback) : made;
  } finally {
    line.clear();
    await tools.close();
  }
}

async function report(
  folder: ProjectFolder,
  handIn: HandIn,
  options: GradeOptions,
  terminal: Terminal,
): Promise<number> {
  const { language, colour } = terminal;
  const write = (made: Report) =>
    terminal.out(
      options.json
        ? `${JSON.stringify(made, null, 2)}\n`
        : printReport(made, { language, colour, scope: options.scope }),
    );
  try {
    await write(await gradeHandIn(folder, handIn, options, terminal));
    return exitCodes.done;
  } catch (error) {
    if (terminal.signal.aborted) return exitCodes.interrupted;
    await terminal.err(`nabla: ${causesOf(error)}\n`);
    await write(internalErrorReport(folder.project));
    return exitCodes.failed;
  }
}

/** `nabla grade --project DIR --submission PATH`: everything, hidden cases included. */
export async function gradeCommand(
  paths: { project: string; submission: string },
  options: GradeOptions,
  terminal: Terminal,
): Promise<number> {
  const folder = await projectIn(resolve(terminal.directory, paths.project), terminal.language);
  const handIn = await readSubmission(terminal.directory, paths.submission);
  return report(folder, handIn, options, terminal);
}

/** `nabla check [DIR]`: the student's pre-check, public cases only. */
export async function checkCommand(
  paths: { project: string | undefined; submission: string },
  options: GradeOptions,
  terminal: Terminal,
): Promise<number> {
  const from = resolve(terminal.directory, paths.submission);
  const project = paths.project ? resolve(terminal.directory, paths.project) : await projectOf(from);
  if (!project) {
    throw new UsageError(
      'no project found: name it with --project DIR, or put a nabla.json with { "project": "DIR" } beside your solution.ts',
    );
  }
  const folder = await projectIn(project, terminal.language);
  const handIn = await readSubmission(terminal.directory, paths.submission);
  // the pointer to the project is our own file: nobody needs to be told that it is not handed in
  const messages = handIn.messages.filter(({ file }) => file !== "nabla.json");
  return report(folder, { ...handIn, messages }, options, terminal);
}
