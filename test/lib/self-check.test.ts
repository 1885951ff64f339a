import { afterAll, beforeAll, expect, test } from "vitest";
import { SandboxFault } from "../../grader/sandbox/types.ts";
import { affordable, perJobBytes, untilMemory } from "../../lib/grading/admission.ts";
import { selfCheck } from "../../lib/grading/self-check.ts";
import { openTools } from "../../lib/grading/tools.ts";

process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/nothing";
process.env.LOG_LEVEL = "silent";

let tools: Awaited<ReturnType<typeof openTools>>;
beforeAll(async () => {
  tools = await openTools();
});
afterAll(() => tools.close());

test("a worker whose tools are sound passes", () => expect(selfCheck(tools)).resolves.toBeUndefined());

test.each<[string, () => Promise<void>, RegExp]>([
  ["the canary finds less than before", () => selfCheck(tools, async () => "D"), /level D, not/],
  [
    "the compiler fails right programs",
    () =>
      selfCheck({
        ...tools,
        compiler: {
          ...tools.compiler,
          compile: async () => ({ ok: false, messages: [{ file: "solution.ts", line: 1, column: 1, text: "broken" }] }),
        },
      }),
    /does not compile: broken/,
  ],
  [
    "the box answers something else",
    () =>
      selfCheck({
        ...tools,
        sandbox: {
          ...tools.sandbox,
          open: async (program, limits) => {
            const session = await tools.sandbox.open(program, limits);
            return {
              usage: () => session.usage(),
              close: () => session.close(),
              call: async () => ({ status: "returned", values: Float64Array.of(14.2500001) }),
            };
          },
        },
      }),
    /answered 14.2500001/,
  ],
])("%s: it says so", async (_what, check, says) => {
  await expect(check()).rejects.toThrow(SandboxFault);
  await expect(check()).rejects.toThrow(says);
});

test.each([
  [4, 16, 4],
  [4, 2.5, 2],
  [4, 0.2, 1],
])("%i wanted at once with memory for %d: %i", (wanted, jobs, expected) =>
  expect(affordable(wanted, jobs * perJobBytes)).toBe(expected),
);

test("a job waits until there is memory", async () => {
  const available = [0, 0, perJobBytes];
  await untilMemory(new AbortController().signal, () => available.shift() ?? perJobBytes);
  expect(available).toEqual([]);
});
