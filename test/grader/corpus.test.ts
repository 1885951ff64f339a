import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTools } from "../../grader/cli/tools.ts";
import { grade } from "../../grader/grade.ts";
import { readFolder } from "../../grader/intake/hand-in.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import type { Project } from "../../grader/project.ts";
import { loadProject } from "../../grader/project-folder.ts";
import type { CheckReport } from "../../grader/report.ts";
import {
  doubleMistakes,
  mistakeOfForward,
  programOf,
  unlistedMistakes,
  type WrongSubmission,
  wrongSubmissions,
} from "../fixtures/submissions/wrong.ts";

/** The whole pipeline (compiler, sandbox, both engines) over hand-ins as students write them: no right one refused, no wrong one let through, each mistake named. */
const projectFolder = fileURLToPath(new URL("../../courses/t320/projects/project-2", import.meta.url));
const correctFolder = fileURLToPath(new URL("../fixtures/submissions/correct", import.meta.url));

let tools: Awaited<ReturnType<typeof openTools>>;
let project: Project;

beforeAll(async () => {
  const loaded = await loadProject(projectFolder);
  if (!loaded.ok) throw new Error(loaded.messages.map(({ text }) => text).join("\n"));
  project = loaded.folder.project;
  tools = await openTools("cpu", { chromePath: undefined });
});

afterAll(() => tools?.close());

async function checksOf(folder: string): Promise<{ score: number; maxScore: number; checks: CheckReport[] }> {
  const handIn = await readFolder(folder);
  if (!handIn.ok) throw new Error(handIn.messages.map(({ text }) => text).join("\n"));
  const { exercises, score, maxScore } = await grade({ files: handIn.files, project, scope: "all", tools });
  return { score, maxScore, checks: exercises.flatMap(({ checks }) => checks) };
}

async function gradeKinds(text: string, kinds: readonly ExerciseKind[]): Promise<CheckReport[]> {
  const exercises = project.exercises
    .map((exercise) => ({ ...exercise, checks: exercise.checks.filter((check) => kinds.includes(check.kind)) }))
    .filter(({ checks }) => checks.length > 0);
  const files = [{ path: "solution.ts", text }];
  const report = await grade({ files, project: { ...project, exercises }, scope: "all", tools });
  expect(report.messages.filter(({ severity }) => severity === "error")).toEqual([]);
  return report.exercises.flatMap(({ checks }) => checks);
}

/** derivatives of the loss along one parameter at a time, and single precision: right, and said; nothing is said of the others */
const flagsOf: Record<string, string[]> = {
  "complex-step": ["numerical-differentiation"],
  "dual-numbers": ["numerical-differentiation"],
  "no-loops": ["numerical-differentiation"],
  "float32-inside": ["single-precision"],
};

// one after the other: the minimisers talk to the grader thousands of times, and their wall clock runs meanwhile
describe("correct hand-ins in other styles score everything that they export", () => {
  test.each(readdirSync(correctFolder))("%s", async (style) => {
    const { checks } = await checksOf(`${correctFolder}/${style}`);
    const refused = checks.filter(({ verdict }) => verdict !== "accepted" && verdict !== "missing_export");
    expect(refused.map(({ id, verdict, explanation }) => ({ id, verdict, explanation }))).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === "missing_export").length).toBeLessThanOrEqual(2);
    expect([...new Set(checks.flatMap(({ flags }) => flags.map(({ code }) => code)))]).toEqual(flagsOf[style] ?? []);
  });

  test("the course's own solution", async () => {
    const { score, maxScore, checks } = await checksOf(`${projectFolder}/solution`);
    expect({ score, maxScore }).toEqual({ score: 100, maxScore: 100 });
    expect(checks.flatMap(({ flags }) => flags)).toEqual([]);
  });

  test("the starter scores nothing", async () => {
    const { score } = await checksOf(`${projectFolder}/starter`);
    expect(score).toBe(0);
  });
});

/** ex1's 2-2-1 networks cannot tell all mistakes apart: there a tie, or no cause, is the true answer. */
const tellsApart = (check: CheckReport) => !check.id.startsWith("ex1.");

function expectNamed(check: CheckReport, { codes }: WrongSubmission): void {
  const said = check.diagnoses.map(({ code }) => code);
  if (tellsApart(check)) expect(codes, `${check.id} says ${said}`).toContain(said[0]);
  else if (said.length > 0)
    expect(
      [...codes, "unexplained", "not-finite"].some((code) => said.includes(code)),
      `${check.id} says ${said}`,
    ).toBe(true);
}

async function failing({ kinds, ...wrong }: WrongSubmission): Promise<CheckReport[]> {
  const checks = await gradeKinds(programOf(wrong), kinds);
  for (const kind of kinds) {
    const hidden = checks.filter((check) => check.kind === kind && check.visibility === "hidden" && tellsApart(check));
    expect(hidden.map(({ id, verdict }) => ({ id, accepted: verdict === "accepted" }))).toEqual(
      hidden.map(({ id }) => ({ id, accepted: false })),
    );
  }
  return checks.filter(({ verdict }) => verdict !== "accepted");
}

describe.concurrent("a wrong hand-in is caught and its mistake named", () => {
  test.each(wrongSubmissions.map((wrong) => [`${wrong.kinds}: ${wrong.name}`, wrong] as const))(
    "%s",
    async (_, wrong) => {
      for (const check of await failing(wrong)) expectNamed(check, wrong);
    },
  );
});

describe.concurrent("two mistakes at once are both named, or neither: one alone would be wrong", () => {
  test.each(doubleMistakes.map((wrong) => [wrong.name, wrong] as const))("%s", async (_, wrong) => {
    for (const check of (await failing(wrong)).filter(tellsApart)) {
      const said = check.diagnoses.map(({ code }) => code);
      const bothNamed = wrong.codes.every((code) => said.includes(code));
      expect(bothNamed || said[0] === "unexplained", `${check.id} says ${said}`).toBe(true);
    }
  });
});

describe.concurrent("a mistake outside the table is unexplained, not misnamed", () => {
  test.each(unlistedMistakes.map((wrong) => [wrong.name, wrong] as const))("%s", async (_, wrong) => {
    for (const check of (await failing(wrong)).filter(tellsApart))
      expect(check.diagnoses.map(({ code }) => code)).toEqual(["unexplained"]);
  });
});

test("a check that only suffers from forward carries what is known of forward", async () => {
  const checks = (await failing(mistakeOfForward)).filter(tellsApart);
  expect(checks.length).toBeGreaterThan(6);
  for (const { id, kind, diagnoses } of checks) {
    const said = diagnoses.map((d) => ({ code: d.code, tensor: d.tensor, of: d.export ?? kind }));
    expect(said, id).toEqual([{ code: "unexplained", tensor: "y3", of: "forward" }]);
  }
});
