import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { publishTestQuiz, quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

let courseId: string;
let quizId: string;
let versionId: string;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ({ quizId, versionId } = await publishTestQuiz(courseId, "rules", await quizFiles("rules", { numeric: 1 })));
  const actor = await makePerson("Student", { courseId, role: "student" });
  const place = { courseSlug: "small", quizSlug: "rules", idempotencyKey: "key-of-the-student" };
  expect(await startAttempt(actor, place)).toMatchObject({ ok: true });
});

describe("what was published or begun stays", () => {
  test.each([
    ["UPDATE quiz_versions SET max_score = 9", /published quiz stays/],
    ["UPDATE quiz_items SET points = 9", /published quiz stays/],
    ["DELETE FROM quiz_items", /published quiz stays|foreign key/],
    ["UPDATE quiz_answers SET values = '{}'", /stays as it was drawn/],
    ["UPDATE quiz_answers SET seed = 'x'", /stays as it was drawn/],
    ["DELETE FROM quiz_answers", /stays as it was drawn/],
    ["UPDATE quiz_attempts SET seed = 'x'", /stays whose and what/],
    ["UPDATE quiz_attempts SET started_at = now()", /stays whose and what/],
    ["DELETE FROM quiz_attempts", /stays whose and what/],
  ])("refused: %s", async (sql, message) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(message);
  });

  test("a version that somebody began gets no further question", async () => {
    const data = { versionId, key: "new", zone: 0, position: 9, points: 1, definition: {}, contentHash: "x" };
    await expect(db().quizItem.create({ data })).rejects.toThrow(/quiz_items_stay/);
  });
});

describe("rows that make no sense are refused", () => {
  test("two open attempts of one person", async () => {
    const { personId } = await db().quizAttempt.findFirstOrThrow();
    const data = {
      quizId,
      versionId,
      personId,
      number: 2,
      seed: "s",
      idempotencyKey: "another-key",
      startedAt: new Date(),
      maxScore: 1,
    };
    await expect(db().quizAttempt.create({ data })).rejects.toThrow(/Unique|quiz_attempts_one_open/);
  });

  test.each([
    ["an end by nobody", "UPDATE quiz_attempts SET handed_in_at = now() + interval '1 hour'", /ended_by_somebody/],
    ["graded though open", "UPDATE quiz_attempts SET graded_at = now(), score = 0", /graded_when_handed_in/],
    ["more points than there are", "UPDATE quiz_attempts SET score = 2", /score_in_range/],
    ["a credit above one", "UPDATE quiz_answers SET credit = 1.5", /credit_in_range/],
  ])("%s", async (_, sql, message) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(message);
  });
});

describe("publishing", () => {
  test("the same files are the same version; what was published before comes back as it was", async () => {
    const first = await quizFiles("again", { numeric: 1 });
    const second = await quizFiles("again", { numeric: 2 });
    const one = await publishTestQuiz(courseId, "again", first);
    const two = await publishTestQuiz(courseId, "again", second);
    expect(two.versionId).not.toBe(one.versionId);
    expect(await publishTestQuiz(courseId, "again", first)).toEqual(one);
    const versions = await db().quizVersion.findMany({
      where: { quizId: one.quizId },
      orderBy: { number: "asc" },
      select: { number: true, maxScore: true, currentOf: { select: { slug: true } } },
    });
    expect(versions).toEqual([
      { number: 1, maxScore: 1, currentOf: { slug: "again" } },
      { number: 2, maxScore: 2, currentOf: null },
    ]);
  });

  test("a zone that draws counts what it draws", async () => {
    const zones = [
      {
        pick: 2,
        questions: [
          { id: "numeric", points: 2 },
          { id: "single-choice", points: 2 },
          { id: "true-false", points: 2 },
        ],
      },
    ];
    const files = await quizFiles("draws", { numeric: 2, "single-choice": 2, "true-false": 2 }, { zones });
    const { versionId: id } = await publishTestQuiz(courseId, "draws", files);
    expect(await db().quizVersion.findUnique({ where: { id } })).toMatchObject({ maxScore: 4 });
    const actor = await makePerson("Draws", { courseId, role: "student" });
    const place = { courseSlug: "small", quizSlug: "draws", idempotencyKey: "key-of-the-drawer" };
    const started = await startAttempt(actor, place);
    if (!started.ok) throw new Error(started.reason);
    const attempt = await db().quizAttempt.findUniqueOrThrow({
      where: { id: started.attemptId },
      include: { answers: true },
    });
    expect(attempt.maxScore).toBe(4);
    expect(attempt.answers).toHaveLength(2);
  });
});
