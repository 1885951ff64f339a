import { join, resolve } from "node:path";
import type { Tools } from "../grade.ts";
import type { ProjectFolder } from "../project-folder.ts";
import { type ProofProblem, type ProofStep, type ProofStepName, problemCount } from "../validate/proof.ts";
import { prove } from "../validate/prove.ts";
import { stepsOf } from "../validate/steps.ts";
import { provablesIn } from "./course.ts";
import { projectIn } from "./project.ts";
import { exitCodes, painter, type Terminal } from "./terminal.ts";
import { type Backend, openTools } from "./tools.ts";
import { type ProvableQuiz, proveQuiz, quizIn } from "./validate-quiz.ts";

function stepName({ name, kind }: ProofStepName): string {
  switch (name) {
    case "texts":
      return "statements, hints, links";
    case "solution":
      return "the solution scores full marks";
    case "starter":
      return "the starter scores nothing";
    case "mutants":
      return `standard mutants of ${kind}`;
  }
}

/** A problem as editors and CI read it where it has a place in a file. */
function problemLines(dir: string, { text, file, line, column }: ProofProblem, terminal: Terminal): string[] {
  const words = text[terminal.language];
  return (file ? `${join(dir, file)}:${line ?? 1}:${column ?? 1}: error: ${words}` : words).split("\n");
}

/** Proves one project, telling step after step; returns how many problems it has. */
async function proveProject(dir: string, folder: ProjectFolder, tools: Tools, terminal: Terminal): Promise<number> {
  const { project } = folder;
  const paint = painter(terminal.colour);
  const steps = stepsOf(project);
  const kinds = steps.filter(({ name }) => name === "mutants");
  await terminal.out(
    `${paint("green", "✓")} ${project.id}: ${project.exercises.length} exercises, ${kinds.length} kinds\n`,
  );
  let begun = 0;
  const onStep = async (step: ProofStepName, found: ProofStep | null) => {
    if (!found) {
      begun += 1;
      if (terminal.live) await terminal.err(`\r\u001b[K${begun}/${steps.length} ${stepName(step)} …`);
      return;
    }
    if (terminal.live) await terminal.err("\r\u001b[K");
    const mark = found.problems.length === 0 ? paint("green", "✓") : paint("red", "✗");
    const note = found.tried === undefined ? "" : ` (${found.caught} of ${found.tried} caught)`;
    const lines = found.problems.flatMap((problem) => problemLines(dir, problem, terminal));
    await terminal.out(`${[`${mark} ${stepName(step)}${note}`, ...lines.map((line) => `  ${line}`)].join("\n")}\n`);
  };
  const proof = await prove(folder, tools, { signal: terminal.signal, onStep });
  return problemCount(proof.steps);
}

/**
 * `nabla validate DIR`, for a project, a quiz, or a course with all of these: schema, statements and links, the solution full
 * marks and the starter none, a correct float32 program accepted, TensorFlow.js of one mind with the oracle, every standard
 * mutant of every exercise caught; and every question of every quiz over 200 seeds.
 */
export async function validateCommand(path: string, backend: Backend, terminal: Terminal): Promise<number> {
  const { projects, quizzes, unlisted } = await provablesIn(resolve(terminal.directory, path));
  const paint = painter(terminal.colour);
  const folders: { dir: string; folder: ProjectFolder }[] = [];
  for (const dir of projects) folders.push({ dir, folder: await projectIn(dir, terminal.language) });
  const questions: ProvableQuiz[] = [];
  for (const dir of quizzes) questions.push(await quizIn(dir, terminal.language));
  const tools = await openTools(backend, terminal);
  let failures = 0;
  try {
    for (const { dir, folder } of folders) failures += await proveProject(dir, folder, tools, terminal);
    for (const quiz of questions) failures += await proveQuiz(quiz, tools, terminal);
  } finally {
    await tools.close();
  }
  for (const dir of unlisted) await terminal.out(`${paint("yellow", "!")} ${dir} is not in course.yaml\n`);
  await terminal.out(failures === 0 ? `${paint("green", "valid")}\n` : `${paint("red", `${failures} problem(s)`)}\n`);
  return failures === 0 ? exitCodes.done : exitCodes.invalid;
}
