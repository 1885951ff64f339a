/**
 * node test/bench/sandbox.ts [ROUNDS]
 * What the wall costs: the same training inside and in bare Node, a short check against one `node solution.mjs`, the start of
 * a spare, and the memory of a pool at rest. Tables in Markdown. Both sides of a ratio are taken in turns in the same run.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createSandbox } from "../../grader/sandbox/host.ts";
import { openWorkshop, prepareSharedRoot } from "../../grader/sandbox/launch.ts";
import { startSpare } from "../../grader/sandbox/spare.ts";
import type { Call, Limits, Program } from "../../grader/sandbox/types.ts";
import { cpuMs } from "../../grader/sandbox/watch.ts";

const rounds = Number(process.argv[2] ?? 9);
const limits: Limits = { cpuMs: 30_000, wallMs: 120_000, memoryMiB: 256, outputBytes: 64 * 1024 };

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], q: number) => sorted(values)[Math.floor((values.length - 1) * q)]!;
const median = (values: readonly number[]) => quantile(values, 0.5);
const row = (...cells: (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? cell.toPrecision(3) : cell)).join(" | ")} |`);

/** a 16-32-4 network on 200 examples, plain loops over arrays of rows as students write them */
const training = `
export function train(epochs) {
  let seed = 1;
  const random = () => ((seed = (seed * 48271) % 2147483647) / 2147483647) * 2 - 1;
  const matrix = (r, c) => Array.from({ length: r }, () => Array.from({ length: c }, random));
  const X = matrix(200, 16), D = matrix(200, 4), W1 = matrix(32, 16), W2 = matrix(4, 32);
  let J = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    J = 0;
    for (let n = 0; n < X.length; n++) {
      const x = X[n], h = [], y = [], back = new Array(32).fill(0);
      for (let i = 0; i < 32; i++) { let s = 0; for (let j = 0; j < 16; j++) s += W1[i][j] * x[j]; h.push(Math.tanh(s)); }
      for (let i = 0; i < 4; i++) { let s = 0; for (let j = 0; j < 32; j++) s += W2[i][j] * h[j]; y.push(s); }
      for (let i = 0; i < 4; i++) {
        const e = y[i] - D[n][i];
        J += e * e;
        for (let j = 0; j < 32; j++) { back[j] += e * W2[i][j]; W2[i][j] -= 1e-4 * e * h[j]; }
      }
      for (let i = 0; i < 32; i++) { const d = back[i] * (1 - h[i] * h[i]); for (let j = 0; j < 16; j++) W1[i][j] -= 1e-4 * d * x[j]; }
    }
  }
  return J;
}
`;
const short = `
export function loss(net, X, D) {
  let sum = 0;
  for (let n = 0; n < X.length; n++) {
    let y = X[n];
    for (const { W, b, f } of net)
      y = W.map((row, i) => { const u = row.reduce((s, w, j) => s + w * y[j], b[i]); return f === "tanh" ? Math.tanh(u) : u; });
    for (let j = 0; j < y.length; j++) sum += (D[n][j] - y[j]) ** 2;
  }
  return sum / (X.length * D[0].length);
}
`;
const program = (code: string): Program => ({ code, sourceMap: "{}" });
const EPOCHS = 4_200;
const trainCall: Call = { export: "train", args: [{ value: EPOCHS }], shape: "number" };
const net = [
  {
    W: [
      [0.5, -0.5],
      [0.25, 1],
    ],
    b: [0.1, 0.2],
    f: "tanh",
  },
  { W: [[1, -1]], b: [0], f: "linear" },
];
const shortArguments = [
  net,
  [
    [1, 2],
    [3, 4],
  ],
  [[0.5], [0.25]],
];
const shortCall: Call = { export: "loss", args: shortArguments.map((value) => ({ value })), shape: "number" };

const folder = mkdtempSync(join(tmpdir(), "nabla-bench-sandbox-"));
const bareTraining = join(folder, "train.mjs");
writeFileSync(
  bareTraining,
  `${training}
   const before = process.cpuUsage(), began = performance.now();
   const J = train(${EPOCHS});
   const { user, system } = process.cpuUsage(before);
   console.log(JSON.stringify({ J, cpuMs: (user + system) / 1000, wallMs: performance.now() - began }));`,
);
const bareShort = join(folder, "solution.mjs");
writeFileSync(bareShort, `${short}\nconsole.log(loss(...${JSON.stringify(shortArguments)}));`);

const began = performance.now();
const sandbox = await createSandbox();
const bootMs = performance.now() - began;
console.log(
  `Node ${process.version}, ${availableParallelism()} processors, level ${sandbox.level}, load ${loadavg()[0]!.toFixed(1)}; ${rounds} rounds, medians\n`,
);

