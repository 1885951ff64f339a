import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../grader/compile/compiler.ts";
import type { Compiler } from "../../grader/compile/types.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import type { Call, Limits, Program, Sandbox, Shape } from "../../grader/sandbox/types.ts";
import { readPrograms } from "./programs.ts";

const limits: Limits = { cpuMs: 1_500, wallMs: 6_000, memoryMiB: 256, outputBytes: 64 * 1024 };
const shapes: Record<string, Shape> = {
  number: "number",
  vector: { vector: 2 },
  record: { record: { value: "number" } },
};
const callOf = (shape: string): Call => ({
  export: "loss",
  args: [{ value: [{ W: [[0.5, -0.5]], b: [0.1], f: "tanh" }] }, { value: [[1, 2]] }, { value: [[0.5]] }],
  shape: shapes[shape]!,
});
const honest = "export function loss(_: unknown, X: number[][]): number { return X[0]![0]! + X[0]![1]!; }\n";

let compiler: Compiler;
let sandbox: Sandbox;
let honestProgram: Program;

beforeAll(async () => {
  compiler = createCompiler();
  sandbox = await createSandbox({ allowLevelC: true, memoryMiB: limits.memoryMiB, spares: 1 });
  const compiled = await compiler.compile([{ path: "solution.ts", text: honest }]);
  if (!compiled.ok) throw new Error("the honest program does not compile");
  honestProgram = compiled.program;
});

afterAll(async () => {
  await compiler?.close();
  await sandbox?.close();
  expect(boxProcesses()).toEqual([]);
});

/** processes of this test run's boxes: children of ours that run a box's program */
function boxProcesses(): string[] {
  const found: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, "utf8");
      const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (parent === process.pid && command.includes("nabla-box-")) found.push(`${pid} ${command}`);
    } catch {
      // ended meanwhile
    }
  }
  return found;
}

async function run(program: Program, shape: string) {
  const session = await sandbox.open(program, limits);
  try {
    const outcome = await session.call(callOf(shape));
    return { outcome, usage: session.usage() };
  } finally {
    await session.close();
  }
}

describe("hostile and odd programs", () => {
  for (const program of readPrograms()) {
    test(`${program.name}: ${program.about}`, async () => {
      const descriptors = readdirSync("/proc/self/fd").length;
      const compiled = await compiler.compile([{ path: "solution.ts", text: program.text }]);
      if (!compiled.ok) {
        expect(compiled.messages.map((message) => message.text).join("\n")).not.toContain("root:");
        expect("compile_error", JSON.stringify(compiled.messages[0])).toBe(program.expected[0]);
        expect(compiled.messages.length).toBeGreaterThan(0);
        return;
      }
      const { outcome, usage } = await run(compiled.program, program.shape);
      expect(program.expected, JSON.stringify(outcome)).toContain(outcome.status);
      if (outcome.status === "returned") expect([...outcome.values]).toEqual(program.values);
      else {
        expect(outcome.explanation.en).not.toBe("");
        expect(outcome.explanation["pt-BR"]).not.toBe("");
        expect(outcome.explanation.en.length).toBeLessThan(2_000);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        if (program.tags.has("clean")) expect(JSON.stringify(outcome)).not.toMatch(/[\u0000-\u001f\u202e]/);
        if (program.tags.has("frozen-write")) expect(outcome.frozenWrite).toBe(true);
        if (program.tags.has("not-range-error")) expect(outcome.error?.isRangeErrorItself).toBe(false);
      }
      expect(usage.peakMemoryMiB).toBeLessThan(limits.memoryMiB * 2);
      expect(usage.cpuMs).toBeLessThan(limits.cpuMs * 2);
      expect(usage.output.length).toBeLessThanOrEqual(limits.outputBytes * 6);

      // the aftermath: the next honest run is graded as ever, and nothing is left open
      const after = await run(honestProgram, "number");
      expect(after.outcome).toEqual({ status: "returned", values: Float64Array.of(3) });
      expect(readdirSync("/proc/self/fd").length).toBeLessThanOrEqual(descriptors + 24);
    });
  }
});
