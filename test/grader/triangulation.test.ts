import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SourceFile } from "../../grader/compile/types.ts";
import type { Tools } from "../../grader/grade.ts";
import type { Project } from "../../grader/project.ts";
import { checksOf, gradeWith, only, openPipeline, patched, projectTwo } from "./pipeline.ts";

let tools: Tools & { close(): Promise<void> };
let project: Project;
let solution: readonly SourceFile[];

beforeAll(async () => {
  const [opened, folder] = await Promise.all([openPipeline(), projectTwo()]);
  tools = opened;
  project = only(folder.project, ["gradient"], "public");
  solution = folder.solution;
});
afterAll(() => tools?.close());

type Patch = readonly [path: string, from: string, to: string];
const scaleOfLoss: Patch = [
  "loss.ts",
  "return sum / (entropy ? X.length : X.length * D[0].length);",
  "return sum / 2;",
];
const scaleOfGradient: Patch = [
  "backpropagation.ts",
  "const scale = 1 / (entropy ? X.length : X.length * D[0].length);",
  "const scale = 1 / 2;",
];
const noSlope: Patch = [
  "backpropagation.ts",
  "applyDerivative(net[m - 1].f, u[m - 1], y[m - 1], backwards(net[m].W, deltas[0]))",
  "backwards(net[m].W, deltas[0])",
];

/** [what was done, where, which two agree, in both languages] */
const wrong: [string, readonly Patch[], en: RegExp, pt: RegExp][] = [
  [
    "J and gradient of half the sum",
    [scaleOfLoss, scaleOfGradient],
    /right gradient of a different J/,
    /gradiente certo de outro J/,
  ],
  ["no f' in the recursion", [noSlope], /only your `gradient` does not/, /só o seu `gradient` não/],
  [
    "no f' in the recursion, and another J",
    [noSlope, scaleOfLoss],
    /neither with our reference/,
    /nem com a nossa referência/,
  ],
];

describe("where a gradient is wrong the report says which two of three agree", () => {
  test.each(wrong)("%s", async (_, patches, en, pt) => {
    const files = patches.reduce<SourceFile[]>((all, [path, from, to]) => patched(all, path, from, to), [...solution]);
    const failed = checksOf(await gradeWith(tools, project, files)).filter(({ verdict }) => verdict !== "accepted");
    expect(failed.length).toBeGreaterThan(0);
    for (const { explanation } of failed) {
      expect(explanation!.en).toMatch(en);
      expect(explanation!["pt-BR"]).toMatch(pt);
    }
  });

  test("a wrong forward pass under a gradient that fits it", async () => {
    const from = solution.find(({ path }) => path === "forward.ts")!.text;
    const bias = from.match(/net\[m\]\.b\[i\]|layer\.b\[i\]|\bb\[i\]/)![0];
    const files = patched(solution, "forward.ts", bias, `(2 * ${bias})`);
    const failed = checksOf(await gradeWith(tools, project, files)).filter(({ verdict }) => verdict !== "accepted");
    expect(failed.length).toBeGreaterThan(0);
    // dJ/db of the doubled bias is twice what backpropagation says: its weights' gradient fits, its biases' does not
    for (const { explanation } of failed) expect(explanation!.en).toMatch(/neither|different J/);
  });

  test("nothing of the kind is said of a right one", async () => {
    for (const check of checksOf(await gradeWith(tools, project, solution)))
      expect(check).not.toHaveProperty("explanation");
  });
});
