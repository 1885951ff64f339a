import { describe, expect, test } from "vitest";
import { heldBack } from "../../grader/held-back.ts";
import type { CheckReport } from "../../grader/report.ts";
import { checksOf, gradeWith, only, openPipeline, patched, projectTwo } from "./pipeline.ts";

const check: CheckReport = {
  id: "ex2.gradient",
  kind: "gradient",
  visibility: "public",
  verdict: "accepted",
  score: 7,
  maxScore: 7,
  tensors: [],
  diagnoses: [],
  flags: [{ code: "numerical-differentiation", evidence: "calls grow with the parameters" }],
  cpuMs: 1,
  peakMemoryMiB: 1,
};
const required = (finiteDifferencesWorth: number) => ({ backpropagation: "required" as const, finiteDifferencesWorth });

describe("points that wait for a person", () => {
  test("a project that requires backpropagation holds a flagged check's points back; the verdict stays", () => {
    const held = heldBack(check, required(0));
    expect(held).toMatchObject({ verdict: "accepted", score: 0, heldBack: 7, maxScore: 7 });
    expect(held.explanation!.en).toMatch(/7 points wait/);
    expect(held.explanation!["pt-BR"]).toMatch(/7 pontos esperam/);
  });

  test.each([
    [0.5, 3.5, 3.5],
    [0.1, 0.7, 6.3],
    [1 / 3, 2.33, 4.67],
  ])("finite differences worth %d count at once, and no point is lost", (worth, score, held) => {
    expect(heldBack(check, required(worth))).toMatchObject({ score, heldBack: held });
  });

  test.each([
    ["a flag alone moves no points", check, { backpropagation: "any" as const, finiteDifferencesWorth: 0 }],
    ["differences worth everything", check, required(1)],
    ["another flag", { ...check, flags: [{ code: "single-precision" as const, evidence: "" }] }, required(0)],
    ["no flag", { ...check, flags: [] }, required(0)],
    ["nothing was earned", { ...check, verdict: "wrong_answer" as const, score: 0 }, required(0)],
  ])("%s", (_, given, project) => {
    expect(heldBack(given, project)).toEqual(given);
  });
});

test("through the pipeline: a loss differentiated numerically is right, flagged, and its points wait", async () => {
  const [tools, { project, solution }] = await Promise.all([openPipeline(), projectTwo()]);
  try {
    const renamed = patched(solution, "backpropagation.ts", "export function gradient(", "export function exact(");
    const differences = patched(
      renamed,
      "backpropagation.ts",
      "export function exact(",
      `import { loss } from "./loss.ts";
      export function gradient(net: Network, X: Matrix, D: Matrix): Gradient {
        const at = (layer: number, change: (copy: Network[number]) => void) => {
          const copy = net.map(({ W, b, f }) => ({ W: W.map((row) => [...row]), b: [...b], f }));
          change(copy[layer]);
          return loss(copy, X, D);
        };
        const h = 1e-5;
        const slope = (layer: number, move: (copy: Network[number], by: number) => void) =>
          (at(layer, (copy) => move(copy, h)) - at(layer, (copy) => move(copy, -h))) / (2 * h);
        return net.map(({ W, b }, m) => ({
          W: W.map((row, i) => row.map((_, j) => slope(m, (copy, by) => { copy.W[i][j] += by; }))),
          b: b.map((_, i) => slope(m, (copy, by) => { copy.b[i] += by; })),
        }));
      }
      export function exact(`,
    );
    const gradients = only(project, ["gradient"], "public");
    const marked = { ...gradients, backpropagation: "required" as const, finiteDifferencesWorth: 0.25 };
    const report = await gradeWith(tools, marked, differences);
    for (const { verdict, score, heldBack, maxScore } of checksOf(report)) {
      expect(verdict).toBe("accepted");
      expect(score).toBeCloseTo(maxScore / 4, 1);
      expect(score + heldBack!).toBe(maxScore);
    }
    expect(report.score).toBeCloseTo(
      checksOf(report).reduce((sum, check) => sum + check.score, 0),
      6,
    );
    expect((await gradeWith(tools, gradients, differences)).score).toBe(report.maxScore);
  } finally {
    await tools.close();
  }
});
