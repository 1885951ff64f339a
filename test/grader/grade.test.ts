import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tools } from "../../grader/grade.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import type { ProjectFolder } from "../../grader/project-folder.ts";
import { reportSchema, type Verdict } from "../../grader/report.ts";
import { checksOf, gradeWith, only, openPipeline, patched, projectTwo } from "./pipeline.ts";

let tools: Tools & { close(): Promise<void> };
let folder: ProjectFolder;

beforeAll(async () => {
  [tools, folder] = await Promise.all([openPipeline(), projectTwo()]);
});
afterAll(() => tools?.close());

describe("the whole project", () => {
  test("the course's own solution scores full marks, without a flag or a warning", async () => {
    const report = await gradeWith(tools, folder.project, folder.solution);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(checksOf(report).filter(({ verdict }) => verdict !== "accepted")).toEqual([]);
    expect(report).toMatchObject({ status: "graded", score: 100, maxScore: 100 });
    expect(checksOf(report).flatMap(({ flags }) => flags)).toEqual([]);
    const namesIn = (id: string) =>
      checksOf(report)
        .find((check) => check.id === id)!
        .tensors.map(({ name }) => name);
    expect(namesIn("ex2.forward")).toEqual(["u1", "u2", "u3", "y1", "y2", "y3"]);
    expect(namesIn("ex2.gradient")).toEqual(["W1", "b1", "W2", "b2", "W3", "b3"]);
    expect(namesIn("ex5.hessian")).toEqual(["H", "H11", "H12", "H22", "H symmetric"]);
    for (const check of checksOf(report).filter(({ kind }) => kind === "gradient")) {
      for (const { relativeError, againstTfjs, againstOwnLoss } of check.tensors) {
        expect(relativeError!).toBeLessThan(1e-13);
        expect(againstTfjs!).toBeLessThan(1e-4);
        expect(againstOwnLoss!).toBeLessThan(1e-6);
      }
    }
    expect(
      checksOf(report)
        .filter(({ convergence }) => convergence)
        .map(({ kind }) => kind),
    ).toContain("minimize");
  });

  test("the starter compiles and scores nothing", async () => {
    const report = await gradeWith(tools, folder.project, folder.starter);
    expect(report).toMatchObject({ status: "graded", score: 0 });
    expect(new Set(checksOf(report).map(({ verdict }) => verdict))).toEqual(new Set(["runtime_error"]));
  });

  test("the same hand-in gives the same report, time and memory aside", async () => {
    const project = only(folder.project, ["gradient", "train"], "public");
    const steady = async () => {
      const report = await gradeWith(tools, project, folder.solution);
      for (const check of checksOf(report)) Object.assign(check, { cpuMs: 0, peakMemoryMiB: 0 });
      return JSON.stringify(report);
    };
    expect(await steady()).toBe(await steady());
  });

  test("a spent budget leaves the remaining checks not run, and says so", async () => {
    // the loss is asked for itself first: as evidence beside a gradient it would use the time up without a verdict of its own
    const exercises = only(folder.project, ["loss", "gradient"], "public").exercises.filter(({ id }) => id === "ex2");
    const project = { ...folder.project, exercises, budgetSeconds: 1.5 };
    const files = patched(folder.solution, "loss.ts", "return sum /", "for (;;) {}\n  return sum /");
    const checks = checksOf(await gradeWith(tools, project, files));
    const last = checks.at(-1)!;
    expect(last.verdict).toBe("not_run");
    expect(last.explanation!["pt-BR"]).toMatch(/tempo/);
    // what 1.5 s leave is not the check's own limit
    const spender = checks.find(({ verdict }) => verdict === "time_limit");
    expect(spender!.explanation!.en).toMatch(/stopped after [01]\.\d+ s, .* left of the time for the whole submission/);
  });
});

