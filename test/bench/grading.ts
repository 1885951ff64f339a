/**
 * node test/bench/grading.ts
 * Where the time of one grading goes, what the oracle and its bounds cost per case, and how both grow with the network and the
 * examples; tables in Markdown. All figures of one run are from the same machine and moment: read shares and exponents.
 */
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createCompiler } from "../../grader/compile/compiler.ts";
import type { Activation, Matrix, Network } from "../../grader/contract.ts";
import { diagnoseNetwork } from "../../grader/diagnose/network.ts";
import { boundsOf } from "../../grader/exercises/bounds.ts";
import { gradientLayout } from "../../grader/exercises/layout.ts";
import { poseMultiStartCheck } from "../../grader/exercises/multi-start-cases.ts";
import { poseNetworkCheck } from "../../grader/exercises/network.ts";
import { poseTrainCheck } from "../../grader/exercises/train-cases.ts";
import { grade, type Tools } from "../../grader/grade.ts";
import { forward } from "../../grader/oracle/forward.ts";
import { gradient } from "../../grader/oracle/gradient.ts";
import { hessian } from "../../grader/oracle/hessian.ts";
import { flatten, parameterCount } from "../../grader/oracle/parameters.ts";
import { train } from "../../grader/oracle/train.ts";
import type { Check } from "../../grader/project.ts";
import { loadProject } from "../../grader/project-folder.ts";
import { seededRandom } from "../../grader/random.ts";
import { cachedReference } from "../../grader/reference/cached.ts";
import { createReference } from "../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../grader/reference/types.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import type { Sandbox } from "../../grader/sandbox/types.ts";

const projectFolder = fileURLToPath(new URL("../../courses/t320/projects/project-2", import.meta.url));
const loaded = await loadProject(projectFolder);
if (!loaded.ok) throw new Error(loaded.messages.map(({ text }) => text).join("\n"));
const { project, solution } = loaded.folder;
const checks = project.exercises.flatMap((exercise) => exercise.checks);

