import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JailYard } from "../../../grader/compile/jail.ts";
import { hasBubblewrap } from "../../../grader/sandbox/bubblewrap.ts";
import { createSandbox } from "../../../grader/sandbox/host.ts";
import type { Limits } from "../../../grader/sandbox/types.ts";
import { childrenOf } from "../../../grader/sandbox/watch.ts";

const there = hasBubblewrap();
if (!there) console.info("bubblewrap is not installed on this machine: not tried");

const limits: Limits = { cpuMs: 2_000, wallMs: 20_000, memoryMiB: 256, outputBytes: 10_000 };
const call = { export: "f", args: [], shape: "number" } as const;

describe.skipIf(!there)("behind bubblewrap, where it is installed", () => {
  let sandbox: Awaited<ReturnType<typeof createSandbox>>;
  // level B or nothing: a machine where bubblewrap may make no namespaces has nothing to try here
  beforeAll(async () => {
    sandbox = await createSandbox({ walls: ["bubblewrap"], spares: 1 });
  });
  afterAll(() => sandbox?.close());

  const run = async (body: string, over: Partial<Limits> = {}) => {
    const session = await sandbox.open(
      { code: `export const f = () => { ${body} };`, sourceMap: "{}" },
      { ...limits, ...over },
    );
    const outcome = await session.call(call);
    await session.close();
    return outcome;
  };

  test("the canary finds level B, by bubblewrap", () => {
    expect(sandbox).toMatchObject({ level: "B", walls: "bubblewrap" });
  });

  test.each([
    ["an honest answer", "return 2 * 21;", "returned"],
    ["a loop without end", "for (;;);", "time_limit"],
    ["memory without end", "const a = []; for (;;) a.push(new Array(1e5).fill(1));", "memory_limit"],
    ["output without end", "for (;;) console.log('x'.repeat(1000));", "output_limit"],
  ])("%s", async (_, body, status) => {
    expect(await run(body)).toMatchObject({ status });
  });

  test("a box that is closed leaves no process, no mount and no name of the host's", async () => {
    const session = await sandbox.open({ code: "export const f = () => { for (;;); };", sourceMap: "{}" }, limits);
    const before = new Set(childrenOf(process.pid));
    await session.close();
    for (let n = 0; n < 200 && childrenOf(process.pid).filter((pid) => before.has(pid)).length > 1; n += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(childrenOf(process.pid).filter((pid) => before.has(pid)).length).toBeLessThanOrEqual(1); // the spare
    expect(readFileSync("/proc/self/mounts", "utf8")).not.toContain("nabla-box-");
  });

  test("the compiler's jail walls itself in behind it, too", async () => {
    const yard = new JailYard(["bubblewrap"]);
    const jail = await yard.start();
    await jail.stop();
    yard.remove();
  });
});
