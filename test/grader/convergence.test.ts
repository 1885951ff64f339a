import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SourceFile } from "../../grader/compile/types.ts";
import type { Tools } from "../../grader/grade.ts";
import { type Project, projectSchema } from "../../grader/project.ts";
import { projectProblems } from "../../grader/project-rules.ts";
import { reportSchema } from "../../grader/report.ts";
import { checksOf, gradeWith, only, openPipeline, patched, projectTwo } from "./pipeline.ts";

let tools: Tools & { close(): Promise<void> };
let project: Project;
let solution: readonly SourceFile[];

beforeAll(async () => {
  const [opened, folder] = await Promise.all([openPipeline(), projectTwo()]);
  tools = opened;
  project = folder.project;
  solution = folder.solution;
});
afterAll(() => tools?.close());

describe("where a training ended", () => {
  test("is said of the student's and of the reference's last point, which are the same for the solution", async () => {
    const report = await gradeWith(tools, only(project, ["train", "multi-start"], "public"), solution);
    expect(reportSchema.parse(report)).toEqual(report);
    for (const { id, convergence } of checksOf(report)) {
      const { student, reference } = convergence!.stationary!;
      expect({ ...student, gradientNorm: 0 }, id).toEqual({ ...reference, gradientNorm: 0 });
      expect(student!.gradientNorm).toBeCloseTo(reference!.gradientNorm, 8);
      // a 2-3-1 network has 13 parameters
      expect(student!.positive + student!.zero + student!.negative).toBe(13);
    }
  });
});

/** one training whose free runs are asked for; weights as in multi-start, so that runs end in different places */
function withFreeRuns(freeRuns: number): Project {
  const check = {
    id: "free",
    kind: "train",
    points: 10,
    visibility: "public",
    cases: [
      {
        layers: [2, 3, 1],
        activations: ["tanh", "logistic"],
        examples: 4,
        dataset: "xor",
        weights: "unit",
        freeRuns,
        training: {
          method: "momentum",
          options: { alpha: 0.5, beta: 0.8 },
          epochs: 60,
          batch: 4,
          shuffled: false,
        },
      },
    ],
  };
  const exercise = { id: "free-runs", title: { en: "", "pt-BR": "" }, hints: { en: [], "pt-BR": [] }, checks: [check] };
  return projectSchema.parse({ ...project, exercises: [exercise] });
}

describe("free runs", () => {
  const firstWeight = "const step = optimiser(options);";

  test("the solution's losses from 25 starting points are the reference's, and the same hand-in gives the same numbers", async () => {
    const [first] = checksOf(await gradeWith(tools, withFreeRuns(25), solution));
    const [second] = checksOf(await gradeWith(tools, withFreeRuns(25), solution));
    expect(first!).toMatchObject({ verdict: "accepted", convergence: { freeRuns: { differ: false, p: 1 } } });
    expect(first!.convergence!.freeRuns!.student).toHaveLength(25);
    expect(second!.convergence).toEqual(first!.convergence);
  });

  test("without the option there are none", async () => {
    const [check] = checksOf(await gradeWith(tools, withFreeRuns(0), solution));
    expect(check!.convergence).not.toHaveProperty("freeRuns");
  });

  test("a training that is right from one starting point and learns less from others is found, and why is said", async () => {
    const [plain] = checksOf(await gradeWith(tools, withFreeRuns(0), solution));
    const known = plain!.convergence!.student[0];
    const slow = patched(
      solution,
      "train.ts",
      firstWeight,
      `const known = Math.abs(loss(net, X, D) - ${known}) < 1e-9;\n  const step = optimiser(known ? options : { ...options, alpha: options.alpha / 20 });`,
    );
    const [check] = checksOf(await gradeWith(tools, withFreeRuns(25), slow));
    expect(check!).toMatchObject({ verdict: "wrong_answer", score: 0, convergence: { freeRuns: { differ: true } } });
    expect(check!.convergence!.freeRuns!.d).toBeGreaterThan(0.5);
    expect(check!.explanation!["pt-BR"]).toMatch(/25 outros pontos iniciais.*mais altos/);
    expect(check!.diagnoses.map(({ code }) => code)).toEqual(["unexplained"]);
  });

  test("a training that throws from another starting point has that verdict", async () => {
    const throwing = patched(
      solution,
      "train.ts",
      firstWeight,
      `${firstWeight}\n  calls += 1;\n  if (calls > 3) throw new Error("enough");`,
    );
    const files = patched(throwing, "train.ts", "export function train(", "let calls = 0;\nexport function train(");
    const [check] = checksOf(await gradeWith(tools, withFreeRuns(25), files));
    expect(check!.verdict).toBe("runtime_error");
    expect(check!.explanation!.en).toMatch(/enough/);
  });

  test("too few seeds are refused when the project is read", () => {
    expect(projectProblems(withFreeRuns(5)).map(({ message }) => message)).toEqual([
      expect.stringMatching(/20 or more/),
    ]);
    expect(projectProblems(withFreeRuns(20))).toEqual([]);
  });
});
