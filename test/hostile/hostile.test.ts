import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../grader/compile/compiler.ts";
import type { Compiler } from "../../grader/compile/types.ts";
import { readZip } from "../../grader/intake/hand-in.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import type { Call, Failure, Limits, Program, Sandbox, Shape } from "../../grader/sandbox/types.ts";
import { boxProcesses, unmarked } from "./aftermath.ts";
import { archives } from "./archives.ts";
import { escapes, readPrograms } from "./programs.ts";

const limits: Limits = { cpuMs: 800, wallMs: 4_000, memoryMiB: 256, outputBytes: 64 * 1024 };
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
/** failures that some limit or wall is behind: an operator must be able to read which */
const stopped = new Set<Failure["status"]>([
  "time_limit",
  "memory_limit",
  "output_limit",
  "security_violation",
  "runtime_error",
]);

const programs = readPrograms();
let compiler: Compiler;
let sandbox: Sandbox;
let honestProgram: Program;
const before = { descriptors: 0, resident: 0, mounts: "" };
const mountsOfBoxes = () => unmarked(readFileSync("/proc/self/mountinfo", "utf8"));

beforeAll(async () => {
  before.mounts = mountsOfBoxes();
  compiler = createCompiler();
  sandbox = await createSandbox({ allowLevelC: true, memoryMiB: limits.memoryMiB });
  const compiled = await compiler.compile([{ path: "solution.ts", text: honest }]);
  if (!compiled.ok) throw new Error("the honest program does not compile");
  honestProgram = compiled.program;
  before.resident = process.memoryUsage().rss;
  // with the spares' pipes, which are closed at the end
  before.descriptors = readdirSync("/proc/self/fd").length;
});

afterAll(async () => {
  await compiler?.close();
  await sandbox?.close();
  // the aftermath of all of them: nothing is left, and the grader itself has not grown
  expect(boxProcesses()).toEqual([]);
  expect(mountsOfBoxes()).toBe(before.mounts);
  const ours = new RegExp(`^nabla-(box|compile)-${process.pid}-|^nabla-hostile`);
  expect(readdirSync(tmpdir()).filter((name) => ours.test(name))).toEqual([]);
  expect(existsSync("/tmp/nabla-hostile")).toBe(false);
  expect(readdirSync("/proc/self/fd").length).toBeLessThanOrEqual(before.descriptors);
  globalThis.gc?.();
  expect((process.memoryUsage().rss - before.resident) / 2 ** 20).toBeLessThan(200);
});

async function run(program: Program, shape: string) {
  const session = await sandbox.open(program, limits);
  try {
    const outcome = await session.call(callOf(shape));
    return { outcome, usage: session.usage() };
  } finally {
    await session.close();
  }
}

function expectToBeTold(failure: Failure): void {
  const { en, "pt-BR": portuguese } = failure.explanation;
  for (const text of [en, portuguese]) {
    expect(text.length).toBeGreaterThan(10);
    expect(text.length).toBeLessThan(2_000);
  }
  // which place or call it was, in both languages
  expect(en).toMatch(/loss|loaded/);
  expect(portuguese).toMatch(/loss|carregado|carregar/);
  if (stopped.has(failure.status)) expect(failure.limiter?.layer, failure.status).toBeDefined();
}

test("there are as many as the design asks for", () => {
  const odd = programs.filter(({ name }) => name.startsWith("odd-"));
  expect(programs.length - odd.length + archives.length).toBeGreaterThanOrEqual(120);
  expect(odd.length).toBeGreaterThanOrEqual(20);
  for (const family of ["cpu", "memory", "process", "files", "network", "forge", "engine", "compile", "encoding"])
    expect(programs.filter(({ name }) => name.startsWith(`${family}-`)).length, family).toBeGreaterThan(3);
});

describe.concurrent("hostile and odd programs", () => {
  for (const program of programs) {
    test(`${program.name}: ${program.about}`, async () => {
      const compiled = await compiler.compile([{ path: "solution.ts", text: program.text }]);
      if (!compiled.ok) {
        const said = compiled.messages.map((message) => message.text).join("\n");
        for (const secret of escapes) expect(said).not.toContain(secret);
        expect(program.expected, JSON.stringify(compiled.messages[0])).toContain("compile_error");
        expect(compiled.messages.length).toBeGreaterThan(0);
        expect(JSON.stringify(compiled.messages).length).toBeLessThan(200_000);
        return;
      }
      const { outcome, usage } = await run(compiled.program, program.shape);
      expect(program.expected, JSON.stringify(outcome)).toContain(outcome.status);
      if (outcome.status === "returned") expect([...outcome.values]).toEqual(program.values);
      else {
        expectToBeTold(outcome);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        if (program.tags.has("clean")) expect(JSON.stringify(outcome)).not.toMatch(/[\u0000-\u001f\u202e]/);
        if (program.tags.has("frozen-write")) expect(outcome.frozenWrite).toBe(true);
        if (program.tags.has("not-range-error")) expect(outcome.error?.isRangeErrorItself).toBe(false);
      }
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is printed is shown to people
      expect(usage.output).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028\u202e]/);
      expect(usage.peakMemoryMiB).toBeLessThan(limits.memoryMiB * 2);
      expect(usage.cpuMs).toBeLessThan(limits.cpuMs * 2);
      expect(usage.output.length).toBeLessThanOrEqual(limits.outputBytes * 6);

      // the next honest run is graded as ever
      const after = await run(honestProgram, "number");
      expect(after.outcome).toEqual({ status: "returned", values: Float64Array.of(3) });
    });
  }
});

describe("hostile archives and encodings", () => {
  for (const { name, about, bytes, expected } of archives) {
    test(`${name}: ${about}`, { timeout: 20_000 }, async () => {
      const archive = bytes();
      const handIn = await readZip(archive);
      expect(handIn.ok ? "taken" : "rejected", JSON.stringify(handIn.messages)).toBe(expected);
      for (const { text, localised } of handIn.messages) {
        expect(text).not.toBe("");
        expect(localised?.["pt-BR"]).toBeTruthy();
      }
      if (handIn.ok) expect(handIn.files.every(({ path }) => !/^\/|\.\.|\\/.test(path))).toBe(true);
      else expect(handIn.messages.length).toBeGreaterThan(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: names are shown to people
      expect(JSON.stringify(handIn.messages)).not.toMatch(/[\u0000-\u001f\u202e]/);
    });
  }
});
