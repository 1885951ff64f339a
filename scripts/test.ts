/**
 * `npm test`: everything that must hold before a change lands, one stage after the other, all of them even when one fails.
 * The last line is `N passed, N failed`; a stage without a count of its own counts as one.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

interface Counts {
  passed: number;
  failed: number;
  /** what failed and the first lines of why: a log is often kept only by its end */
  failures?: string[];
  /** what failed once and passed when asked again: named, because it is still a bug of the test or of the product */
  unsteady?: string[];
}

interface Stage {
  name: string;
  command: readonly [string, ...string[]];
  env?: Record<string, string>;
  /** reads what the runner wrote; without it the exit code is the count */
  counts?: () => Promise<Counts>;
}

const bin = path.resolve("node_modules/.bin");
const scratch = await mkdtemp(path.join(tmpdir(), "nabla-test-"));
const vitestResult = path.join(scratch, "vitest.json");
const playwrightResult = path.join(scratch, "playwright.json");

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Name and the first lines of each message, for every test that ended with `status` and had something to say, and for files that did not load. */
function vitestMessages(result: z.infer<typeof vitestSchema>, status: "failed" | "passed"): string[] {
  return result.testResults.flatMap((file) => {
    const tests = file.assertionResults
      .filter((test) => test.status === status && (test.failureMessages ?? []).length > 0)
      .map((test) => `${test.fullName}\n${firstLines((test.failureMessages ?? []).join("\n"))}`);
    const silent = status === "failed" && file.status === "failed" && tests.length === 0;
    if (silent) tests.push(firstLines(file.message || "the file did not load"));
    return tests.map((text) => `${path.relative(process.cwd(), file.name)}: ${text}`);
  });
}

const firstLines = (text: string) => text.split("\n").slice(0, 12).join("\n");
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

const stages: Stage[] = [
  { name: "format, lint, dependency direction", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types", command: ["tsc", "--noEmit", "-p", "."] },
  {
    name: "unit, integration and hostile programs",
    // asked again once: a machine that stalls for a second is not a change that breaks something
    command: [
      "vitest",
      "run",
      "--retry=1",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestResult}`,
    ],
    counts: async () => {
      const result = vitestSchema.parse(JSON.parse(await readFile(vitestResult, "utf8")));
      const silentFailure = !result.success && result.numFailedTests === 0 ? 1 : 0;
      return {
        passed: result.numPassedTests,
        failed: result.numFailedTests + silentFailure,
        failures: vitestMessages(result, "failed"),
        unsteady: vitestMessages(result, "passed"),
      };
    },
  },
  {
    name: "browser",
    command: ["playwright", "test", "--retries=1", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightResult },
    counts: async () => {
      const result = playwrightSchema.parse(JSON.parse(await readFile(playwrightResult, "utf8")));
      const { expected, unexpected, flaky } = result.stats;
      const unsteady = flaky > 0 ? [`${flaky} browser test(s), marked flaky above`] : [];
      return { passed: expected + flaky, failed: unexpected + result.errors.length, unsteady };
    },
  },
];

function run(stage: Stage): Promise<number> {
  const [program, ...args] = stage.command;
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(bin, program), args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...stage.env },
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

async function count(stage: Stage, exitCode: number): Promise<Counts> {
  if (stage.counts === undefined) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counts = await stage.counts();
    const unexplained = exitCode !== 0 && counts.failed === 0 ? 1 : 0;
    const nothingRan = counts.passed + counts.failed === 0 ? 1 : 0;
    return { ...counts, failed: counts.failed + Math.max(unexplained, nothingRan) };
  } catch (cause) {
    console.error(`${stage.name}: no result could be read`, cause);
    return { passed: 0, failed: 1 };
  }
}

const only = process.argv.slice(2);
const total: Counts = { passed: 0, failed: 0 };
const summary: string[] = [];
const failures: string[] = [];
const unsteady: string[] = [];
for (const stage of stages) {
  if (only.length > 0 && !only.some((word) => stage.name.includes(word))) continue;
  const started = performance.now();
  console.log(`\n== ${stage.name}`);
  const exitCode = await run(stage);
  const counts = await count(stage, exitCode);
  const { passed, failed } = counts;
  failures.push(...(counts.failures ?? []));
  unsteady.push(...(counts.unsteady ?? []));
  total.passed += passed;
  total.failed += failed;
  summary.push(
    `${failed === 0 ? "ok    " : "FAILED"} ${stage.name}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - started) / 1000)} s`,
  );
}
await rm(scratch, { recursive: true, force: true });

console.log(`\nNode ${process.version}, ${availableParallelism()} cores`);
for (const failure of failures) console.log(`FAILED ${failure}`);
for (const test of unsteady) console.log(`UNSTEADY ${test}`);
for (const line of summary) console.log(line);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