test("a right program may print at every forward pass of its trainings", async () => {
  const project = only(folder.project, ["train"], "hidden");
  const say =
    'console.log("forward pass of a network of", net.length, "layers; inputs and first weights:", x, net[0].W[0]);';
  const files = patched(folder.solution, "forward.ts", "let input = x;", `let input = x; ${say}`);
  const [check] = checksOf(await gradeWith(tools, project, files));
  expect(check).toMatchObject({ verdict: "accepted", diagnoses: [] });
  expect(check!.output!.length).toBeGreaterThan(64 * 1024);
  expect(check!.output!.length).toBeLessThan(70 * 1024);
});

test.each([
  ["a loop", "for (;;) {}", "time_limit"],
  ["memory", "const all: number[][] = []; for (;;) all.push(new Array(1e5).fill(1));", "memory_limit"],
] as const)("%s without end at the top of the module is met once, and every check says so", async (_, top, verdict) => {
  const project = only(folder.project, ["forward", "loss", "gradient"], "public");
  const text = `export const loss = () => 1;\n${top}`;
  const checks = checksOf(await gradeWith(tools, project, [{ path: "solution.ts", text }]));
  expect(checks.length).toBeGreaterThan(2);
  for (const check of checks) {
    expect(check).toMatchObject({ verdict, explanation: checks[0]!.explanation });
    expect(check.explanation!.en).toMatch(/^While solution\.ts was loaded/);
  }
  expect(checks.slice(1).map(({ cpuMs }) => cpuMs)).toEqual(checks.slice(1).map(() => 0));
});

/** [what is handed in, as a whole solution.ts; the kind that is looked at; the verdict; a code, where one is due] */
const badPrograms: [name: string, program: string, kind: ExerciseKind, verdict: Verdict, code?: string][] = [
  ["an export that is missing", "export const gradients = 1;", "loss", "missing_export"],
  ["an export that is not a function", "export const loss = 3;", "loss", "missing_export"],
  ["a promise", "export const loss = async () => 1;", "loss", "bad_return"],
  ["a generator", "export function* loss() { yield 1; }", "loss", "bad_return"],
  ["a function", "export const loss = () => () => 1;", "loss", "bad_return"],
  ["nothing", "export const loss = () => {};", "loss", "bad_return"],
  ["a text", "export const loss = () => '0.5';", "loss", "bad_return"],
  ["NaN", "export const loss = () => Number.NaN;", "loss", "wrong_answer", "not-finite"],
  ["Infinity", "export const loss = () => 1 / 0;", "loss", "wrong_answer", "not-finite"],
  ["one constant", "export const loss = () => 0.25;", "loss", "wrong_answer"],
  ["rows of a wrong length", "export const sensitivities = () => [[1], [1]];", "sensitivities", "bad_return"],
  [
    "a proxy that throws when it is read",
    "export const sensitivities = () => new Proxy([], { get() { throw new Error('trap'); } });",
    "sensitivities",
    "runtime_error",
  ],
  [
    "a getter that throws",
    "export const forward = () => ({ get u(): number[][] { throw new Error('trap'); }, y: [[0]] });",
    "forward",
    "runtime_error",
  ],
  [
    "an argument that is changed",
    "export function loss(net: any, X: number[][], D: number[][]) { X[0][0] = 1; return 0; }",
    "loss",
    "wrong_answer",
    "mutates-input",
  ],
  [
    "an argument that is sorted",
    "export function loss(net: any, X: number[][], D: number[][]) { D.reverse(); return 0; }",
    "loss",
    "wrong_answer",
    "mutates-input",
  ],
  ["a loop without end", "export function loss() { for (;;) {} }", "loss", "time_limit"],
  [
    "memory without end",
    "export function loss() { const all: number[][] = []; for (;;) all.push(new Array(1e5).fill(1)); }",
    "loss",
    "memory_limit",
  ],
  ["output without end", "export function loss() { for (;;) console.log('x'.repeat(1000)); }", "loss", "output_limit"],
  ["recursion without end", "export function loss(): number { return loss() + 1; }", "loss", "runtime_error"],
  ["an error at the top", "throw new Error('no'); export const loss = () => 0;", "loss", "runtime_error"],
  ["an error of its own", "export const loss = () => { throw new TypeError('mine'); };", "loss", "runtime_error"],
];

