import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { databaseClock } from "../../lib/clock.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { beginAttempt, publishReport, recordProgress } from "../../lib/submissions/publish.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { rejudge } from "../../lib/submissions/rejudge.ts";
import { submit } from "../../lib/submissions/submit.ts";
import { registerWorker } from "../../lib/workers/register.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();
let student: Actor;
let teacher: Actor;
let keys = 0;
const oneDay = 86_400_000;

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
});
beforeEach(async () => {
  await db().gradingJob.updateMany({ data: { failedAt: new Date(0) }, where: { finishedAt: null } });
});
afterEach(() => {
  vi.useRealTimers();
});

/** This process's clock is set, while the database's goes on. */
function jump(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

const handIn = async (projectSlug = "small") => {
  keys += 1;
  const bytes = new TextEncoder().encode(`export const n = ${keys};\n`);
  const files = [{ path: "solution.ts", bytes }];
  return submit(student, { courseSlug: "small", projectSlug, idempotencyKey: `clock-key-${keys}`, files });
};

const received = async (projectSlug?: string) => {
  const answer = await handIn(projectSlug);
  if (!answer.ok) throw new Error(answer.message.en);
  return answer;
};

const report = (score: number) => ({
  schema: "nabla.report/1" as const,
  status: "graded" as const,
  score,
  maxScore: 10,
  engine: { grader: "0", oracle: "float64" as const, tfjs: "4.22.0", backend: "cpu" as const },
  messages: [],
  exercises: [],
});

async function graded(submissionId: string, score: number) {
  const job = await db().gradingJob.findFirstOrThrow({
    where: { submissionId, finishedAt: null },
    orderBy: { createdAt: "desc" },
  });
  await beginAttempt(job.id, "machine/1/x", "0");
  await recordProgress({ id: job.id, submissionId, workerId: "machine/1/x" }, { check: "ex1.a", index: 1, of: 1 });
  await publishReport(job.id, report(score));
}

test.each([
  ["ten days ahead", 10 * oneDay],
  ["ten days behind", -10 * oneDay],
])("a web process whose clock is %s receives in time what is in time, and refuses what is not", async (_, ms) => {
  jump(ms);
  const before = await databaseClock(db());
  const answer = await received();
  expect(Date.parse(answer.receivedAt)).toBeGreaterThan(before.getTime() - 2000);
  expect(Date.parse(answer.receivedAt)).toBeLessThanOrEqual((await databaseClock(db())).getTime());
  expect(await selectSubmission(student, answer.submissionId)).toMatchObject({ lateDays: 0, penaltyPercent: 0 });
  expect(await handIn("over")).toMatchObject({ ok: false, reason: "closed" });
  expect(await handIn("later")).toMatchObject({ ok: false, reason: "not-open" });
});

test("the newer report counts although the clock was set back between the two gradings", async () => {
  const { submissionId } = await received();
  await graded(submissionId, 1);
  jump(-oneDay);
  expect(await rejudge(teacher, submissionId)).toMatchObject({ ok: true });
  await graded(submissionId, 7);
  expect(await selectSubmission(student, submissionId)).toMatchObject({ score: 7, rejudge: null });
});

test("also when it was the database's clock", async () => {
  const { submissionId } = await received();
  await graded(submissionId, 1);
  // as if the first job had been made before the clock was set back by a day
  await db().gradingJob.updateMany({
    where: { submissionId },
    data: { createdAt: new Date(Date.now() + oneDay), startedAt: new Date(Date.now() + oneDay) },
  });
  await rejudge(teacher, submissionId);
  await graded(submissionId, 7);
  expect(await selectSubmission(student, submissionId)).toMatchObject({ score: 7, rejudge: null });
});

test("the estimate in the queue stays one when a worker's clock jumps while it grades", async () => {
  await registerWorker({ id: "machine/1/x", level: "B", backend: "cpu", graderVersion: "0", concurrency: 1 });
  const first = await received();
  const job = await db().gradingJob.findFirstOrThrow({ where: { submissionId: first.submissionId } });
  jump(oneDay);
  await beginAttempt(job.id, "machine/1/x", "0");
  jump(-2 * oneDay);
  await publishReport(job.id, report(1));
  const second = await received();
  const { state } = await selectSubmission(student, second.submissionId);
  expect(state).toMatchObject({ kind: "queued", place: 1 });
  if (state.kind !== "queued") return;
  expect(state.estimateSeconds).toBeGreaterThanOrEqual(0);
  expect(state.estimateSeconds).toBeLessThan(60);
});
