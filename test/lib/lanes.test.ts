import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { type Lane, lanes, priorityOf } from "../../lib/lanes.ts";
import { enqueueGrading } from "../../lib/queue.ts";
import { placeInQueue } from "../../lib/submissions/place.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { storeSubmission } from "../support/submissions.ts";

const now = 1_800_000_000;
const minute = 60;
const first = (lane: Lane, later = 0) => priorityOf({ lane, unfinished: 0, now: now + later });

describe("whose turn it is", () => {
  test.each(lanes.slice(1).map((lane, index) => [lanes[index]!, lane] as const))(
    "%s before %s, also somebody's fifth before another's first",
    (urgent, other) => {
      expect(first(urgent)).toBeGreaterThan(first(other));
      expect(priorityOf({ lane: urgent, unfinished: 4, now })).toBeGreaterThan(first(other));
    },
  );

  test.each<[Lane, Lane, number]>([
    ["deadline", "sitting", 2 * 60],
    ["practice", "deadline", 2 * 60],
    ["rejudge", "practice", 20 * 60],
    ["rejudge", "sitting", 24 * 60],
  ])("%s waits for no %s that comes more than %i minutes after it", (waiting, urgent, minutes) => {
    expect(first(waiting)).toBeGreaterThan(first(urgent, minutes * minute + 1));
    expect(first(waiting)).toBeLessThan(first(urgent, minutes * minute - 1));
  });

  test("first come, first served among equals", () => expect(first("practice")).toBeGreaterThan(first("practice", 1)));

  test("fits PostgreSQL's integer for decades", () => {
    const far = Date.parse("2090-01-01") / 1000;
    expect(priorityOf({ lane: "rejudge", unfinished: 1000, now: far })).toBeGreaterThan(-(2 ** 31));
  });
});

describe("in the database", () => {
  startTestDatabase();
  let courseId: string;
  let ana: Actor;
  let bia: Actor;

  beforeAll(async () => {
    courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
    ana = await makePerson("Ana", { courseId, role: "student" });
    bia = await makePerson("Bia", { courseId, role: "student" });
  });

  beforeEach(async () => {
    await db().gradingJob.updateMany({ where: { finishedAt: null }, data: { finishedAt: new Date() } });
    await db().$executeRaw`DELETE FROM pgboss.job WHERE name = 'grading'`;
  });

  async function enqueue(who: Actor, lane: Lane): Promise<string> {
    const { id: submissionId, versionId } = await storeSubmission(who, "small");
    return db().$transaction((tx) => enqueueGrading(tx, { submissionId, versionId, reason: "submission", lane }));
  }

  /** In the order in which the queue hands them out. */
  async function taken(): Promise<string[]> {
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT data->>'jobId' AS id FROM pgboss.job WHERE name = 'grading' ORDER BY priority DESC, created_on`;
    return rows.map(({ id }) => id);
  }

  test("lanes in their order, whatever came first", async () => {
    const ids: string[] = [];
    for (const lane of [...lanes].reverse()) ids.push(await enqueue(ana, lane));
    expect(await taken()).toEqual(ids.reverse());
  });

  test("twenty hand-ins of one person do not delay another's first, nor a second another's second", async () => {
    const many: string[] = [];
    for (let n = 0; n < 20; n += 1) many.push(await enqueue(ana, "practice"));
    const one = await enqueue(bia, "practice");
    const two = await enqueue(bia, "practice");
    expect((await taken()).slice(0, 4)).toEqual([many[0], one, many[1], two]);
  });

  test("the place that people see is the place in the queue", async () => {
    for (const [who, lane] of [
      [ana, "practice"],
      [ana, "practice"],
      [bia, "rejudge"],
      [bia, "practice"],
      [ana, "deadline"],
    ] as const)
      await enqueue(who, lane);
    const jobs = await db().gradingJob.findMany({ where: { finishedAt: null } });
    const places = new Map(
      await Promise.all(jobs.map(async (job) => [job.id, await placeInQueue(db(), job)] as const)),
    );
    expect((await taken()).map((id) => places.get(id)?.place)).toEqual([1, 2, 3, 4, 5]);
  });
});
