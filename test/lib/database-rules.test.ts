import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { recordAudit } from "../../lib/audit.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();

let courseId: string;
let projectId: string;
let people = 0;
let groups = 0;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ({ id: projectId } = await db().project.findUniqueOrThrow({ where: { courseId_slug: { courseId, slug: "small" } } }));
});

const student = async () => (await makePerson(`Student ${++people}`, { courseId, role: "student" })).personId;
const group = async () => (await db().workGroup.create({ data: { projectId, name: `Group ${++groups}` } })).id;
const day = (n: number) => new Date(Date.UTC(2026, 2, n));

const join = (groupId: string, personId: string, joinedAt = day(1), leftAt: Date | null = null) =>
  db().membership.create({ data: { groupId, projectId, personId, joinedAt, leftAt } });

describe("groups", () => {
  test("take three members and no fourth", async () => {
    const id = await group();
    for (let i = 0; i < 3; i++) await join(id, await student());
    await expect(join(id, await student())).rejects.toThrow(/at most three/);
  });

  test("take three and no fourth when all of them join at once", async () => {
    const id = await group();
    const candidates = await Promise.all(Array.from({ length: 6 }, student));
    const joined = await Promise.allSettled(candidates.map((personId) => join(id, personId)));
    expect(joined.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await db().membership.count({ where: { groupId: id } })).toBe(3);
  });

  test("take a new member for one who left", async () => {
    const id = await group();
    await join(id, await student(), day(1), day(5));
    for (let i = 0; i < 2; i++) await join(id, await student());
    await join(id, await student(), day(5));
    await expect(join(id, await student(), day(5))).rejects.toThrow(/at most three/);
    await expect(join(id, await student(), day(2), day(3))).rejects.toThrow(/at most three/);
  });

  test("a person is in one group of a project at a time", async () => {
    const [first, second, person] = [await group(), await group(), await student()];
    const stay = await join(first, person);
    await expect(join(second, person, day(9))).rejects.toThrow(/memberships_one_group_at_a_time|exclusion/i);
    await expect(join(first, person, day(9))).rejects.toThrow(/memberships_one_group_at_a_time|exclusion/i);
    await db().membership.update({ where: { id: stay.id }, data: { leftAt: day(9) } });
    await join(second, person, day(9));
  });

  test("a membership cannot name another project than its group's", async () => {
    const other = await db().project.findUniqueOrThrow({ where: { courseId_slug: { courseId, slug: "over" } } });
    const data = { groupId: await group(), projectId: other.id, personId: await student(), joinedAt: day(1) };
    await expect(db().membership.create({ data })).rejects.toThrow(/foreign key/i);
  });
});

describe("what is only ever added to", () => {
  test.each(["UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events", "TRUNCATE audit_events"])(
    "audit events refuse: %s",
    async (sql) => {
      await recordAudit(db(), {
        actorId: null,
        courseId,
        action: "course.published",
        thing: "course",
        thingId: courseId,
        details: {},
      });
      await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    },
  );

  test.each(["UPDATE reports SET score = 0", "DELETE FROM reports", "DELETE FROM submitted_files"])(
    "reports and files refuse: %s",
    async (sql) => {
      await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    },
  );
});

describe("rows that make no sense are refused", () => {
  test("an e-mail in capitals, which could be a second account of one person", async () => {
    await expect(db().person.create({ data: { name: "X", email: "X@test.example" } })).rejects.toThrow(/lower_case/);
  });

  test("a schedule that is due before it opens", async () => {
    const data = { opensAt: day(2), dueAt: day(1) };
    await expect(db().schedule.create({ data })).rejects.toThrow(/open_before_due/);
  });

  test("an override for nobody, or for a person and a group", async () => {
    const schedule = await db().schedule.create({ data: { opensAt: day(1), dueAt: day(2) } });
    const grantedById = await student();
    const rule = { scheduleId: schedule.id, reason: "x", grantedById };
    await expect(db().override.create({ data: rule })).rejects.toThrow(/one_person_or_group/);
    const both = { ...rule, personId: await student(), groupId: await group() };
    await expect(db().override.create({ data: both })).rejects.toThrow(/one_person_or_group/);
  });
});

test("publishing the same course again changes nothing; changed content is a new version", async () => {
  const before = await db().projectVersion.count();
  expect(await publishCourse(path.resolve("test/fixtures/course"), new Date("2027-01-01"))).toBe(courseId);
  expect(await db().projectVersion.count()).toBe(before);
});
