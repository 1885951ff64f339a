import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { budgetOf } from "../../grader/budget.ts";
import { createCompiler } from "../../grader/compile/compiler.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import type { Call, Limits, Program, Sandbox, Shape } from "../../grader/sandbox/types.ts";
import { readPrograms } from "./programs.ts";

const limits: Limits = { cpuMs: 400, wallMs: 2_500, memoryMiB: 256, outputBytes: 64 * 1024 };
/** for the busy loops as well: whatever happens to this test, they end */
const AT_MOST_SECONDS = 40;

/** one of every verdict, and honest ones of which some need a good part of the limits */
const sample = [
  "cpu-endless-loop",
  "cpu-message-of-the-error",
  "memory-heap",
  "memory-one-buffer",
  "output-flood",
  "wait-atomics",
  "recursion-endless",
  "forge-async",
  "forge-index-getter",
  "mutate-argument",
  "throw-unhandled-rejection",
  "missing",
  "odd-top-level-await",
  "odd-deep-recursion",
  "odd-console-under-the-cap",
  "odd-memory-below-the-limit",
  "odd-typed-arrays",
];
const shapes: Record<string, Shape> = { number: "number", vector: { vector: 2 } };

let sandbox: Sandbox;
const programs: { name: string; program: Program; call: Call }[] = [];
const busy: ChildProcess[] = [];

beforeAll(async () => {
  const compiler = createCompiler();
  sandbox = await createSandbox({ allowLevelC: true, memoryMiB: limits.memoryMiB });
  const all = new Map(readPrograms().map((program) => [program.name, program]));
  for (const name of sample) {
    const { text, shape } = all.get(name)!;
    const compiled = await compiler.compile([{ path: "solution.ts", text }]);
    if (!compiled.ok) throw new Error(name);
    const args = [{ value: [{ W: [[0.5, -0.5]], b: [0.1], f: "tanh" }] }, { value: [[1, 2]] }, { value: [[0.5]] }];
    programs.push({ name, program: compiled.program, call: { export: "loss", args, shape: shapes[shape]! } });
  }
  await compiler.close();
});

afterAll(async () => {
  for (const child of busy) child.kill("SIGKILL");
  await sandbox?.close();
});

async function verdicts(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const waiting = [...programs];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const session = await sandbox.open(next.program, limits);
      const outcome = await session.call(next.call);
      found[next.name] = outcome.status === "returned" ? `returned ${outcome.values.join(" ")}` : outcome.status;
      await session.close();
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return found;
}

const overload = () => {
  for (let i = 0; i < 5 * availableParallelism(); i++)
    busy.push(
      spawn(process.execPath, ["-e", `const end = Date.now() + ${AT_MOST_SECONDS * 1000}; while (Date.now() < end);`], {
        stdio: "ignore",
        // a session of its own: the kernel shares the cores between sessions first, and all of them in one would weigh as much as one
        detached: true,
      }),
    );
};

test("the verdicts are the same on an idle machine and on one that is overloaded five times", async () => {
  const idle = await verdicts();
  overload();
  const overloaded = await verdicts();
  expect(overloaded).toEqual(idle);
  expect(idle["cpu-endless-loop"]).toBe("time_limit");
  expect(idle["odd-memory-below-the-limit"]).toBe("returned 7");
});

test("a submission's budget is charged what its programs took, not what others kept them waiting", async () => {
  const endless = programs.find(({ name }) => name === "cpu-endless-loop")!;
  if (busy.length === 0) overload();
  const budget = budgetOf(60, sandbox);
  const began = performance.now();
  const session = await budget.sandbox.open(endless.program, { ...limits, wallMs: 20_000 });
  expect((await session.call(endless.call)).status).toBe("time_limit");
  await session.close();
  const charged = 54_000 - budget.remainingMs();
  expect(performance.now() - began).toBeGreaterThan(2 * limits.cpuMs);
  expect(charged).toBeGreaterThanOrEqual(limits.cpuMs);
  expect(charged).toBeLessThan(2 * limits.cpuMs);
});

test("nor what the grader itself was busy with while an answer lay there", async () => {
  const honest = programs.find(({ name }) => name === "odd-typed-arrays")!;
  const budget = budgetOf(60, sandbox);
  const session = await budget.sandbox.open(honest.program, { ...limits, wallMs: 20_000 });
  const before = budget.remainingMs();
  const busyMs = 50;
  const calls = 20;
  for (let k = 0; k < calls; k++) {
    const answer = session.call(honest.call);
    setImmediate(() => {
      const end = performance.now() + busyMs;
      while (performance.now() < end);
    });
    expect((await answer).status).toBe("returned");
  }
  await session.close();
  expect(before - budget.remainingMs()).toBeLessThan((calls * busyMs) / 4);
});
