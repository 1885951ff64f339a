import type { ExerciseKind } from "../../grader/kinds.ts";
import { projectSchema } from "../../grader/project.ts";
import type { Localised, Visibility } from "../../grader/report.ts";

export interface ExerciseOutline {
  id: string;
  title: Localised;
  hints: { en: string[]; "pt-BR": string[] };
  maxScore: number;
  /** a hidden check goes without its title, which may tell what it tries */
  checks: { id: string; kind: ExerciseKind; title?: Localised; points: number; visibility: Visibility }[];
}

/**
 * What a viewer may know of a project's exercises and checks; never cases, seeds or tolerances.
 * @param definition `project.yaml` as it was stored
 */
export function outline(definition: unknown, everything: boolean): ExerciseOutline[] {
  return projectSchema.parse(definition).exercises.map((exercise) => ({
    id: exercise.id,
    title: exercise.title,
    hints: exercise.hints,
    maxScore: exercise.checks.reduce((sum, check) => sum + check.points, 0),
    checks: exercise.checks.map(({ id, kind, title, points, visibility }) => ({
      id,
      kind,
      points,
      visibility,
      ...(title && (everything || visibility === "public") ? { title } : {}),
    })),
  }));
}
