import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { type Report, reportSchema } from "../../grader/report.ts";

/** The same bytes from processes that share nothing: cases, bounds, diagnoses, explanations, order; only what was used may differ. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const project = `${root}courses/t320/projects/project-2`;

let spinning: Worker | undefined;
afterEach(() => spinning?.terminate());

async function gradedInItsOwnProcess(submission: string): Promise<Report> {
  const command = [`${root}bin/nabla.mjs`, "grade", "--project", project, "--submission", submission, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 1 << 28 });
  return reportSchema.parse(JSON.parse(stdout));
}

/** all that may differ between two gradings: what was used and what was printed */
function withoutCost(report: Report): string {
  const exercises = report.exercises.map(({ checks, ...exercise }) => ({
    ...exercise,
    checks: checks.map(({ cpuMs: _cpu, peakMemoryMiB: _memory, output: _output, ...check }) => check),
  }));
  return JSON.stringify({ ...report, exercises });
}

test("a hand-in with several mistakes, alone and on a busy machine", async () => {
  const submission = `${root}courses/t320/demonstration`;
  const alone = await gradedInItsOwnProcess(submission);
  spinning = new Worker("for (;;) Math.random();", { eval: true });
  const crowded = await gradedInItsOwnProcess(submission);
  expect(withoutCost(crowded)).toBe(withoutCost(alone));
  expect(alone.status).toBe("graded");
}, 120_000);
