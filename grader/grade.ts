import { type Budget, budgetOf } from "./budget.ts";
import type { Compiler, SourceFile } from "./compile/types.ts";
import { notRun } from "./diagnose/catalogue/facts.ts";
import type { Judged } from "./exercises/exercise.ts";
import { judgeCheck } from "./exercises/judge.ts";
import type { ExerciseKind } from "./kinds.ts";
import type { Check, Project } from "./project.ts";
import type { ReferenceEngine } from "./reference/types.ts";
import type { Diagnosis, Message, Report } from "./report.ts";
import type { Program, Sandbox } from "./sandbox/types.ts";
import { checksIn, type Scope, score, unjudged } from "./score.ts";
import { graderVersion } from "./version.ts";

export { graderVersion };

export interface Tools {
  compiler: Compiler;
  sandbox: Sandbox;
  reference: ReferenceEngine;
}

export type Progress = { stage: "compiling" } | { stage: "running"; check: string; index: number; of: number };

export interface GradeRequest {
  files: readonly SourceFile[];
  project: Project;
  scope: Scope;
  tools: Tools;
  /** what was said when the hand-in was received, such as files that do not count; it opens the report's messages */
  notices?: readonly Message[];
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * One submission from sources to report: compile, then judge every check in its own sealed process.
 * What the student did wrong is in the report; a throw is our own fault and never costs an attempt.
 */
export async function grade(request: GradeRequest): Promise<Report> {
  const { files, project, scope, tools, notices = [], signal, onProgress } = request;
  const checks = checksIn(project, scope);
  onProgress?.({ stage: "compiling" });
  const compiled = await tools.compiler.compile(files, signal);
  signal?.throwIfAborted();
  const reports = new Map<string, Judged>();
  const report = (status: Report["status"], messages: readonly Message[]) =>
    reportOf(status, engineOf(tools), [...notices, ...messages], score(project, scope, reports));
  if (!compiled.ok) return report("compile_error", compiled.messages);

  const known: { check: Check; diagnoses: Diagnosis[] }[] = [];
  const budget = budgetOf(project.budgetSeconds, tools.sandbox);
  for (const [index, check] of checks.entries()) {
    onProgress?.({ stage: "running", check: check.id, index, of: checks.length });
    const judged =
      budget.remainingMs() > 0
        ? await run(check, compiled.program, request, foundFor(check, known), budget)
        : unjudged(notRun);
    reports.set(check.id, judged);
    // later checks of a kind have the larger networks: what they found comes first
    if (judged.verdict !== "accepted") known.unshift({ check, diagnoses: judged.diagnoses });
    signal?.throwIfAborted();
  }
  return report("graded", compiled.warnings);
}

/** What a check may carry of the others' diagnoses: hidden cases never speak through a public check. */
function foundFor({ visibility }: Check, known: readonly { check: Check; diagnoses: Diagnosis[] }[]) {
  const found = new Map<ExerciseKind, Diagnosis[]>();
  for (const { check, diagnoses } of known) {
    if (visibility === "public" && check.visibility !== "public") continue;
    found.set(check.kind, [...(found.get(check.kind) ?? []), ...diagnoses]);
  }
  return found;
}

async function run(
  check: Check,
  program: Program,
  { project, tools }: GradeRequest,
  found: ReadonlyMap<ExerciseKind, Diagnosis[]>,
  { sandbox, remainingMs }: Budget,
): Promise<Judged> {
  const { reference } = tools;
  try {
    return await judgeCheck({ check, seed: project.seed, program, sandbox, reference, remainingMs, found });
  } catch (cause) {
    throw new Error(`the grader failed in the check ${check.id}`, { cause });
  }
}

type Engine = Pick<Report["engine"], "tfjs" | "backend">;

/** Where no engine was started, what would have run: the version that package.json pins. */
const unstarted: Engine = { tfjs: "4.22.0", backend: "cpu" };

/** A hand-in that was refused before it could be compiled: names, sizes, archive. */
export function rejectedReport(project: Project, messages: readonly Message[]): Report {
  return reportOf("rejected", unstarted, messages, score(project, "all", new Map()));
}

/** Our own failure, for whoever must be told that there is no result. */
export function internalErrorReport(project: Project): Report {
  return reportOf("internal_error", unstarted, [], score(project, "all", new Map()));
}

function engineOf({ reference, sandbox }: Tools) {
  const { version, backend, adapter } = reference;
  return { tfjs: version, backend, ...(adapter ? { adapter } : {}), sandbox: sandbox.level };
}

function reportOf(
  status: Report["status"],
  engine: Omit<Report["engine"], "grader" | "oracle">,
  messages: readonly Message[],
  { score, maxScore, exercises }: Pick<Report, "score" | "maxScore" | "exercises">,
): Report {
  return {
    schema: "nabla.report/1",
    status,
    score,
    maxScore,
    engine: { grader: graderVersion, oracle: "float64", ...engine },
    messages: [...messages],
    exercises,
  };
}
