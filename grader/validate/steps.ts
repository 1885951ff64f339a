import type { ExerciseKind } from "../kinds.ts";
import type { Project } from "../project.ts";
import type { ProofStepName } from "./proof.ts";

export const kindsOf = (project: Project): ExerciseKind[] => [
  ...new Set(project.exercises.flatMap((exercise) => exercise.checks.map((check) => check.kind))),
];

/** The steps of a project's proof, in their order. */
export function stepsOf(project: Project): ProofStepName[] {
  return [
    { name: "texts" },
    { name: "solution" },
    { name: "starter" },
    ...kindsOf(project).map((kind) => ({ name: "mutants" as const, kind })),
  ];
}
