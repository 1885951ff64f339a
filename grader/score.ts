import { settleDoubts } from "./diagnose/across-checks.ts";
import type { Judged } from "./exercises/exercise.ts";
import { heldBack } from "./held-back.ts";
import type { Check, Project } from "./project.ts";
import type { CheckReport, Report } from "./report.ts";

/** `public`: what a student's own pre-check may see */
export type Scope = "all" | "public";

type Scored = Pick<Report, "exercises" | "score" | "maxScore">;

/** The checks that a run judges, in the order of the project. */
export function checksIn(project: Project, scope: Scope): Check[] {
  return project.exercises.flatMap((exercise) => exercise.checks).filter((check) => isIn(check, scope));
}

const isIn = (check: Check, scope: Scope) => scope === "all" || check.visibility === "public";

/** sums of points such as 0.1 must not show their binary fractions */
const total = (points: readonly number[]) => Math.round(points.reduce((sum, p) => sum + p, 0) * 1e6) / 1e6;

/** Points of every check, exercise and the whole; a check without a verdict was not run. All of a check's points or none. */
export function score(project: Project, scope: Scope, reports: ReadonlyMap<string, Judged>): Scored {
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
          const points = facts.verdict === "accepted" ? check.points : 0;
          return heldBack({ id: check.id, kind, ...facts, score: points, maxScore: check.points }, project);
        });
      const maxScore = total(checks.map((check) => check.maxScore));
      return { id, score: total(checks.map((check) => check.score)), maxScore, checks };
    })
    .filter(({ checks }) => checks.length > 0);
  const maxScore = total(exercises.map((exercise) => exercise.maxScore));
  return { exercises, score: total(exercises.map((exercise) => exercise.score)), maxScore };
}

/** What is said of a check that was not run. */
export function unjudged(explanation?: Judged["explanation"]): Judged {
  const empty = { tensors: [], diagnoses: [], flags: [], cpuMs: 0, peakMemoryMiB: 0 };
  return { verdict: "not_run", ...empty, ...(explanation ? { explanation } : {}) };
}