describe("what a program can do wrong, short of its numbers", () => {
  test.each(badPrograms)("%s", async (_name, program, kind, verdict, code) => {
    const project = only(folder.project, [kind], "public");
    const report = await gradeWith(tools, project, [{ path: "solution.ts", text: program }]);
    expect(report.messages.filter(({ severity }) => severity !== "warning")).toEqual([]);
    const check = checksOf(report).at(-1)!;
    expect(check).toMatchObject({ verdict, score: 0 });
    if (code) expect(check.diagnoses[0]?.code).toBe(code);
    if (verdict !== "wrong_answer") expect(check.explanation!.en.length).toBeGreaterThan(10);
  });

  test.each([
    ["not TypeScript", "def loss(): return 1"],
    ["a type error", "export const loss = (): number => 'a';"],
    ["an import of something else", 'import fs from "node:fs"; export const loss = () => 0;'],
  ])("%s does not compile, and every check says that it was not run", async (_name, text) => {
    const report = await gradeWith(tools, only(folder.project, ["loss"]), [{ path: "solution.ts", text }]);
    expect(report).toMatchObject({ status: "compile_error", score: 0 });
    expect(report.messages[0]).toMatchObject({ file: "solution.ts", line: 1 });
    expect(new Set(checksOf(report).map(({ verdict }) => verdict))).toEqual(new Set(["not_run"]));
  });
});

