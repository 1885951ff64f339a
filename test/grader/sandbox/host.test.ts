import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSandbox } from "../../../grader/sandbox/host.ts";
import { type Limits, type Sandbox, SandboxFault } from "../../../grader/sandbox/types.ts";
import { childrenOf } from "../../../grader/sandbox/watch.ts";

const limits: Limits = { cpuMs: 5_000, wallMs: 20_000, memoryMiB: 256, outputBytes: 10_000 };
const answering = { code: "export const f = () => 1;", sourceMap: "{}" };
const busy = { code: "export const f = () => { for (;;); };", sourceMap: "{}" };
const call = { export: "f", args: [], shape: "number" } as const;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await createSandbox({ allowLevelC: true, spares: 1 });
});
afterEach(() => sandbox?.close());

const boxes = () =>
  childrenOf(process.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("nabla-box-"));

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await wait(10);
  expect(condition()).toBe(true);
}

test("a spare that was killed while it waited is replaced", async () => {
  const session = await sandbox.open(answering, limits);
  await session.close();
  await until(() => boxes().length === 1);
  process.kill(boxes()[0]!, "SIGKILL");
  const next = await sandbox.open(answering, limits);
  expect(await next.call(call)).toEqual({ status: "returned", values: Float64Array.of(1) });
  await next.close();
});

test("a box that something else killed in the middle of a call is our fault, not the student's", async () => {
  const session = await sandbox.open(busy, limits);
  const outcome = session.call(call);
  outcome.catch(() => {});
  await until(() => boxes().length > 0);
  for (const pid of boxes()) process.kill(pid, "SIGKILL");
  await expect(outcome).rejects.toThrow(SandboxFault);
  await session.close();
});

test("close ends every process and leaves no folder", async () => {
  const session = await sandbox.open(busy, limits);
  const outcome = session.call(call);
  outcome.catch(() => {});
  await until(() => boxes().length > 0);
  const command = readFileSync(`/proc/${boxes()[0]}/cmdline`, "utf8");
  const folder = /\/[^"\0]*nabla-box-[^/"\0]+/.exec(command)![0];
  await sandbox.close();
  await until(() => boxes().length === 0);
  expect(existsSync(folder)).toBe(false);
  await expect(sandbox.open(answering, limits)).rejects.toThrow(SandboxFault);
});

test("a grader that is killed leaves no program running", async () => {
  const script = `
    const { createSandbox } = await import(${JSON.stringify(new URL("../../../grader/sandbox/host.ts", import.meta.url).href)});
    const sandbox = await createSandbox({ allowLevelC: true, spares: 1 });
    const session = await sandbox.open(${JSON.stringify(busy)}, ${JSON.stringify({ ...limits, cpuMs: 60_000, wallMs: 60_000 })});
    const outcome = session.call({ export: "f", args: [], shape: "number" });
    console.log("running");
    await outcome;`;
  const grader = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", script]);
  await new Promise((resolve) => grader.stdout.once("data", resolve));
  const children = childrenOf(grader.pid!);
  expect(children.length).toBeGreaterThan(0);
  grader.kill("SIGKILL");
  await until(() => children.every((pid) => !existsSync(`/proc/${pid}`)));
});

test("where no namespaces can be made, it is level C, and refused unless that is allowed", () => {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const output = execFileSync(process.execPath, ["--no-warnings", file("without-namespaces.ts"), file("level-c.ts")], {
    encoding: "utf8",
  });
  const said = JSON.parse(output.trim().split("\n").at(-1)!);
  expect(said).toMatchObject({ level: "C", answer: 42 });
  expect(said.refused).toMatch(/^SandboxFault: .*level C/);
  expect(said.notes).toBeGreaterThan(0);
});
