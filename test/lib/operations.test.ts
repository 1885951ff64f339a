import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { Forbidden, NotFound } from "../../lib/errors.ts";
import { queueMetrics } from "../../lib/metrics/queue.ts";
import { discardGivenUp, retryGivenUp } from "../../lib/operations/given-up.ts";
import { selectOperations } from "../../lib/operations/queries.ts";
import { enqueueGrading } from "../../lib/queue.ts";
import { beginAttempt, publishReport, recordFailedAttempt } from "../../lib/submissions/publish.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { rejudge } from "../../lib/submissions/rejudge.ts";
import { selectCapacity } from "../../lib/workers/queries.ts";
import { beat, markDraining, markStopped, registerWorker, takeOutOfService } from "../../lib/workers/register.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { storeSubmission } from "../support/submissions.ts";

startTestDatabase();
let student: Actor;
let ta: Actor;
let teacher: Actor;
let teacherElsewhere: Actor;
let admin: Actor;

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  const { id: elsewhere } = await db().course.create({
    data: { slug: "elsewhere", title: { en: "Elsewhere", "pt-BR": "Outro" }, timeZone: "UTC" },
  });
  student = await makePerson("Student", { courseId, role: "student" });
  ta = await makePerson("Assistant", { courseId, role: "ta" });
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
  teacherElsewhere = await makePerson("Other teacher", { courseId: elsewhere, role: "instructor" });
  admin = await makePerson("Admin", null, { admin: true });
});

beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

async function queued() {
  const { id: submissionId, versionId } = await storeSubmission(student, "small");
  const jobId = await db().$transaction((tx) =>
    enqueueGrading(tx, { submissionId, versionId, reason: "submission", lane: "practice" }),
  );
  return { submissionId, jobId };
}

/** A job whose every attempt threw. */
async function givenUp() {
  const { submissionId, jobId } = await queued();
  let goesOn = true;
  for (let attempt = 1; goesOn; attempt += 1) {
    await beginAttempt(jobId, `machine/${attempt}/x`, "0");
    goesOn = await recordFailedAttempt(
      { id: jobId, submissionId, workerId: `machine/${attempt}/x` },
      `Error: number ${attempt}\ncaused by Error: below`,
    );
  }
  return { submissionId, jobId };
}