/** One mistake in the course's solution: [name, file, text, what stands there instead, kind, code]. */
const mistakes: [name: string, file: string, from: string, to: string, kind: ExerciseKind, code: string][] = [
  [
    "damped momentum",
    "update-rules.ts",
    "beta * vi + g[i]",
    "beta * vi + (1 - beta) * g[i]",
    "momentum",
    "momentum-damped",
  ],
  [
    "Nesterov",
    "update-rules.ts",
    "wi - alpha * v[i]), state: v",
    "wi - alpha * (g[i] + beta * v[i])), state: v",
    "momentum",
    "nesterov-for-classical",
  ],
  [
    "no velocity",
    "update-rules.ts",
    "wi - alpha * v[i]), state: v",
    "wi - alpha * v[i]), state: zeros(w)",
    "momentum",
    "velocity-not-kept",
  ],
  ["ascent", "update-rules.ts", "wi - alpha * g[i]", "wi + alpha * g[i]", "gradient-descent", "sign-flipped"],
  [
    "AdaGrad's epsilon",
    "update-rules.ts",
    "Math.sqrt(a[i] + epsilon)), state: a };\n}\n\n/** a = rho",
    "(Math.sqrt(a[i]) + epsilon)), state: a };\n}\n\n/** a = rho",
    "adagrad",
    "epsilon-misplaced",
  ],
  [
    "AdaGrad from 0",
    "update-rules.ts",
    "state ?? w.map(() => initial)",
    "state ?? w.map(() => 0)",
    "adagrad",
    "initial-accumulator-ignored",
  ],
  [
    "rho and 1 - rho",
    "update-rules.ts",
    "rho * ai + (1 - rho) *",
    "(1 - rho) * ai + rho *",
    "rmsprop",
    "decay-swapped",
  ],
  [
    "one moment corrected",
    "update-rules.ts",
    "const correction2 = 1 - beta2 ** k;",
    "const correction2 = 1;",
    "adam",
    "partial-bias-correction",
  ],
  [
    "Adam's epsilon",
    "update-rules.ts",
    "(Math.sqrt(v[i] / correction2) + epsilon)",
    "Math.sqrt(v[i] / correction2 + epsilon)",
    "adam",
    "epsilon-misplaced",
  ],
  [
    "batches in order",
    "train.ts",
    "for (const batch of batches) {",
    "let at = 0;\n    for (const b of batches) {\n      const batch = b.map(() => at++);",
    "train",
    "order-ignored",
  ],
  [
    "short batches dropped",
    "train.ts",
    "for (const batch of batches) {",
    "for (const batch of batches.filter((b) => b.length === batches[0].length)) {",
    "train",
    "short-batch-mishandled",
  ],
  [
    "state lost each epoch",
    "train.ts",
    "for (const batches of options.epochs) {",
    "for (const batches of options.epochs) {\n    const step = optimiser(options);",
    "train",
    "velocity-not-kept",
  ],
  [
    "one update an example",
    "train.ts",
    "for (const batch of batches) {",
    "for (const batch of batches.flatMap((b) => b.map((n) => [n]))) {",
    "train",
    "update-inside-batch",
  ],
  [
    "the old network back",
    "train.ts",
    "return { net: current, losses };",
    "return { net, losses };",
    "train",
    "initial-network-returned",
  ],
  [
    "the last start",
    "multi-start.ts",
    "start === 0 || final < bestLoss",
    "start >= 0",
    "multi-start",
    "best-of-starts-wrong",
  ],
  ["the worst start", "multi-start.ts", "final < bestLoss", "final > bestLoss", "multi-start", "best-of-starts-wrong"],
  [
    "biases at 0",
    "multi-start.ts",
    "const b = Array.from({ length: sizes[m + 1] }, random);",
    "const b = Array.from({ length: sizes[m + 1] }, () => 0);",
    "multi-start",
    "biases-not-drawn",
  ],
  [
    "H for its inverse",
    "newton.ts",
    "const s = solve(H, g);",
    "solve(H, g);\n  const s = H.map((row) => row.reduce((t, h, j) => t + h * g[j], 0));",
    "newton",
    "hessian-not-inverted",
  ],
  ["Newton uphill", "newton.ts", "wi - alpha * s[i]", "wi + alpha * s[i]", "newton", "newton-sign"],
  [
    "saddles taken",
    "newton.ts",
    "else if (sum > roundingFraction * Math.abs(H[j][j])) L[j][j] = Math.sqrt(sum);",
    "else if (sum < 1e9) L[j][j] = Math.sqrt(Math.abs(sum)) + 1e-9;",
    "newton",
    "indefinite-hessian-accepted",
  ],
  ["another error", "newton.ts", "throw new RangeError(", "throw new Error(", "newton", "wrong-error"],
  [
    "an error class of one's own",
    "newton.ts",
    "throw new RangeError(",
    "throw new (class extends RangeError {})(",
    "newton",
    "wrong-error",
  ],
  [
    "no search at all",
    "minimize.ts",
    "export function minimize(",
    "export function minimize(_f: Objective, _g: ObjectiveGradient, w0: Vector): Vector {\n  return [...w0];\n}\nfunction other(",
    "minimize",
    "starting-point-returned",
  ],
  [
    "a search cut short",
    "minimize.ts",
    "export function minimize(",
    "export function minimize(_f: Objective, grad: ObjectiveGradient, w0: Vector): Vector {\n  let w = [...w0];\n  for (let k = 0; k < 50; k++) {\n    const g = grad(w);\n    w = w.map((v, i) => v - 1e-4 * g[i]);\n  }\n  return w;\n}\nfunction other(",
    "minimize",
    "not-converged",
  ],
  [
    "calls not counted",
    "minimize.ts",
    "export function minimize(",
    "export function minimize(_f: Objective, grad: ObjectiveGradient, w0: Vector): Vector {\n  for (;;) grad([...w0]);\n}\nfunction other(",
    "minimize",
    "evaluations-exceeded",
  ],
  [
    "a transposed gradient",
    "backpropagation.ts",
    "  return G;\n}",
    "  return G.map(({ W, b }) => ({ W: W[0].map((_, j) => W.map((row) => row[j])), b }));\n}",
    "gradient",
    "gradient-transposed",
  ],
];

describe("a mistake is named", () => {
  test.each(mistakes)("%s", async (_name, file, from, to, kind, code) => {
    const project = only(folder.project, [kind]);
    const exercises = kind === "gradient" ? project.exercises.filter(({ id }) => id === "ex2") : project.exercises;
    const report = await gradeWith(tools, { ...project, exercises }, patched(folder.solution, file, from, to));
    const failed = checksOf(report).filter(({ verdict }) => verdict !== "accepted");
    expect(failed.length).toBeGreaterThan(0);
    for (const check of failed) expect(check.diagnoses[0]?.code).toBe(code);
  });
});

