import { randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { watch } from "../../lib/submissions/live.ts";
import { announce, changesChannel } from "../../lib/submissions/notify.ts";
import { watchSubmission } from "../../lib/submissions/places.ts";
import { beginAttempt, publishReport, recordProgress } from "../../lib/submissions/publish.ts";
import { liveState } from "../../lib/submissions/state.ts";
import { submit } from "../../lib/submissions/submit.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

const { url } = startTestDatabase();

/** A watcher that has begun to listen. */
async function watcher(submissionId: string) {
  const stop = new AbortController();
  const changes = watch(submissionId, AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]));
  await changes.next();
  return { stop, changes };
}

const listeners = async () =>
  db().$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN nabla_submission'`;

test("every watcher hears of a change in its submission, over one connection", async () => {
  const id = randomUUID();
  const all = await Promise.all([watcher(id), watcher(id), watcher(randomUUID())]);
  await announce(db(), id);
  const heard = await Promise.all(all.slice(0, 2).map(({ changes }) => changes.next()));
  expect(heard.map(({ value }) => value)).toEqual([{ kind: "changed" }, { kind: "changed" }]);
  await expect.poll(listeners, { timeout: 20_000 }).toHaveLength(1);
  for (const { stop } of all) stop.abort();
  expect(await all[0]!.changes.next()).toEqual({ done: true, value: undefined });
});

test("a change is announced when its transaction commits, and not when it does not", async () => {
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  await client.query(`LISTEN ${changesChannel}`);
  const [undone, done] = [randomUUID(), randomUUID()];
  const first = new Promise((resolve) => client.once("notification", ({ payload }) => resolve(payload)));
  const broken = db().$transaction(async (tx) => {
    await announce(tx, undone);
    throw new Error("undone");
  });
  await expect(broken).rejects.toThrow("undone");
  await db().$transaction((tx) => announce(tx, done));
  expect(await first).toBe(done);
  await client.end();
});

test("a watcher whose connection was cut listens again, and looks once more for what it missed", async () => {
  const id = randomUUID();
  const { changes, stop } = await watcher(id);
  await expect.poll(listeners, { timeout: 20_000 }).toHaveLength(1);
  const [{ pid }] = (await listeners()) as [{ pid: number }];
  await db().$executeRaw`SELECT pg_terminate_backend(${pid}::int)`;
  await expect.poll(listeners, { timeout: 20_000 }).not.toEqual([{ pid }]);
  // those that had come before the cut, then the look after it, then what is announced over the new connection
  for (let i = 0; i < 3; i++) {
    await announce(db(), id);
    expect(await changes.next()).toMatchObject({ done: false, value: { kind: "changed" } });
  }
  stop.abort();
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});

test("while nothing moves nobody is told to read again, however many watch", async () => {
  const id = randomUUID();
  const stop = new AbortController();
  let asked = 0;
  let told = 0;
  const moved = async () => {
    asked += 1;
    return false;
  };
  const all = Array.from({ length: 6 }, async () => {
    for await (const _ of watch(id, AbortSignal.any([stop.signal, AbortSignal.timeout(30_000)]), moved)) told += 1;
  });
  await expect.poll(() => asked, { timeout: 25_000 }).toBeGreaterThanOrEqual(12);
  expect(told).toBe(6);
  stop.abort();
  await Promise.all(all);
});

test("changes that come while nobody takes them are one", async () => {
  const id = randomUUID();
  const { changes, stop } = await watcher(id);
  for (let i = 0; i < 20; i++) await announce(db(), id);
  await changes.next();
  const rest: unknown[] = [];
  const taking = (async () => {
    for await (const change of changes) rest.push(change);
  })();
  stop.abort();
  await taking;
  expect(rest.length).toBeLessThan(3);
});

test("a page that reads the job as it ends, and not yet its report, does not show it compiling again", async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  const actor = await makePerson("at the end", { courseId, role: "student" });
  const submitted = await submit(actor, {
    courseSlug: "small",
    projectSlug: "small",
    idempotencyKey: "at-the-end",
    files: [{ path: "solution.ts", bytes: new TextEncoder().encode("export {};") }],
  });
  if (!submitted.ok) throw new Error("not received");
  const { submissionId } = submitted;
  const { id } = await db().gradingJob.findFirstOrThrow({ where: { submissionId } });
  await beginAttempt(id, "somebody", "0");
  await recordProgress({ id, submissionId, workerId: "somebody" }, { check: "ex1.a", index: 2, of: 2 });
  await publishReport(id, {
    schema: "nabla.report/1",
    status: "graded",
    score: 1,
    maxScore: 2,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [],
  });
  const job = await db().gradingJob.findUniqueOrThrow({ where: { id } });
  expect(liveState(job)).toEqual({ kind: "running", check: "ex1.a", index: 2, of: 2 });
});

test("who waits in the queue hears of moving up, which nobody announces", async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  const handIn = async (name: string) => {
    const actor = await makePerson(name, { courseId, role: "student" });
    const files = [{ path: "solution.ts", bytes: new TextEncoder().encode("export {};") }];
    const submitted = await submit(actor, {
      courseSlug: "small",
      projectSlug: "small",
      idempotencyKey: `moves-up-${name}`,
      files,
    });
    if (!submitted.ok) throw new Error("not received");
    return submitted;
  };
  const [first, second] = [await handIn("first"), await handIn("second")];
  expect([first.place, second.place]).toEqual([1, 2]);
  const stop = new AbortController();
  const changes = watchSubmission(second.submissionId, AbortSignal.any([stop.signal, AbortSignal.timeout(30_000)]));
  await changes.next();
  await changes.next(); // the first look at its place
  await db().gradingJob.updateMany({
    where: { submissionId: first.submissionId },
    data: { startedAt: new Date(), workerId: "somebody" },
  });
  expect(await changes.next()).toMatchObject({ done: false, value: { kind: "changed" } });
  stop.abort();
});
