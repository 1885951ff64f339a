import { randomUUID } from "node:crypto";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../grader/report.ts";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { Forbidden, NotFound } from "../../lib/errors.ts";
import { mostCounted } from "../../lib/submissions/count.ts";
import { type ListQuery, listSubmissions } from "../../lib/submissions/list.ts";
import { selectNeighbours } from "../../lib/submissions/neighbours.ts";
import { publishReport } from "../../lib/submissions/publish.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();

const hour = 3_600_000;
let ta: Actor;
let ana: Actor;
/** by the order in which they were received */
const ids: string[] = [];

function report(score: number, codes: string[]): Report {
  const diagnoses = codes.map((code) => ({ code, confidence: 1, message: { en: code, "pt-BR": code } }));
  const check = { id: "ex1.forward", kind: "forward" as const, visibility: "public" as const, tensors: [], flags: [] };
  const verdict = codes.length > 0 ? ("wrong_answer" as const) : ("accepted" as const);
  return {
    schema: "nabla.report/1",
    status: "graded",
    score,
    maxScore: 10,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [
      {
        id: "ex1",
        score,
        maxScore: 10,
        checks: [{ ...check, verdict, score, maxScore: 10, diagnoses, cpuMs: 1, peakMemoryMiB: 1 }],
      },
    ],
  };
}

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ta = await makePerson("Monitor", { courseId, role: "ta" });
  ana = await makePerson("Ana", { courseId, role: "student" });
  const bia = await makePerson("Bia", { courseId, role: "student" });
  const caio = await makePerson("Caio", { courseId, role: "student" });
  const project = await db().project.findFirstOrThrow({ where: { slug: "late" }, include: { schedule: true } });
  const due = project.schedule.dueAt.getTime();
  const group = await db().workGroup.create({ data: { projectId: project.id, name: "Gradientes" } });
  const joinedAt = new Date(due - 100 * hour);
  for (const { personId } of [bia, caio])
    await db().membership.create({ data: { groupId: group.id, projectId: project.id, personId, joinedAt } });
  const granted = { scheduleId: project.scheduleId, reason: "r", grantedById: ta.personId };
  await db().override.create({ data: { ...granted, groupId: group.id, dueAt: new Date(due + 10 * hour) } });
  await db().override.create({ data: { ...granted, personId: caio.personId, dueAt: new Date(due + 20 * hour) } });
  const put = async (by: Actor, hours: number, ofGroup: boolean, graded: Report | null) => {
    const receivedAt = new Date(due + hours * hour);
    const own = ofGroup ? { groupId: group.id } : { ownerId: by.personId };
    const number = 1 + (await db().submission.count({ where: { projectId: project.id, ...own } }));
    const stored = await db().submission.create({
      data: {
        courseId,
        projectId: project.id,
        versionId: project.currentVersionId!,
        ...own,
        number,
        submittedById: by.personId,
        receivedAt,
        contentHash: "0".repeat(64),
        byteCount: 1,
        messages: [],
        idempotencyKey: `list-${ids.length}`,
        files: { create: [{ path: "solution.ts", bytes: Buffer.from("1") }] },
        jobs: { create: { versionId: project.currentVersionId!, reason: "submission", lane: "practice", priority: 0 } },
      },
      include: { jobs: true },
    });
    ids.push(stored.id);
    if (graded) await publishReport(stored.jobs[0]!.id, graded);
  };
  await put(ana, -2, false, report(0, ["sign-flip", "missing-factor-2"]));
  await put(ana, 1, false, report(5, ["sign-flip"])); // after everybody's deadline
  await put(bia, 5, true, report(10, [])); // within the group's
  await put(bia, 15, true, null); // after it
  await put(caio, 16, true, report(5, [])); // within his own
});

const found = async (query: ListQuery) =>
  (await listSubmissions(ta, "small", query)).rows.map(({ id }) => ids.indexOf(id));

