import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { answersSchema } from "../../../grader/quiz/answer.ts";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { giveUpCodeJob } from "../../../lib/quizzes/code-jobs.ts";
import { mark } from "../../../lib/quizzes/marking/mark.ts";
import { selectMarkingQueue } from "../../../lib/quizzes/marking/queue.ts";
import { retryPrograms } from "../../../lib/quizzes/marking/retry-programs.ts";
import { selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { letTimeRunOut, publishTestQuiz, quizFiles, rightAnswersOf } from "../../support/quizzes.ts";
import { startWorker } from "../../support/worker.ts";

const database = startTestDatabase();

let courseId: string;
let people = 0;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  await publishTestQuiz(courseId, "programs", await quizFiles("programs", { "true-false": 1, code: 3 }));
});

async function begin(): Promise<{ actor: Actor; attemptId: string }> {
  const actor = await makePerson(`Student ${++people}`, { courseId, role: "student" });
  const place = { courseSlug: "small", quizSlug: "programs", idempotencyKey: `key-of-${actor.personId}` };
  const answer = await startAttempt(actor, place);
  if (!answer.ok) throw new Error(answer.reason);
  return { actor, attemptId: answer.attemptId };
}

async function write(actor: Actor, attemptId: string, edit: (program: string) => string = (program) => program) {
  const { answers } = await rightAnswersOf(attemptId, "code");
  const program = edit(String(answersSchema.parse(answers).rule));
  const save = { attemptId, key: "code", answers: { rule: program }, revision: 0, flagged: false, spentMs: 1 };
  expect(await saveAnswers(actor, save)).toMatchObject({ ok: true });
}

const reviewOf = async (actor: Actor, attemptId: string) => (await selectAttempt(actor, attemptId, "en")).review!;

test("programs wait as pending until a worker has graded them; the worker ends what ran out, too", async () => {
  const [right, wrong, broken, empty, late] = [
    await begin(),
    await begin(),
    await begin(),
    await begin(),
    await begin(),
  ];
  await write(right.actor, right.attemptId);
  await write(wrong.actor, wrong.attemptId, (program) => program.replace("wi - alpha", "wi + alpha"));
  await write(broken.actor, broken.attemptId, (program) => `${program}\nconst x: number = "no number";`);
  await write(late.actor, late.attemptId);
  for (const { actor, attemptId } of [right, wrong, broken, empty]) await handIn(actor, attemptId);
  await letTimeRunOut(late.attemptId);

  const pending = await reviewOf(right.actor, right.attemptId);
  expect(pending).toMatchObject({ score: 0, maxScore: 4, complete: false });
  expect(pending.items[1]!.result!.fields[0]).toMatchObject({ state: "pending", credit: null });
  expect(await reviewOf(empty.actor, empty.attemptId)).toMatchObject({ score: 0, complete: true });

  const worker = await startWorker(database.url());
  try {
    const unfinished = () => db().quizAttempt.count({ where: { complete: false } });
    await expect.poll(unfinished, { timeout: 60_000, interval: 250 }).toBe(0);
  } finally {
    worker.child.kill("SIGTERM");
    await worker.ended;
  }
  expect(await reviewOf(right.actor, right.attemptId)).toMatchObject({ score: 3, complete: true });
  const turned = await reviewOf(wrong.actor, wrong.attemptId);
  expect(turned).toMatchObject({ score: 0, complete: true });
  expect(turned.items[1]!.result!.fields[0]).toMatchObject({ state: "wrong", credit: 0 });
  expect(turned.items[1]!.result!.fields[0]!.diagnoses.map(({ code }) => code)).toContain("sign-flipped");
  const typo = (await reviewOf(broken.actor, broken.attemptId)).items[1]!.result!.fields[0]!;
  expect(typo).toMatchObject({ credit: 0, message: { en: expect.any(String) } });
  const ended = await selectAttempt(late.actor, late.attemptId, "en");
  expect(ended).toMatchObject({ endedBy: "timer", review: { score: 3, complete: true } });
});

test("a program that could not be graded by our fault waits for a person and costs nobody anything", async () => {
  const { actor, attemptId } = await begin();
  await write(actor, attemptId);
  await handIn(actor, attemptId);
  const job = await db().quizCodeJob.findFirstOrThrow({ where: { attemptId } });
  await giveUpCodeJob(job.id);
  const ta = await makePerson(`TA ${++people}`, { courseId, role: "ta" });
  const queue = await selectMarkingQueue(ta, "small");
  expect(queue.find(({ key }) => key === "code")).toMatchObject({ left: 1, nextAttemptId: attemptId });
  expect(await retryPrograms(ta, attemptId)).toBe(1);
  // it is under way already
  expect(await retryPrograms(ta, attemptId)).toBe(0);
  await mark(ta, { attemptId, key: "code", fieldId: "rule", credit: 1, comment: "Read by hand" });
  expect(await reviewOf(actor, attemptId)).toMatchObject({ score: 3, complete: true });
});
