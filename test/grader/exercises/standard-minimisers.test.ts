import { expect, test } from "vitest";
import { minimiserProblems } from "../../../grader/exercises/standard-minimisers.ts";
import type { Project } from "../../../grader/project.ts";
import { only, projectTwo } from "../pipeline.ts";

test("the course's budgets let BFGS, L-BFGS and scaled conjugate gradient arrive", async () => {
  expect(minimiserProblems((await projectTwo()).project)).toEqual([]);
});

test("a budget that only some methods meet is named, with the method", async () => {
  const { project } = await projectTwo();
  const hurried: Project = only(project, ["minimize"], "public");
  const exercises = hurried.exercises.map((exercise) => ({
    ...exercise,
    checks: exercise.checks.map((check) => ({
      ...check,
      cases: check.cases.map((family) => ({ ...family, maxEvaluations: 60 })),
    })),
  })) as Project["exercises"];
  const found = minimiserProblems({ ...hurried, exercises });
  expect(found.map(({ id }) => id)).toContain("ex5.minimize");
  expect(found.map(({ method }) => method)).toContain("scaled conjugate gradient");
});
