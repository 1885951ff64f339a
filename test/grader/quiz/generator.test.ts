import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../../grader/compile/compiler.ts";
import type { Compiler } from "../../../grader/compile/types.ts";
import { generateValues } from "../../../grader/quiz/generator.ts";
import { createSandbox } from "../../../grader/sandbox/host.ts";
import type { Sandbox } from "../../../grader/sandbox/types.ts";

let compiler: Compiler;
let sandbox: Sandbox;
beforeAll(async () => {
  compiler = createCompiler();
  sandbox = await createSandbox({ allowLevelC: true, spares: 1 });
});
afterAll(async () => {
  await Promise.all([compiler.close(), sandbox.close()]);
});
const run = (source: string, seed = "1") => generateValues(source, seed, { compiler, sandbox });

describe("a generator in TypeScript", () => {
  const source = readFileSync("test/fixtures/quiz/questions/generated.generate.ts", "utf8");

  test("makes the same values of the same seed, others of another", async () => {
    expect(await run(source, "a")).toEqual({ ok: true, values: { g: [-1, -0.5, -0.5, -1] } });
    expect(await run(source, "b")).not.toEqual(await run(source, "a"));
  });

  test("texts, truths, lists and accents cross the wall", async () => {
    const values = { nome: "função \u{1f600}", yes: true, deep: [{ W: [[1, 2]] }, "x"] };
    expect(await run(`export const generate = () => (${JSON.stringify(values)});`)).toEqual({ ok: true, values });
  });

  test.each([
    ["a type error", "export function generate(): { a: number } { return { a: '1' }; }", /line 1, column 54/],
    ["no export", "export const other = 1;", /generate/],
    ["NaN", "export const generate = () => ({ a: 0 / 0 });", /null is not a value/],
    ["no object", "export const generate = () => 3;", /object/],
    ["nothing", "export function generate() {}", /object/],
    ["an error", "export function generate() { throw new Error('no luck'); return {}; }", /no luck/],
    ["an endless loop", "export function generate() { for (;;); return {}; }", /time|CPU/i],
    [
      "a name that objects have",
      "export const generate = () => ({ ['constructor']: 1 });",
      /constructor: a parameter's name/,
    ],
    ["too much", "export const generate = () => ({ a: 'x'.repeat(400_000) });", /300000/],
    [
      "a file",
      "import fs from 'node:fs'; export const generate = () => ({ a: fs.readdirSync('/').length });",
      /node:fs/,
    ],
  ])("%s is said in words", async (_, code, words) => {
    const result = await run(code);
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.message).toMatch(words);
  });
});