/** PSS in MiB of the processes below us: what the pool costs, shared pages counted once */
function poolMemory(): { boxes: number; mebibytes: number } {
  const pss = (pid: string) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  let mebibytes = 0;
  let boxes = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (!command.includes(`nabla-box-${process.pid}-`)) continue;
      mebibytes += pss(pid);
      if (command.startsWith(process.execPath)) boxes++;
    } catch {
      // ended meanwhile
    }
  }
  return { boxes, mebibytes };
}

async function settle(): Promise<void> {
  await wait(800);
}

try {
  await settle();
  const rest = poolMemory();

  const inside: { cpu: number[]; wall: number[] } = { cpu: [], wall: [] };
  const outside: { cpu: number[]; wall: number[] } = { cpu: [], wall: [] };
  for (let i = 0; i < rounds; i++) {
    const session = await sandbox.open(program(training), limits);
    const at = performance.now();
    const cpuBefore = session.usage().cpuMs;
    const outcome = await session.call(trainCall);
    inside.wall.push(performance.now() - at);
    inside.cpu.push(session.usage().cpuMs - cpuBefore);
    await session.close();
    const bare = spawnSync(process.execPath, [bareTraining], { encoding: "utf8" });
    const said = JSON.parse(bare.stdout) as { J: number; cpuMs: number; wallMs: number };
    if (outcome.status !== "returned" || outcome.values[0] !== said.J) throw new Error("not the same number");
    outside.cpu.push(said.cpuMs);
    outside.wall.push(said.wallMs);
  }

  const warm: number[] = [];
  const bareNode: number[] = [];
  for (let i = 0; i < 4 * rounds; i++) {
    await wait(250);
    const at = performance.now();
    const session = await sandbox.open(program(short), limits);
    const outcome = await session.call(shortCall);
    const value = outcome.status === "returned" ? outcome.values[0] : undefined;
    await session.close();
    warm.push(performance.now() - at);
    await wait(100);
    const bareAt = performance.now();
    const text = await new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [bareShort], { stdio: ["ignore", "pipe", "inherit"] });
      let out = "";
      child.stdout.on("data", (chunk) => {
        out += chunk;
      });
      child.on("close", () => resolve(out));
    });
    bareNode.push(performance.now() - bareAt);
    if (Number(text) !== value) throw new Error("not the same number");
  }

  await settle();
  const series = 32;
  const seriesAt = performance.now();
  for (let i = 0; i < series; i++) {
    const session = await sandbox.open(program(short), limits);
    await session.call(shortCall);
    await session.close();
  }
  const perCheck = (performance.now() - seriesAt) / series;

  const workshop = openWorkshop();
  const startCpu: number[] = [];
  const startWall: number[] = [];
  const walls = process.getuid?.() === 0 ? "shared-root" : "user-namespace";
  try {
    if (walls === "shared-root") await prepareSharedRoot(workshop);
    for (let i = 0; i < 2 * rounds; i++) {
      const at = performance.now();
      const spare = await startSpare(workshop, walls, 256);
      startWall.push(performance.now() - at);
      startCpu.push(cpuMs(spare.pid)!);
      spare.box.stop();
      await spare.box.ended;
    }
  } finally {
    workshop.remove();
  }

  row("what", "inside", "bare Node", "ratio");
  row("---", "---:", "---:", "---:");
  const pairs = (a: number[], b: number[]) => median(a.map((value, i) => value / b[i]!));
  row("training, CPU ms", median(inside.cpu), median(outside.cpu), pairs(inside.cpu, outside.cpu));
  row("training, wall ms", median(inside.wall), median(outside.wall), pairs(inside.wall, outside.wall));
  row("short check, warm worker, ms", median(warm), median(bareNode), median(warm) / median(bareNode));
  row(
    "short check, 90th percentile, ms",
    quantile(warm, 0.9),
    quantile(bareNode, 0.9),
    quantile(warm, 0.9) / quantile(bareNode, 0.9),
  );
  row(`${series} short checks without a pause, ms each`, perCheck, median(bareNode), perCheck / median(bareNode));
  console.log();
  row("what", "figure");
  row("---", "---:");
  row("start of a spare, CPU ms", median(startCpu));
  row("start of a spare, wall ms", median(startWall));
  row("start of a sandbox (canary included), ms", bootMs);
  row("spares at rest", rest.boxes);
  row("PSS of a spare at rest, MiB", rest.mebibytes / Math.max(1, rest.boxes));
} finally {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
