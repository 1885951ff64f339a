import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { gradeJob } from "../../lib/grading/grade-job.ts";
import { openTools } from "../../lib/grading/tools.ts";
import { watch } from "../../lib/submissions/live.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { submit } from "../../lib/submissions/submit.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { untilSubmission } from "../support/wait.ts";
import { startWorker, type TestWorker } from "../support/worker.ts";

const { url } = startTestDatabase();

let courseId: string;
let student: Actor;
let teacher: Actor;
let solution: string;
let key = 0;
const workers: TestWorker[] = [];

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
  solution = await readFile("test/fixtures/course/projects/small/solution/solution.ts", "utf8");
});

afterEach(async () => {
  for (const { child, ended } of workers.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  }
});

async function worker(): Promise<TestWorker> {
  const started = await startWorker(url());
  workers.push(started);
  return started;
}

async function handIn(source: string): Promise<string> {
  const submitted = await submit(student, {
    courseSlug: "small",
    projectSlug: "small",
    idempotencyKey: `worker-test-${++key}`,
    files: [{ path: "solution.ts", bytes: new TextEncoder().encode(source) }],
  });
  if (!submitted.ok) throw new Error(submitted.message.en);
  return submitted.submissionId;
}

/** The solution, with so many ms of honest work in its forward pass: long enough to be interrupted. */
const slowly = (ms: number) =>
  solution.replace(
    "const u: Vector[] = [];",
    `const end = Date.now() + ${ms};\n  while (Date.now() < end) Math.sqrt(2);\n  const u: Vector[] = [];`,
  );

const isGraded = ({ state }: { state: { kind: string } }) => state.kind === "graded";
const reportsOf = (submissionId: string) => db().report.count({ where: { submissionId } });

describe("a worker", () => {
  test("grades what is handed in, and the student sees what students may see", async () => {
    await worker();
    const id = await handIn(solution);
    const page = await untilSubmission(student, id, isGraded);
    expect(page.report).toMatchObject({ status: "graded", score: 30, shownMaxScore: 30, maxScore: 60 });
    expect(page.report?.exercises[0]?.checks.map(({ shown }) => shown)).toEqual(["everything", "verdict", "nothing"]);
    expect(page).toMatchObject({ score: 30, shownMaxScore: 30, maxScore: 60 });
    const whole = await selectSubmission(teacher, id);
    expect(whole.report).toMatchObject({ score: 60, shownMaxScore: 60 });
    expect(whole.report?.exercises[0]?.checks.every(({ shown }) => shown === "everything")).toBe(true);
  });

  test("reports what does not compile, with file and line", async () => {
    await worker();
    const page = await untilSubmission(student, await handIn("export const x: number = 'one';\n"), isGraded);
    expect(page.report).toMatchObject({ status: "compile_error", score: 0 });
    expect(page.report?.messages[0]).toMatchObject({ file: "solution.ts", line: 1 });
  });

  test("works off what has waited without a pause in between", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await handIn(solution));
    await worker();
    for (const id of ids) await untilSubmission(student, id, isGraded, 90_000);
    const jobs = await db().gradingJob.findMany({
      where: { submissionId: { in: ids } },
      orderBy: { startedAt: "asc" },
    });
    const pauses = jobs.slice(1).map((job, n) => +job.startedAt! - +jobs[n]!.finishedAt!);
    // well below the 5 s at which an idle worker looks by itself
    expect(Math.max(...pauses)).toBeLessThan(3000);
  }, 120_000);

  test("finishes what it is at when it is told to stop", async () => {
    const { child, ended } = await worker();
    const id = await handIn(slowly(250));
    await untilSubmission(student, id, ({ state }) => state.kind === "running");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect((await selectSubmission(student, id)).state).toEqual({ kind: "graded" });
  });

  test("killed in the middle of a run loses nothing: another one grades it, and publishes once", async () => {
    const { child, ended } = await worker();
    const id = await handIn(slowly(250));
    await untilSubmission(student, id, ({ state }) => state.kind === "running");
    child.kill("SIGKILL");
    await ended;
    expect((await selectSubmission(student, id)).state.kind).not.toBe("graded");
    await worker();
    const page = await untilSubmission(student, id, isGraded, 90_000);
    expect(page.report).toMatchObject({ status: "graded", score: 30 });
    expect(await reportsOf(id)).toBe(1);
    expect(await db().gradingJob.findFirstOrThrow({ where: { submissionId: id } })).toMatchObject({ attempts: 2 });
  }, 120_000);

  test("gives up after the last retry: held back, not scored, no report", async () => {
    const version = await db().projectVersion.findFirstOrThrow({ where: { project: { slug: "small" } } });
    const broken = { ...(version.definition as object), exercises: "not a list" };
    const id = await handIn(solution);
    await db().projectVersion.update({ where: { id: version.id }, data: { definition: broken } });
    await db().$executeRaw`UPDATE pgboss.job SET retry_limit = 0 WHERE name = 'grading' AND state = 'created'`;
    try {
      await worker();
      const gaveUp = async () =>
        (await db().gradingJob.findFirstOrThrow({ where: { submissionId: id } })).failedAt !== null;
      for await (const _ of watch(id, AbortSignal.timeout(30_000))) if (await gaveUp()) break;
      expect(await gaveUp()).toBe(true);
    } finally {
      await db().projectVersion.update({
        where: { id: version.id },
        data: { definition: version.definition as object },
      });
    }
    const page = await selectSubmission(student, id);
    expect(page).toMatchObject({ state: { kind: "internal_error" }, score: null, report: null });
    expect(await reportsOf(id)).toBe(0);
  });
});

test("two workers at the same job publish one report", async () => {
  const tools = await openTools();
  try {
    const id = await handIn(solution);
    const { id: jobId } = await db().gradingJob.findFirstOrThrow({ where: { submissionId: id } });
    const { signal } = new AbortController();
    await Promise.all(["one", "two", "three"].map((workerId) => gradeJob({ jobId, workerId, tools, signal })));
    expect(await reportsOf(id)).toBe(1);
    // and once more, as a redelivered message would
    await gradeJob({ jobId, workerId: "four", tools, signal });
    expect(await reportsOf(id)).toBe(1);
    expect(await db().auditEvent.count({ where: { action: "report.published", thingId: id } })).toBe(1);
  } finally {
    await tools.close();
  }
});
