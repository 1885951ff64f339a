import path from "node:path";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { NotFound } from "../../lib/errors.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { type HandIn, submit } from "../../lib/submissions/submit.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();

const text = (source: string) => new TextEncoder().encode(source);
const good = [{ path: "solution.ts", bytes: text("export const forward = 1;\n") }];
let courseId: string;
let student: Actor;
let stranger: Actor;
let teacher: Actor;
let key = 0;

const handIn = (more: Partial<HandIn> = {}): HandIn => ({
  courseSlug: "small",
  projectSlug: "small",
  idempotencyKey: `key-for-tests-${++key}`,
  files: good,
  ...more,
});

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
  stranger = await makePerson("Stranger", null);
});

/** What a hand-in leaves behind, counted. */
async function counts() {
  const [submissions, files, jobs, events] = await Promise.all([
    db().submission.count(),
    db().submittedFile.count(),
    db().gradingJob.count(),
    db().auditEvent.count({ where: { action: "submission.received" } }),
  ]);
  const queued = await db().$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pgboss.job WHERE name = 'grading'`;
  return { submissions, files, jobs, events, queued: Number(queued[0]!.count) };
}

describe("a hand-in that is received", () => {
  test("is stored with its files, its job, its message and its audit event", async () => {
    const before = await counts();
    const submitted = await submit(student, handIn());
    expect(submitted).toMatchObject({ ok: true, number: 1, place: 1, messages: [] });
    expect(await counts()).toEqual({
      submissions: before.submissions + 1,
      files: before.files + 1,
      jobs: before.jobs + 1,
      events: before.events + 1,
      queued: before.queued + 1,
    });
    if (!submitted.ok) throw new Error("not received");
    const page = await selectSubmission(student, submitted.submissionId);
    expect(page).toMatchObject({
      number: 1,
      contentHash: submitted.contentHash,
      state: { kind: "queued", place: 1, estimateSeconds: null },
      members: ["Student"],
      viewer: "owner",
      report: null,
      lateDays: 0,
      files: [{ path: "solution.ts", text: "export const forward = 1;\n" }],
    });
  });

  test("the same key and files again are the same submission, and nothing is stored twice", async () => {
    const form = handIn();
    const first = await submit(student, form);
    const before = await counts();
    expect(await submit(student, form)).toEqual(first);
    expect(await counts()).toEqual(before);
  });

  test("a double click stores one submission and answers both alike", async () => {
    const form = handIn();
    const before = await counts();
    const [first, second] = await Promise.all([submit(student, form), submit(student, form)]);
    expect(second).toEqual(first);
    expect((await counts()).submissions).toBe(before.submissions + 1);
  });

  test("the same key with other files is refused, and not answered with the old submission", async () => {
    const form = handIn();
    await submit(student, form);
    const other = { ...form, files: [{ path: "solution.ts", bytes: text("export const loss = 2;\n") }] };
    expect(await submit(student, other)).toMatchObject({ ok: false, reason: "key-reused" });
  });

  test("a zip is unpacked, and what does not count is named", async () => {
    const zip = zipSync({ "work/solution.ts": text("export {};\n"), "work/notes.pdf": text("%PDF") });
    const alone = await makePerson("Zipper", { courseId, role: "student" });
    const submitted = await submit(alone, handIn({ files: { zip } }));
    expect(submitted).toMatchObject({ ok: true, messages: [{ severity: "warning" }] });
  });

  test("numbers count up without gaps when many arrive at once", async () => {
    const many = await makePerson("Many", { courseId, role: "student" });
    const all = await Promise.all(Array.from({ length: 5 }, () => submit(many, handIn())));
    expect(all.map((one) => one.ok && one.number).sort()).toEqual([1, 2, 3, 4, 5]);
    // and the sixth waits its turn: one person cannot fill the queue
    expect(await submit(many, handIn())).toMatchObject({ ok: false, reason: "too-many" });
  });

  test("of a group: every member sees it, and numbers are the group's", async () => {
    const [one, two] = [
      await makePerson("Member 1", { courseId, role: "student" }),
      await makePerson("Member 2", { courseId, role: "student" }),
    ];
    const project = await db().project.findUniqueOrThrow({ where: { courseId_slug: { courseId, slug: "small" } } });
    const group = await db().workGroup.create({ data: { projectId: project.id, name: "Pair" } });
    const joinedAt = new Date();
    for (const { personId } of [one, two]) {
      await db().membership.create({ data: { groupId: group.id, projectId: project.id, personId, joinedAt } });
    }
    const first = await submit(one, handIn());
    const second = await submit(two, handIn());
    expect([first, second]).toMatchObject([{ number: 1 }, { number: 2 }]);
    const together = await Promise.all([submit(one, handIn()), submit(two, handIn())]);
    expect(together.map((answer) => answer.ok && answer.number).sort()).toEqual([3, 4]);
    if (!first.ok) throw new Error("not received");
    const page = await selectSubmission(two, first.submissionId);
    expect(page.members.sort()).toEqual(["Member 1", "Member 2"]);
    expect(page.history.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    await expect(selectSubmission(student, first.submissionId)).rejects.toThrow(NotFound);
  });
});

describe("a hand-in that is refused leaves nothing behind", () => {
  const big = new Uint8Array(10 * 1024 * 1024).fill(32);
  test.each<[string, Partial<HandIn>, string]>([
    ["no files", { files: [] }, "files"],
    ["no solution.ts", { files: [{ path: "other.ts", bytes: text("export {}") }] }, "files"],
    ["10 MB", { files: [{ path: "solution.ts", bytes: big }] }, "files"],
    ["another encoding", { files: [{ path: "solution.ts", bytes: new Uint8Array([0xff, 0xfe, 0x41, 0]) }] }, "files"],
    ["two files of one name", { files: [...good, ...good] }, "files"],
    ["a path out of the folder", { files: [...good, { path: "../x.ts", bytes: text("1") }] }, "files"],
    ["not a zip", { files: { zip: text("PK, not really") } }, "files"],
    ["a closed project", { projectSlug: "over" }, "closed"],
    ["a project that is not open yet", { projectSlug: "later" }, "not-open"],
    ["late without confirmation", { projectSlug: "late" }, "late-needs-confirmation"],
  ])("%s", async (_name, form, reason) => {
    const before = await counts();
    const answer = await submit(student, handIn(form));
    expect(answer).toMatchObject({
      ok: false,
      reason,
      message: { en: expect.any(String), "pt-BR": expect.any(String) },
    });
    if (reason === "files" && !answer.ok) expect(answer.messages.length).toBeGreaterThan(0);
    expect(await counts()).toEqual(before);
  });

  test("someone who is not enrolled is not told that the course exists", async () => {
    await expect(submit(stranger, handIn())).rejects.toThrow(NotFound);
  });

  test("an unknown project", async () => {
    await expect(submit(student, handIn({ projectSlug: "nothing" }))).rejects.toThrow(NotFound);
  });
});

test("late with confirmation is received, and its penalty is derived", async () => {
  const submitted = await submit(student, handIn({ projectSlug: "late", acceptLate: true }));
  if (!submitted.ok) throw new Error("not received");
  const page = await selectSubmission(student, submitted.submissionId);
  expect(page.lateDays).toBeGreaterThanOrEqual(1);
  expect(page.penaltyPercent).toBe(page.lateDays * 10);
});

test("an extension for one person opens the project for that person only", async () => {
  const project = await db().project.findUniqueOrThrow({ where: { courseId_slug: { courseId, slug: "over" } } });
  const ill = await makePerson("Ill", { courseId, role: "student" });
  const dueAt = new Date(Date.now() + 86_400_000);
  await db().override.create({
    data: {
      scheduleId: project.scheduleId,
      personId: ill.personId,
      dueAt,
      reason: "ill",
      grantedById: teacher.personId,
    },
  });
  expect(await submit(ill, handIn({ projectSlug: "over" }))).toMatchObject({ ok: true });
  expect(await submit(student, handIn({ projectSlug: "over" }))).toMatchObject({ ok: false, reason: "closed" });
});