describe("a check that only suffers carries the other export's mistake", () => {
  test.each([
    [
      "gradient",
      "backpropagation.ts",
      "const scale = 1 / (entropy ? X.length : X.length * D[0].length);",
      "const scale = 1;",
      "missing-mean",
    ],
    [
      "gradient",
      "backpropagation.ts",
      "  return G;\n}",
      "  return G.map(({ W, b }) => ({ W: W[0].map((_, j) => W.map((row) => row[j])), b }));\n}",
      "gradient-transposed",
    ],
    ["loss", "loss.ts", "return sum /", "return 0.5 * sum /", "half-squared-error"],
    ["momentum", "update-rules.ts", "beta * vi + g[i]", "beta * vi + (1 - beta) * g[i]", "momentum-damped"],
  ] as [ExerciseKind, string, string, string, string][])("%s: %s", async (kind, file, from, to, code) => {
    const project = only(folder.project, [kind, "train", "multi-start"]);
    const report = await gradeWith(tools, project, patched(folder.solution, file, from, to));
    const suffering = checksOf(report).filter(
      (check) => (check.kind === "train" || check.kind === "multi-start") && check.verdict !== "accepted",
    );
    expect(suffering.length).toBeGreaterThan(1);
    for (const check of suffering) expect(check.diagnoses[0]).toMatchObject({ code, export: kind });
    expect(suffering.some((check) => check.convergence?.firstDivergence !== null)).toBe(true);
  });
});

describe("flags are evidence for a person, and cost no points", () => {
  const central = `import { loss } from "./loss.ts";
import { flatten, unflatten } from "./parameters.ts";
export function gradient(net: Network, X: Matrix, D: Matrix): Gradient {
  const w = flatten(net);
  const at = (i: number, h: number) => loss(unflatten(net, w.map((wi, k) => (k === i ? wi + h : wi))), X, D);
  const g = w.map((_, i) => (at(i, 1e-5) - at(i, -1e-5)) / 2e-5);
  return unflatten(net, g).map(({ W, b }) => ({ W, b }));
}
function other(`;

  test("central differences are right, and flagged by their error, their calls and their digits", async () => {
    const files = patched(folder.solution, "backpropagation.ts", "export function gradient(", central);
    const report = await gradeWith(tools, only(folder.project, ["gradient"], "public"), files);
    expect(report.score).toBe(report.maxScore);
    for (const { flags } of checksOf(report)) {
      expect(flags.map(({ code }) => code)).toEqual(["numerical-differentiation"]);
      expect(flags[0]!.evidence).toMatch(/relative error.*calls of Math.*targets/s);
    }
  });

  test("single precision is right, and flagged", async () => {
    const files = patched(folder.solution, "loss.ts", "return sum /", "return Math.fround(1) * Math.fround(sum /").map(
      (file) =>
        file.path === "loss.ts" ? { ...file, text: file.text.replace("D[0].length);", "D[0].length));") } : file,
    );
    const report = await gradeWith(tools, only(folder.project, ["loss"], "public"), files);
    expect(report.score).toBe(report.maxScore);
    expect(checksOf(report)[0]!.flags.map(({ code }) => code)).toEqual(["single-precision"]);
  });

  test("one memorised answer is wrong, and flagged", async () => {
    const memory =
      "let kept: Gradient | undefined;\nexport function gradient(net: Network, X: Matrix, D: Matrix): Gradient {\n  kept ??= other(net, X, D);\n  return kept;\n}\nfunction other(";
    const files = patched(folder.solution, "backpropagation.ts", "export function gradient(", memory);
    const project = only(folder.project, ["gradient"], "public");
    const [check] = checksOf(await gradeWith(tools, { ...project, exercises: project.exercises.slice(0, 1) }, files));
    expect(check).toMatchObject({ verdict: "wrong_answer", flags: [{ code: "hard-coded-output" }] });
  });
});
