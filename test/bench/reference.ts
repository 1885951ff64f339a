/**
 * node test/bench/reference.ts [BACKEND ...]
 * What TensorFlow.js costs on each backend against the float64 oracle, as a table in Markdown. All figures of one run are
 * from the same machine and moment: read the ratios, not the milliseconds. Backends that cannot start are named as such.
 */
import { performance } from "node:perf_hooks";
import type { Activation, Matrix, Network } from "../../grader/contract.ts";
import { gradient } from "../../grader/oracle/gradient.ts";
import { hessian } from "../../grader/oracle/hessian.ts";
import { seededRandom } from "../../grader/random.ts";
import { createReference } from "../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../grader/reference/types.ts";
import { disagreement } from "../grader/reference/disagreements.ts";
import { cases } from "../grader/reference/families.ts";

type Backend = ReferenceEngine["backend"];
const backends = (process.argv.length > 2 ? process.argv.slice(2) : ["cpu", "wasm", "webgl", "webgpu"]) as Backend[];

const random = seededRandom("reference bench");
function problem(sizes: number[], f: Activation, examples: number): { net: Network; X: Matrix; D: Matrix } {
  const rows = (n: number, columns: number): Matrix =>
    Array.from({ length: n }, () => Array.from({ length: columns }, () => random.normal()));
  const net = sizes.slice(1).map((nodes, m) => ({
    W: rows(nodes, sizes[m]!),
    b: rows(1, nodes)[0]!,
    f: m === sizes.length - 2 ? ("linear" as const) : f,
  }));
  return { net, X: rows(examples, sizes[0]!), D: rows(examples, sizes.at(-1)!) };
}

const problems = {
  "2-3-1, N = 4": problem([2, 3, 1], "logistic", 4),
  "2-8-8-1, N = 64": problem([2, 8, 8, 1], "tanh", 64),
  "4-20-20-3, N = 150": problem([4, 20, 20, 3], "relu", 150),
  "2-64-64-1, N = 256": problem([2, 64, 64, 1], "tanh", 256),
};

/** Median of at least 5 repetitions and about 0.5 s, in milliseconds, after a first one that compiles and allocates. */
async function milliseconds(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  const end = performance.now() + 500;
  while (times.length < 5 || (performance.now() < end && times.length < 2000)) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

const figure = (v: number) => (v >= 100 ? v.toFixed(0) : v.toPrecision(3));
const row = (cells: (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? figure(cell) : cell)).join(" | ")} |`);
function head(cells: string[]): void {
  row(cells);
  row(cells.map(() => "---"));
}

const engines: ReferenceEngine[] = [];
console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
head(["backend", "device", "start, ms"]);
for (const backend of backends) {
  const start = performance.now();
  try {
    const engine = await createReference(backend, { chromePath: process.env.CHROME_PATH });
    engines.push(engine);
    row([backend, engine.adapter ?? "this process", performance.now() - start]);
  } catch (error) {
    row([backend, `not available: ${error instanceof Error ? error.message : error}`, ""]);
  }
}

console.log("\nLargest |value - oracle| in units of its float32 tolerance, over 14 networks: above 1 is a dispute\n");
const questions = ["u", "y", "J", "gradient", "hessian"];
head(["backend", ...questions]);
for (const engine of engines) {
  const worst = questions.map(() => 0);
  for (const probe of cases) {
    const excess = await disagreement(engine, probe);
    for (const [i, question] of questions.entries()) worst[i] = Math.max(worst[i]!, excess[question]!);
  }
  row([engine.backend, ...worst]);
}

console.log("\nOne gradient, read-back included, ms (times the oracle's)\n");
head(["network", "oracle", ...engines.map((engine) => engine.backend)]);
for (const [name, { net, X, D }] of Object.entries(problems)) {
  const own = await milliseconds(() => gradient(net, X, D));
  const cells = [];
  for (const engine of engines) {
    const time = await milliseconds(() => engine.gradient(net, X, D));
    cells.push(`${figure(time)} (${figure(time / own)})`);
  }
  row([name, own, ...cells]);
}

console.log("\nOne Hessian, ms (times the oracle's)\n");
head(["network", "oracle", ...engines.map((engine) => engine.backend)]);
for (const [name, { net, X, D }] of Object.entries(problems).slice(0, 2)) {
  const own = await milliseconds(() => hessian(net, X, D));
  const cells = [];
  for (const engine of engines) {
    const time = await milliseconds(() => engine.hessian(net, X, D));
    cells.push(`${figure(time)} (${figure(time / own)})`);
  }
  row([name, own, ...cells]);
}

const starts = 256;
const epochs = 10;
console.log(`\nMulti-start: ${starts} networks 2-8-8-1, N = 64, ${epochs} epochs of Adam on the full batch, ms\n`);
head(["backend", "one batched tensor", "one by one (estimated from 8)", "ratio"]);
const { X, D } = problems["2-8-8-1, N = 64"];
const nets = Array.from({ length: starts }, () => problem([2, 8, 8, 1], "tanh", 1).net);
const options = {
  method: "adam" as const,
  alpha: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  epochs: Array.from({ length: epochs }, () => [X.map((_, n) => n)]),
};
for (const engine of engines) {
  const batched = await milliseconds(() => engine.trainMany(nets, X, D, options));
  const few = nets.slice(0, 8);
  const alone = await milliseconds(async () => {
    for (const net of few) await engine.train(net, X, D, options);
  });
  const oneByOne = (alone / few.length) * starts;
  row([engine.backend, batched, oneByOne, oneByOne / batched]);
}
await Promise.all(engines.map((engine) => engine.close()));