const messages = async (jobId: string) =>
  Number(
    (await db().$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE data->>'jobId' = ${jobId}`)[0]!.n,
  );
const audited = (action: string, thingId: string) => db().auditEvent.count({ where: { action, thingId } });

const report = {
  schema: "nabla.report/1" as const,
  status: "graded" as const,
  score: 0,
  maxScore: 60,
  engine: { grader: "0", oracle: "float64" as const, tfjs: "4.22.0", backend: "wasm" as const },
  messages: [],
  exercises: [],
};

describe("a job that fails by our fault", () => {
  test("is given up after four attempts, with every cause kept", async () => {
    const { submissionId, jobId } = await givenUp();
    const { givenUp: rows, recent } = await selectOperations(teacher);
    const row = rows.find((each) => each.jobId === jobId);
    expect(row).toMatchObject({ submissionId, attempts: 4, submittedBy: "Student", courseSlug: "small" });
    expect(row?.failures.map(({ failure, attempt }) => [attempt, failure.split("\n")[0]])).toEqual(
      [4, 3, 2, 1].map((n) => [n, `Error: number ${n}`]),
    );
    expect(recent.filter((each) => each.jobId === jobId)).toHaveLength(4);
    expect((await selectSubmission(student, submissionId)).state).toEqual({ kind: "internal_error" });
    expect(await audited("grading.given-up", submissionId)).toBe(1);
  });

  test("a worker that dies is not the job's fault, however often", async () => {
    const { jobId } = await queued();
    for (let n = 0; n < 8; n += 1) expect(await beginAttempt(jobId, `machine/${n}/dead`, "0")).not.toBeNull();
    expect(await db().gradingJob.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({
      attempts: 8,
      faults: 0,
      failedAt: null,
    });
    expect(await db().failedAttempt.count({ where: { jobId } })).toBe(7);
  });

  test("a failure told by a worker that lost the job to another one changes nothing", async () => {
    const { submissionId, jobId } = await queued();
    await beginAttempt(jobId, "one", "0");
    await beginAttempt(jobId, "two", "0");
    expect(await recordFailedAttempt({ id: jobId, submissionId, workerId: "one" }, "late")).toBe(false);
    expect(await db().gradingJob.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({
      faults: 0,
      failure: null,
    });
  });

  test("retried, it waits in the queue again with all its attempts", async () => {
    const { submissionId, jobId } = await givenUp();
    await db().$executeRaw`DELETE FROM pgboss.job`;
    expect(await retryGivenUp(teacher, jobId)).toEqual({ ok: true });
    expect(await messages(jobId)).toBe(1);
    expect((await selectSubmission(student, submissionId)).state.kind).toBe("queued");
    expect(await db().gradingJob.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({ faults: 0 });
    expect(await audited("grading.retried", submissionId)).toBe(1);
    // a second click
    expect(await retryGivenUp(teacher, jobId)).toEqual({ ok: false, reason: "settled" });
    expect(await messages(jobId)).toBe(1);
  });

  test("discarded, it is no longer asked about, stays unscored, and can still be retried", async () => {
    const { submissionId, jobId } = await givenUp();
    expect(await discardGivenUp(teacher, jobId, "the course was rehearsed")).toEqual({ ok: true });
    expect(await discardGivenUp(teacher, jobId, "again")).toEqual({ ok: false, reason: "settled" });
    const page = await selectOperations(teacher);
    expect(page.givenUp.some((row) => row.jobId === jobId)).toBe(false);
    expect(page.discarded.some((row) => row.jobId === jobId)).toBe(true);
    expect(await selectSubmission(student, submissionId)).toMatchObject({
      state: { kind: "internal_error" },
      score: null,
    });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: "grading.discarded", thingId: submissionId },
    });
    expect(event).toMatchObject({ actorId: teacher.personId, details: { reason: "the course was rehearsed" } });
    expect(await retryGivenUp(teacher, jobId)).toEqual({ ok: true });
  });

  test.each<[string, () => Actor, boolean]>([
    ["students", () => student, false],
    ["assistants", () => ta, false],
    ["instructors of another course", () => teacherElsewhere, false],
    ["admins", () => admin, true],
  ])("%s may handle it: %s", async (_who, who, may) => {
    const { jobId } = await givenUp();
    if (may) {
      expect(await discardGivenUp(who(), jobId, "")).toEqual({ ok: true });
      expect(await retryGivenUp(who(), jobId)).toEqual({ ok: true });
    } else {
      await expect(retryGivenUp(who(), jobId)).rejects.toThrow(NotFound);
      await expect(discardGivenUp(who(), jobId, "")).rejects.toThrow(NotFound);
    }
  });

  test("an instructor sees the failures of their own courses only", async () => {
    await givenUp();
    expect((await selectOperations(teacherElsewhere)).givenUp).toEqual([]);
    expect((await selectOperations(teacherElsewhere)).recent).toEqual([]);
    expect((await selectOperations(admin)).givenUp.length).toBeGreaterThan(0);
    for (const actor of [student, ta]) await expect(selectOperations(actor)).rejects.toThrow(NotFound);
    await expect(retryGivenUp(teacher, "not an id")).rejects.toThrow(NotFound);
  });
});

describe("a rejudge", () => {
  async function graded() {
    const { submissionId, jobId } = await queued();
    await publishReport(jobId, { ...report, score: 20 });
    return submissionId;
  }

  test("is a new job in its own lane; the report counts until the new one is there, and both are kept", async () => {
    const id = await graded();
    const asked = await rejudge(ta, id);
    if (!asked.ok) throw new Error("refused");
    expect(await db().gradingJob.findUniqueOrThrow({ where: { id: asked.jobId } })).toMatchObject({
      lane: "rejudge",
      reason: "rejudge",
    });
    expect(await selectSubmission(student, id)).toMatchObject({
      state: { kind: "graded" },
      score: 20,
      rejudge: { kind: "queued" },
      mayRejudge: false,
      earlierReports: [],
    });
    expect(await rejudge(ta, id)).toEqual({ ok: false, reason: "waiting" });
    await publishReport(asked.jobId, { ...report, score: 50 });
    expect(await selectSubmission(ta, id)).toMatchObject({
      score: 50,
      rejudge: null,
      mayRejudge: true,
      earlierReports: [{ score: 20 }],
    });
    expect(await audited("submission.rejudged", id)).toBe(1);
  });

  test("that fails leaves the published report as it is", async () => {
    const id = await graded();
    const asked = await rejudge(teacher, id);
    if (!asked.ok) throw new Error("refused");
    for (let n = 0; n < 4; n += 1) {
      await beginAttempt(asked.jobId, "w", "0");
      await recordFailedAttempt({ id: asked.jobId, submissionId: id, workerId: "w" }, "broken");
    }
    expect(await selectSubmission(student, id)).toMatchObject({ state: { kind: "graded" }, score: 20, rejudge: null });
  });

  test("is for staff", async () => {
    const id = await graded();
    await expect(rejudge(student, id)).rejects.toThrow(Forbidden);
    await expect(rejudge(teacherElsewhere, id)).rejects.toThrow(NotFound);
    await expect(rejudge(teacher, "nothing")).rejects.toThrow(NotFound);
  });
});

describe("workers", () => {
  const facts = { level: "B", backend: "wasm", graderVersion: "0", concurrency: 2 };

  test("are alive while they say so; what ended says how", async () => {
    for (const id of ["alive", "draining", "stopped", "bad", "silent"]) await registerWorker({ id, ...facts });
    await beat("alive");
    await markDraining("draining");
    await markDraining("stopped");
    await markStopped("stopped");
    await takeOutOfService("bad", "the canary finds level D, not B");
    await db().$executeRaw`UPDATE workers SET seen_at = now() - interval '1 minute' WHERE id = 'silent'`;
    const { workers } = await selectOperations(teacher);
    expect(Object.fromEntries(workers.map(({ id, state }) => [id, state]))).toEqual({
      alive: "alive",
      draining: "draining",
      stopped: "stopped",
      bad: "out-of-service",
      silent: "gone",
    });
    expect(workers.find(({ id }) => id === "bad")?.note).toContain("level D");
    expect(await selectCapacity(db())).toEqual({ workers: 1, concurrency: 2 });
  });

  test("metrics name lanes, workers and what was given up, and nobody", async () => {
    await queued();
    await givenUp();
    const text = await queueMetrics();
    expect(text).toMatch(/nabla_queue_waiting\{lane="practice"\} [1-9]/);
    expect(text).toMatch(/nabla_queue_oldest_seconds\{lane="practice"\} \d/);
    expect(text).toMatch(/nabla_workers\{state="alive"\} 1/);
    expect(text).toMatch(/nabla_given_up [1-9]/);
    expect(text).not.toMatch(/student|@/i);
  });
});
