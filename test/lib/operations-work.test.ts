import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { answersSchema } from "../../grader/quiz/answer.ts";
import type { Actor } from "../../lib/actor.ts";
import { beginProof, giveUpProof, requestProof } from "../../lib/courses/proofs.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { queueMetrics } from "../../lib/metrics/queue.ts";
import type { WorkKind } from "../../lib/operations/other-work.ts";
import { selectOperations } from "../../lib/operations/queries.ts";
import { proveDraft } from "../../lib/quizzes/authoring/prove.ts";
import { giveUpQuizProof } from "../../lib/quizzes/authoring/run-proof.ts";
import { giveUpCodeJob } from "../../lib/quizzes/code-jobs.ts";
import { mark } from "../../lib/quizzes/marking/mark.ts";
import { retryPrograms } from "../../lib/quizzes/marking/retry-programs.ts";
import { previewRegrade } from "../../lib/quizzes/regrading/request.ts";
import { giveUpRegrade } from "../../lib/quizzes/regrading/run.ts";
import { handIn } from "../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { publishTestQuiz, quizFiles, rightAnswersOf } from "../support/quizzes.ts";

startTestDatabase();
const quiz = { courseSlug: "small", quizSlug: "programs" };
let courseId: string;
let teacher: Actor;
let teacherElsewhere: Actor;
let versionId: string;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  await publishTestQuiz(courseId, "programs", await quizFiles("programs", { code: 3 }));
  const { id: elsewhere } = await db().course.create({
    data: { slug: "elsewhere", title: { en: "Elsewhere", "pt-BR": "Outro" }, timeZone: "UTC" },
  });
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
  teacherElsewhere = await makePerson("Other teacher", { courseId: elsewhere, role: "instructor" });
  const project = await db().project.findFirstOrThrow({ where: { courseId, slug: "small" } });
  versionId = project.currentVersionId!;
});

const stateOf = async (kind: WorkKind) =>
  (await selectOperations(teacher)).otherWork.find((each) => each.kind === kind);
const givenUpOf = async (kind: WorkKind, actor = teacher) =>
  (await selectOperations(actor)).givenUpWork.filter((each) => each.kind === kind);
const counted = async (kind: WorkKind) =>
  Number(new RegExp(`nabla_work_given_up\\{kind="${kind}"\\} (\\d+)`).exec(await queueMetrics())?.[1]);

test("a program of a quiz waits, is given up with its cause, and is settled by a mark or another try", async () => {
  const student = await makePerson("Student", { courseId, role: "student" });
  const begun = await startAttempt(student, { ...quiz, idempotencyKey: "a key of the student" });
  if (!begun.ok) throw new Error(begun.reason);
  const { attemptId } = begun;
  const { answers } = await rightAnswersOf(attemptId, "code");
  await saveAnswers(student, {
    attemptId,
    key: "code",
    answers: answersSchema.parse(answers),
    revision: 0,
    flagged: false,
    spentMs: 1,
  });
  await handIn(student, attemptId);
  await db().$executeRaw`UPDATE quiz_code_jobs SET created_at = now() - interval '90 seconds'`;
  const waits = await stateOf("quiz-program");
  expect(waits).toMatchObject({ waiting: 1, running: 0 });
  expect(waits!.oldestSeconds).toBeGreaterThanOrEqual(90);
  expect(await givenUpOf("quiz-program")).toEqual([]);

  const job = await db().quizCodeJob.findFirstOrThrow({ where: { attemptId } });
  await db().quizCodeJob.update({ where: { id: job.id }, data: { startedAt: new Date() } });
  expect(await stateOf("quiz-program")).toMatchObject({ waiting: 0, running: 1, oldestSeconds: 0 });

  await giveUpCodeJob(job.id);
  expect(await stateOf("quiz-program")).toMatchObject({ waiting: 0, running: 0 });
  expect(await givenUpOf("quiz-program")).toMatchObject([
    {
      courseSlug: "small",
      slug: "programs",
      answer: { attemptId, question: "code", person: "Student" },
      failure: expect.stringContaining("died"),
    },
  ]);
  expect(await counted("quiz-program")).toBe(1);
  expect(await givenUpOf("quiz-program", teacherElsewhere)).toEqual([]);

  expect(await retryPrograms(teacher, attemptId)).toBe(1);
  expect(await givenUpOf("quiz-program")).toEqual([]);
  expect(await stateOf("quiz-program")).toMatchObject({ waiting: 1 });

  const again = await db().quizCodeJob.findFirstOrThrow({ where: { attemptId }, orderBy: { createdAt: "desc" } });
  await giveUpCodeJob(again.id);
  expect(await givenUpOf("quiz-program")).toMatchObject([{ id: again.id }]);
  await mark(teacher, { attemptId, key: "code", fieldId: "rule", credit: 1, comment: "Read by hand" });
  expect(await givenUpOf("quiz-program")).toEqual([]);
  expect(await counted("quiz-program")).toBe(0);
});

test("the proof of a project waits, runs and is given up until it is asked for again", async () => {
  const ask = () => db().$transaction((tx) => requestProof(tx, versionId, null));
  const id = await ask();
  expect(await stateOf("project-proof")).toMatchObject({ waiting: 1, running: 0 });
  await beginProof(id, "machine/1/x");
  expect(await stateOf("project-proof")).toMatchObject({ waiting: 0, running: 1 });
  await giveUpProof(id);
  expect(await stateOf("project-proof")).toMatchObject({ waiting: 0, running: 0 });
  expect(await givenUpOf("project-proof")).toMatchObject([{ id, slug: "small", answer: null }]);
  expect(await givenUpOf("project-proof", teacherElsewhere)).toEqual([]);
  await ask();
  expect(await givenUpOf("project-proof")).toEqual([]);
});

test("self-tests and regrades of a quiz likewise", async () => {
  const { id } = await proveDraft(teacher, quiz);
  expect(await stateOf("quiz-proof")).toMatchObject({ waiting: 1 });
  await giveUpQuizProof(id, "no worker came through it");
  expect(await stateOf("quiz-proof")).toMatchObject({ waiting: 0 });
  expect(await givenUpOf("quiz-proof")).toMatchObject([{ id, slug: "programs", failure: "no worker came through it" }]);
  await proveDraft(teacher, quiz);
  expect(await givenUpOf("quiz-proof")).toEqual([]);

  const ask = () => previewRegrade(teacher, { ...quiz, rules: { questions: {}, neverLower: true } });
  const asked = await ask();
  if (!asked.ok) throw new Error(asked.reason);
  expect(await stateOf("regrade")).toMatchObject({ waiting: 1, running: 0 });
  await giveUpRegrade(asked.id, new Error("no room on the disk"));
  expect(await stateOf("regrade")).toMatchObject({ waiting: 0 });
  expect(await givenUpOf("regrade")).toMatchObject([
    { id: asked.id, failure: expect.stringContaining("no room on the disk") },
  ]);
  await ask();
  expect(await givenUpOf("regrade")).toEqual([]);
});