test.each<[string, ListQuery, number[]]>([
  ["a diagnosis", { diagnosis: "sign-flip" }, [1, 0]],
  ["a diagnosis that nobody has", { diagnosis: "dead" }, []],
  ["a group", { person: "gradient" }, [4, 3, 2]],
  ["lateness, by the deadline that held for each", { late: true }, [3, 1]],
  ["being in time", { late: false }, [4, 2, 0]],
  ["several things at once", { late: true, person: "ana", diagnosis: "sign-flip" }, [1]],
])("the list is filtered by %s", async (_name, query, expected) => expect(await found(query)).toEqual(expected));

test("the list says how many there are, and which diagnoses occur how often", async () => {
  const list = await listSubmissions(ta, "small", { late: false, limit: 2 });
  expect(list).toMatchObject({ total: 3, from: 1, previous: null });
  expect(list.diagnoses).toEqual([
    { code: "sign-flip", count: 2 },
    { code: "missing-factor-2", count: 1 },
  ]);
  expect(list.rows.map(({ diagnoses }) => diagnoses)).toEqual([[], []]);
});

describe.each(["newest", "oldest", "score-descending", "score-ascending"] as const)("in the order %s", (sort) => {
  test("one pages to the end and back over the same rows", async () => {
    const pages: ListQuery["cursor"][] = [undefined];
    const there: string[] = [];
    let list = await listSubmissions(ta, "small", { sort, limit: 2 });
    for (;;) {
      expect(list.from).toBe(there.length + 1);
      there.push(...list.rows.map(({ id }) => id));
      if (!list.next) break;
      pages.push(list.next);
      list = await listSubmissions(ta, "small", { sort, limit: 2, cursor: list.next });
    }
    expect(list.total).toBe(there.length);
    expect(new Set(there).size).toBe(list.total);
    const last = there.slice(2 * (pages.length - 1));
    const back = [...last];
    while (list.previous) {
      list = await listSubmissions(ta, "small", { sort, limit: 2, cursor: list.previous });
      back.unshift(...list.rows.map(({ id }) => id));
    }
    expect(list.from).toBe(1);
    expect(back).toEqual(there);
  });

  test("each hand-in has its neighbours of the list", async () => {
    const { rows } = await listSubmissions(ta, "small", { sort });
    for (const [index, { id }] of rows.entries()) {
      expect(await selectNeighbours(ta, "small", id, { sort })).toEqual({
        previous: rows[index - 1]?.id ?? null,
        next: rows[index + 1]?.id ?? null,
        place: index + 1,
        total: rows.length,
      });
    }
  });
});

test("a hand-in that has left the list still has its place in it", async () => {
  expect(await selectNeighbours(ta, "small", ids[2]!, { late: true })).toEqual({
    previous: ids[3],
    next: ids[1],
    place: 2,
    total: 2,
  });
});

test("neighbours are not for students, and only within the course", async () => {
  await expect(selectNeighbours(ana, "small", ids[0]!, {})).rejects.toThrow(Forbidden);
  await expect(selectNeighbours(ta, "small", "nonsense", {})).rejects.toThrow(NotFound);
});

test("more hand-ins than anybody pages through are not counted one by one", async () => {
  const stored = await db().submission.findUniqueOrThrow({ where: { id: ids[0]! } });
  const many = Array.from({ length: mostCounted + 1 }, (_, k) => ({
    ...stored,
    messages: [],
    id: randomUUID(),
    number: 1000 + k,
    idempotencyKey: randomUUID(),
    reportId: null,
    receivedAt: new Date(stored.receivedAt.getTime() - 1000 * (k + 1)),
  }));
  await db().submission.createMany({ data: many });
  const first = await listSubmissions(ta, "small", { limit: 2 });
  expect(first).toMatchObject({ total: null, from: 1, previous: null });
  const second = await listSubmissions(ta, "small", { limit: 2, cursor: first.next! });
  expect(second).toMatchObject({ total: null, from: 3, previous: expect.any(String), next: expect.any(String) });
  const last = await listSubmissions(ta, "small", { limit: 2, sort: "oldest" });
  expect(last.rows[0]!.id).toBe(many.at(-1)!.id);
  expect(await selectNeighbours(ta, "small", many.at(-1)!.id, {})).toMatchObject({
    place: null,
    total: null,
    next: null,
  });
});
