import { expect, test } from "vitest";
import { createSandbox } from "../../../grader/sandbox/host.ts";

/** every Math function, on arguments from a small generator, folded into numbers that show any difference in a bit */
const code = `
const names = Object.getOwnPropertyNames(Math).filter((name) => typeof Math[name] === "function" && name !== "random").sort();
export function f() {
  let seed = 12345;
  const next = () => { seed = (seed * 48271) % 2147483647; return (seed / 2147483647 - 0.5) * 8; };
  const sums = [];
  for (const name of names) {
    let sum = 0;
    for (let i = 0; i < 500; i++) {
      const y = name === "sumPrecise" ? 0 : Math[name](next(), next());
      if (Number.isFinite(y)) sum += y;
    }
    sums.push(sum);
  }
  return sums;
}
export const count = () => names.length;
`;

test("a program computes the same bits inside a box and outside", async () => {
  const outside = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const expected = Float64Array.from(outside.f());
  const sandbox = await createSandbox({ allowLevelC: true, spares: 1 });
  const limits = { cpuMs: 5_000, wallMs: 20_000, memoryMiB: 256, outputBytes: 1_000 };
  const session = await sandbox.open({ code, sourceMap: "{}" }, limits);
  try {
    const inside = await session.call({ export: "f", args: [], shape: { vector: outside.count() } });
    expect(inside).toEqual({ status: "returned", values: expected });
  } finally {
    await session.close();
    await sandbox.close();
  }
});
