import { type Budget, budgetOf } from "./budget.ts";
import type { Compiler, SourceFile } from "./compile/types.ts";
import { settleDoubts } from "./diagnose/across-checks.ts";
import { notRun } from "./diagnose/catalogue/facts.ts";
import type { Judged } from "./exercises/exercise.ts";
import { judgeCheck } from "./exercises/judge.ts";
import type { ExerciseKind } from "./kinds.ts";
import type { Check, Project } from "./project.ts";
import type { ReferenceEngine } from "./reference/types.ts";
import type { CheckReport, Diagnosis, Message, Report } from "./report.ts";
import type { Program, Sandbox } from "./sandbox/types.ts";

/** Cases and bounds are the same for the same project and version: anything that changes either changes this. */
export const graderVersion = "0.1.0";

export interface Tools {
  compiler: Compiler;
  sandbox: Sandbox;
  reference: ReferenceEngine;
}

export type Progress = { stage: "compiling" } | { stage: "running"; check: string; index: number; of: number };

export interface GradeRequest {
  files: readonly SourceFile[];
  project: Project;
  /** `public`: what a student's own pre-check may see */
  scope: "all" | "public";
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
  if (!compiled.ok) return assemble(request, "compile_error", [...notices, ...compiled.messages], new Map());

  const reports = new Map<string, Judged>();
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
  return assemble(request, "graded", [...notices, ...compiled.warnings], reports);
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
export function rejectedReport(project: Project, messages: readonly Message[], engine = unstarted): Report {
  return emptyReport(project, "rejected", messages, engine);
}

/** Our own failure, for whoever must be told that there is no result. */
export function internalErrorReport(project: Project, engine = unstarted): Report {
  return emptyReport(project, "internal_error", [], engine);
}

function emptyReport(project: Project, status: Report["status"], messages: readonly Message[], engine: Engine): Report {
  const blank = { grader: graderVersion, oracle: "float64" as const, ...engine };
  return {
    ...scored(project, "all", new Map()),
    schema: "nabla.report/1",
    status,
    engine: blank,
    messages: [...messages],
  };
}

function assemble(
  { project, scope, tools: { reference, sandbox } }: GradeRequest,
  status: Report["status"],
  messages: Message[],
  reports: ReadonlyMap<string, Judged>,
): Report {
  const { exercises, score, maxScore } = scored(project, scope, reports);
  return {
    schema: "nabla.report/1",
    status,
    score,
    maxScore,
    engine: {
      grader: graderVersion,
      oracle: "float64",
      tfjs: reference.version,
      backend: reference.backend,
      ...(reference.adapter ? { adapter: reference.adapter } : {}),
      sandbox: sandbox.level,
    },
    messages,
    exercises,
  };
}

function checksIn(project: Project, scope: GradeRequest["scope"]): Check[] {
  return project.exercises.flatMap((exercise) => exercise.checks).filter((check) => isIn(check, scope));
}

const isIn = (check: Check, scope: GradeRequest["scope"]) => scope === "all" || check.visibility === "public";

/** sums of points such as 0.1 must not show their binary fractions */
const total = (points: readonly number[]) => Math.round(points.reduce((sum, p) => sum + p, 0) * 1e6) / 1e6;

function scored(project: Project, scope: GradeRequest["scope"], reports: ReadonlyMap<string, Judged>) {
  const judged = project.exercises.flatMap(({ id: exercise, checks }) =>
    checks
      .filter((check) => isIn(check, scope))
      .map((check) => ({
        exercise,
        check,
        kind: check.kind,
        visibility: check.visibility,
        ...(reports.get(check.id) ?? unjudged()),
      })),
  );
  const settled = settleDoubts(judged);
  const exercises = project.exercises
    .map(({ id }) => {
      const checks = settled
        .filter(({ exercise }) => exercise === id)
        .map(({ exercise: _exercise, check, kind, ...facts }): CheckReport => {
          const score = facts.verdict === "accepted" ? check.points : 0;
          return { id: check.id, kind, ...facts, score, maxScore: check.points };
        });
      const score = total(checks.map((check) => check.score));
      return { id, score, maxScore: total(checks.map((check) => check.maxScore)), checks };
    })
    .filter(({ checks }) => checks.length > 0);
  const score = total(exercises.map((exercise) => exercise.score));
  return { exercises, score, maxScore: total(exercises.map((exercise) => exercise.maxScore)) };
}

function unjudged(explanation?: Judged["explanation"]): Judged {
  const empty = { tensors: [], diagnoses: [], flags: [], cpuMs: 0, peakMemoryMiB: 0 };
  return { verdict: "not_run", ...empty, ...(explanation ? { explanation } : {}) };
}
