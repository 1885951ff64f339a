import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { forget } from "../../../lib/process-wide.ts";
import { selectQuizPage } from "../../../lib/quizzes/queries.ts";
import { judgeUnjudged } from "../../../lib/quizzes/taking/finish.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { answerRightly, publishTestQuiz, quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

let courseId: string;
let student: Actor;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
});

/** What a fault of ours could do to a question's key; the database forbids it to everybody else. */
async function changeKey(versionId: string, from: string, to: string): Promise<void> {
  await db().$transaction([
    db().$executeRaw`ALTER TABLE quiz_items DISABLE TRIGGER quiz_items_stay`,
    db().$executeRaw`
      UPDATE quiz_items SET definition = replace(definition::text, ${from}, ${to})::json WHERE version_id = ${versionId}::uuid`,
    db().$executeRaw`ALTER TABLE quiz_items ENABLE TRIGGER quiz_items_stay`,
  ]);
  forget("quiz-content");
}

test("an answer that cannot be judged by our fault does not stop the hand-in, and is judged later", async () => {
  const files = await quizFiles("faulty", { numeric: 1, "single-choice": 2 });
  const { versionId } = await publishTestQuiz(courseId, "faulty", files);
  const place = { courseSlug: "small", quizSlug: "faulty", idempotencyKey: "key-of-faulty" };
  const started = await startAttempt(student, place);
  if (!started.ok) throw new Error(started.reason);
  const { attemptId } = started;
  for (const key of ["numeric", "single-choice"]) await answerRightly(student, attemptId, key);

  await changeKey(versionId, '"answer":"w - step"', '"answer":"w - unknown"');
  expect(await handIn(student, attemptId)).toMatchObject({ ok: true, endedBy: "person" });
  const [row] = (await selectQuizPage(student, "small", "faulty")).attempts;
  expect(row).toMatchObject({ score: null, withheld: { reason: "grading" }, handedInAt: expect.any(String) });
  expect(await judgeUnjudged()).toBe(0);

  await changeKey(versionId, '"answer":"w - unknown"', '"answer":"w - step"');
  expect(await judgeUnjudged()).toBe(1);
  expect((await selectQuizPage(student, "small", "faulty")).attempts[0]).toMatchObject({ score: 3, complete: true });
  expect(await judgeUnjudged()).toBe(0);
});

test("a question that cannot be drawn uses no attempt", async () => {
  const files = await quizFiles("undrawable", { numeric: 1 });
  const { versionId } = await publishTestQuiz(courseId, "undrawable", files);
  await changeKey(versionId, '"step":"alpha * 2 * w"', '"step":"alpha * nothing"');
  const place = { courseSlug: "small", quizSlug: "undrawable", idempotencyKey: "key-of-undrawable" };
  expect(await startAttempt(student, place)).toMatchObject({ ok: false, reason: "broken" });
  expect(await db().quizAttempt.count({ where: { versionId } })).toBe(0);
});

test("a save that the database cannot keep is not acknowledged", async () => {
  await publishTestQuiz(courseId, "full", await quizFiles("full", { numeric: 1 }));
  const place = { courseSlug: "small", quizSlug: "full", idempotencyKey: "key-of-full" };
  const started = await startAttempt(student, place);
  if (!started.ok) throw new Error(started.reason);
  const save = {
    attemptId: started.attemptId,
    key: "numeric",
    answers: { w1: "1" },
    revision: 0,
    flagged: false,
    spentMs: 0,
  };
  await db().$executeRaw`ALTER TABLE quiz_answers ADD CONSTRAINT nothing_is_kept CHECK (revision = 0) NOT VALID`;
  await expect(saveAnswers(student, save)).rejects.toThrow(/nothing_is_kept/);
  await db().$executeRaw`ALTER TABLE quiz_answers DROP CONSTRAINT nothing_is_kept`;
  expect(await saveAnswers(student, save)).toMatchObject({ ok: true, revision: 1 });
});
