import { causesOf } from "../causes.ts";
import { grade, graderVersion, type Tools } from "../grade.ts";
import type { ProjectFolder } from "../project-folder.ts";
import type { Report } from "../report.ts";
import { SandboxFault } from "../sandbox/types.ts";
import { mutantsAside } from "./mutants-aside.ts";
import type { Proof, ProofProblem, ProofStep, ProofStepName } from "./proof.ts";
import { kindsOf } from "./steps.ts";
import { hintProblems, statementProblems } from "./texts.ts";

/** What a proof is about. */
export type Provable = Pick<ProjectFolder, "project" | "statements" | "starter" | "solution" | "paths">;

function textProblems({ project, statements, paths }: Provable): ProofProblem[] {
  const there = new Set(paths);
  return [
    ...hintProblems(project),
    ...(["en", "pt-BR"] as const).flatMap((locale) =>
      statementProblems(`statement.${locale}.md`, statements[locale], project, there),
    ),
  ];
}

const checksOf = (report: Report) => report.exercises.flatMap((exercise) => exercise.checks);

function solutionProblems(report: Report): ProofProblem[] {
  if (report.status !== "graded") {
    return report.messages.map(({ file, line, column, text, localised }) => ({
      text: localised ?? { en: text, "pt-BR": text },
      file: `solution/${file}`,
      line,
      column,
    }));
  }
  return checksOf(report)
    .filter((check) => check.score < check.maxScore)
    .map(({ id, verdict, explanation }) => ({
      text: {
        en: `${id}: ${verdict}${explanation ? `: ${explanation.en}` : ""}`,
        "pt-BR": `${id}: ${verdict}${explanation ? `: ${explanation["pt-BR"]}` : ""}`,
      },
    }));
}

function starterProblems(report: Report): ProofProblem[] {
  if (report.status !== "graded") {
    const text = {
      en: "the starter does not compile: a student begins with an error that is not theirs",
      "pt-BR": "o código inicial não compila: o estudante começa com um erro que não é seu",
    };
    return [{ text }];
  }
  return checksOf(report)
    .filter((check) => check.score > 0)
    .map(({ id, score }) => ({
      text: {
        en: `${id}: the starter scores ${score} without having done anything`,
        "pt-BR": `${id}: o código inicial ganha ${score} sem ter feito nada`,
      },
    }));
}

/**
 * A dispute of the two engines, or a check without a usable case, stops the grading: the project is what must change.
 * @throws the error where it is a fault of the sandbox: ours, and no property of the project
 */
function stopped(error: unknown): ProofProblem[] {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof SandboxFault) throw error;
  const text = causesOf(error);
  return [{ text: { en: text, "pt-BR": text } }];
}

/**
 * Proves a project: statements, hints and links are whole, the solution scores full marks and the starter nothing, a correct
 * float32 program is accepted, TensorFlow.js agrees with the oracle, and every standard mutant of every exercise is caught.
 * @param onStep told of each step when it begins, and again with what it found
 * @throws when `signal` aborts, and when tools fail
 */
export async function prove(
  content: Provable,
  tools: Tools,
  {
    signal,
    onStep,
  }: {
    signal?: AbortSignal;
    onStep?: (step: ProofStepName, found: ProofStep | null) => void | Promise<void>;
  } = {},
): Promise<Proof> {
  const { project } = content;
  const steps: ProofStep[] = [];
  const begin = async (step: ProofStepName) => {
    signal?.throwIfAborted();
    await onStep?.(step, null);
  };
  const end = async (step: ProofStep) => {
    steps.push(step);
    const { name, kind } = step;
    await onStep?.({ name, ...(kind ? { kind } : {}) }, step);
  };
  const graded = async (files: Provable["starter"], judge: (report: Report) => ProofProblem[]) => {
    try {
      return judge(await grade({ files, project, scope: "all", tools, ...(signal ? { signal } : {}) }));
    } catch (error) {
      signal?.throwIfAborted();
      return stopped(error);
    }
  };

  await begin({ name: "texts" });
  await end({ name: "texts", problems: textProblems(content) });
  await begin({ name: "solution" });
  await end({ name: "solution", problems: await graded(content.solution, solutionProblems) });
  await begin({ name: "starter" });
  await end({ name: "starter", problems: await graded(content.starter, starterProblems) });
  const kinds = kindsOf(project);
  if (kinds[0]) await begin({ name: "mutants", kind: kinds[0] });
  for await (const step of mutantsAside(project, kinds, signal ? { signal } : {})) {
    await end(step);
    const next = kinds[kinds.indexOf(step.kind!) + 1];
    if (next) await begin({ name: "mutants", kind: next });
  }
  return { grader: graderVersion, steps };
}