const figure = (v: number) => (v >= 100 ? v.toFixed(0) : v.toPrecision(3));
const row = (cells: readonly (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? figure(cell) : cell)).join(" | ")} |`);
function table(cells: readonly string[]): void {
  console.log();
  row(cells);
  row(cells.map((_, k) => (k === 0 ? "---" : "---:")));
}

/** Milliseconds by name; what is timed inside something else is not counted twice by whoever adds them up. */
class Stopwatch {
  readonly spent = new Map<string, number>();

  add(name: string, milliseconds: number): void {
    this.spent.set(name, (this.spent.get(name) ?? 0) + milliseconds);
  }

  async around<T>(name: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.add(name, performance.now() - began);
    }
  }
}

function timedSandbox(inner: Sandbox, watch: Stopwatch): Sandbox {
  return {
    level: inner.level,
    close: () => inner.close(),
    open: async (program, limits) => {
      const session = await watch.around("box: opening", () => inner.open(program, limits));
      return {
        ...session,
        usage: () => session.usage(),
        close: () => watch.around("box: closing", () => session.close()),
        call: (call, objective) => watch.around("box: calls", () => session.call(call, objective)),
      };
    },
  };
}

function timedReference(inner: ReferenceEngine, watch: Stopwatch): ReferenceEngine {
  return {
    ...inner,
    forward: (...args) => watch.around("tfjs", () => inner.forward(...args)),
    loss: (...args) => watch.around("tfjs", () => inner.loss(...args)),
    gradient: (...args) => watch.around("tfjs", () => inner.gradient(...args)),
    hessian: (...args) => watch.around("tfjs", () => inner.hessian(...args)),
    train: (...args) => watch.around("tfjs", () => inner.train(...args)),
    trainMany: (...args) => watch.around("tfjs", () => inner.trainMany(...args)),
    close: () => inner.close(),
  };
}

/** Draws the cases of a check with their bounds, as judging it would. */
function pose(check: Check): number {
  const { seed } = project;
  switch (check.kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
    case "hessian":
      return poseNetworkCheck(check, seed).length;
    case "train":
      return poseTrainCheck(check, seed).length;
    case "multi-start":
      return poseMultiStartCheck(check, seed).length;
    default:
      return 0;
  }
}

console.log(`${availableParallelism()} cores, Node ${process.version}\n`);
console.log("Cases with their bounds, made once for a project and kept");
table(["check", "questions", "ms", "ms each"]);
let posing = 0;
for (const check of checks) {
  const began = performance.now();
  const questions = pose(check);
  const spent = performance.now() - began;
  posing += spent;
  if (questions > 0) row([check.id, String(questions), spent, spent / questions]);
}
row(["all", "", posing, ""]);

const engine = await createReference("cpu");
const plain: Tools = { compiler: createCompiler(), sandbox: await createSandbox(), reference: cachedReference(engine) };
const unwatched = { files: solution, project, scope: "all" as const };
await grade({ ...unwatched, tools: plain });
const rounds = 5;
const watch = new Stopwatch();
const tools: Tools = {
  compiler: {
    compile: (files, signal) => watch.around("compile", () => plain.compiler.compile(files, signal)),
    close: () => plain.compiler.close(),
  },
  sandbox: timedSandbox(plain.sandbox, watch),
  reference: timedReference(plain.reference, watch),
};
const began = performance.now();
const before = process.cpuUsage();
for (let k = 0; k < rounds; k++) await grade({ ...unwatched, tools });
const all = (performance.now() - began) / rounds;
const cpu = process.cpuUsage(before);
console.log("\nThe course's solution, graded again: mean of five, cases and TensorFlow.js already known");
table(["stage", "ms", "share"]);
let named = 0;
for (const [name, spent] of [...watch.spent].sort((a, b) => b[1] - a[1])) {
  named += spent / rounds;
  row([name, spent / rounds, `${((100 * spent) / rounds / all).toFixed(0)} %`]);
}
row(["compare, flags and the rest", all - named, `${((100 * (all - named)) / all).toFixed(0)} %`]);
row(["all", all, "100 %"]);
row(["the grader's own CPU", (cpu.user + cpu.system) / 1000 / rounds, ""]);

console.log("\nA wrong hand-in: no f' in the recursion, and a mistake that no row of the table explains");
table(["hand-in", "ms", "grader's CPU, ms"]);
const spelled = "applyDerivative(net[m - 1].f, u[m - 1], y[m - 1], backwards(net[m].W, deltas[0]))";
for (const [name, written] of [
  ["as it is", spelled],
  ["no f'", "backwards(net[m].W, deltas[0])"],
  ["unexplained", `${spelled}.map((v, i) => v * (1 + 0.3 * Math.sin(7 * v + i)))`],
] as const) {
  const files = solution.map(({ path, text }) => ({ path, text: text.replace(spelled, written) }));
  await grade({ ...unwatched, files, tools: plain });
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  await grade({ ...unwatched, files, tools: plain });
  const used = process.cpuUsage(cpuBefore);
  row([name, performance.now() - start, (used.user + used.system) / 1000]);
}
await Promise.all([plain.compiler.close(), plain.sandbox.close(), engine.close()]);

const random = seededRandom("grading bench");
function problem(hidden: number, examples: number): { net: Network; X: Matrix; D: Matrix } {
  const sizes = [4, hidden, hidden, 2];
  const rows = (n: number, columns: number, scale = 1): Matrix =>
    Array.from({ length: n }, () => Array.from({ length: columns }, () => Math.fround(scale * random.normal())));
  const net = sizes.slice(1).map((nodes, m) => ({
    W: rows(nodes, sizes[m]!, 1 / Math.sqrt(sizes[m]!)),
    b: rows(1, nodes)[0]!,
    f: (m === sizes.length - 2 ? "linear" : "tanh") as Activation,
  }));
  return { net, X: rows(examples, 4), D: rows(examples, 2) };
}

/** Fastest of a few runs, at least 50 ms of them. */
function milliseconds(work: () => unknown): number {
  work();
  let fastest = Number.POSITIVE_INFINITY;
  let total = 0;
  for (let k = 0; k < 50 && total < 200; k++) {
    const start = performance.now();
    work();
    const spent = performance.now() - start;
    total += spent;
    fastest = Math.min(fastest, spent);
  }
  return fastest;
}

type Problem = ReturnType<typeof problem>;
const stages: Record<string, (p: Problem) => unknown> = {
  forward: ({ net, X }) => X.map((x) => forward(net, x)),
  gradient: ({ net, X, D }) => gradient(net, X, D),
  "gradient with its bounds": ({ net, X, D }) =>
    boundsOf((round) => flatten(gradient(net, X, D, { round })), gradientLayout(net), ["bench"]),
  "5 epochs of Adam": ({ net, X, D }) =>
    train(net, X, D, {
      method: "adam",
      alpha: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      epochs: Array.from({ length: 5 }, () => [X.map((_, n) => n)]),
    }),
};

/** Exponents p of ms ~ size^p, from the second size to the largest: the first is mostly overhead. */
function growth(
  title: string,
  sizes: readonly number[],
  of: (size: number) => Problem,
  measure: (p: Problem) => number,
) {
  const problems = sizes.map(of);
  console.log(`\n${title}`);
  table(["stage", ...problems.map((p) => String(measure(p))), "exponent"]);
  for (const [name, work] of Object.entries(stages)) {
    const times = problems.map((p) => milliseconds(() => work(p)));
    const last = problems.length - 1;
    const exponent = Math.log(times[last]! / times[1]!) / Math.log(measure(problems[last]!) / measure(problems[1]!));
    row([name, ...times, exponent.toFixed(2)]);
  }
}

growth(
  "Milliseconds by the number of parameters, N = 10",
  [1, 6, 16, 30, 55, 95],
  (h) => problem(h, 10),
  ({ net }) => parameterCount(net),
);
growth(
  "Milliseconds by the number of examples, 4-8-8-2",
  [3, 10, 30, 100, 300, 1000],
  (N) => problem(8, N),
  ({ X }) => X.length,
);

console.log("\nMilliseconds of the exact Hessian, quadratic in its very size, N = 5");
const hessians = [2, 4, 8, 16].map((h) => problem(h, 5));
table(["parameters", ...hessians.map(({ net }) => String(parameterCount(net)))]);
row(["hessian", ...hessians.map(({ net, X, D }) => milliseconds(() => hessian(net, X, D)))]);

console.log("\nMilliseconds of naming a mistake by the number of parameters (an answer that nothing explains), N = 5");
const asked = [3, 6, 16, 30].map((h) => problem(h, 5));
table(["parameters", ...asked.map(({ net }) => String(parameterCount(net)))]);
row([
  "recogniser, unexplained",
  ...asked.map((p) => {
    const layout = gradientLayout(p.net);
    const bounds = boundsOf((round) => flatten(gradient(p.net, p.X, p.D, { round })), layout, ["bench"]);
    const student = bounds.right.map((v, i) => v * (1 + 0.3 * Math.sin(7 * i + 1)));
    const start = performance.now();
    diagnoseNetwork("gradient", [{ case: p, student, ...bounds }]);
    return performance.now() - start;
  }),
]);
