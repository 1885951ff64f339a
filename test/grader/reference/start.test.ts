import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const create = new URL("../../../grader/reference/create.ts", import.meta.url).href;

describe.each(["cpu", "wasm"])("a process that uses the reference on %s", (backend) => {
  it("prints nothing of TensorFlow.js's own, keeps its way of failing, and ends", async () => {
    const program = `
      const { createReference } = await import(${JSON.stringify(create)});
      const engine = await createReference("${backend}");
      const [{ W }] = await engine.gradient([{ W: [[1]], b: [0], f: "linear" }], [[1]], [[0]]);
      console.log(W[0][0], process.listenerCount("unhandledRejection") + process.listenerCount("uncaughtException"));
    `;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", program], { timeout: 30_000 });
    expect(stderr).toBe("");
    expect(stdout).toBe("2 0\n");
  });
});
