import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { NotFound } from "../../../lib/errors.ts";
import { selectQuizPage } from "../../../lib/quizzes/queries.ts";
import { selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { closeExpired } from "../../../lib/quizzes/taking/finish.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { selectSavedAnswers } from "../../../lib/quizzes/taking/saved-answers.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { answerRightly, letTimeRunOut, publishTestQuiz, quizFiles, rightAnswersOf } from "../../support/quizzes.ts";

startTestDatabase();

const hour = 3_600_000;
let courseId: string;
let people = 0;
let keys = 0;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  await publishTestQuiz(
    courseId,
    "many",
    await quizFiles("many", { numeric: 1, "two-two-one": 5, "single-choice": 2 }, { attempts: { allowed: 3 } }),
  );
  await publishTestQuiz(
    courseId,
    "once",
    await quizFiles("once", { "single-choice": 1 }, { timeLimit: 10, attempts: { allowed: 1 } }),
  );
  await publishTestQuiz(courseId, "over", await quizFiles("over", { numeric: 1 }), {
    opensAt: new Date(Date.now() - 2 * hour),
    dueAt: new Date(Date.now() - hour),
  });
  await publishTestQuiz(courseId, "later", await quizFiles("later", { numeric: 1 }), {
    opensAt: new Date(Date.now() + hour),
    dueAt: new Date(Date.now() + 2 * hour),
  });
});

const student = () => makePerson(`Student ${++people}`, { courseId, role: "student" });
const newKey = () => `key-${++keys}-of-a-test`;
const start = (actor: Actor, quizSlug: string, idempotencyKey = newKey()) =>
  startAttempt(actor, { courseSlug: "small", quizSlug, idempotencyKey });

async function started(actor: Actor, quizSlug: string): Promise<string> {
  const answer = await start(actor, quizSlug);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.attemptId;
}

describe("starting", () => {
  test("draws questions with numbers that stay, and no key in what is sent", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const page = await selectAttempt(actor, attemptId, "en");
    expect(page).toMatchObject({ state: "open", number: 1, mine: true, person: null, review: null });
    expect(page.questions.map(({ key, points }) => [key, points])).toEqual([
      ["numeric", 1],
      ["two-two-one", 5],
      ["single-choice", 2],
    ]);
    expect(page.questions.every(({ empty, view }) => empty.length === view.fields.length)).toBe(true);
    const again = await selectAttempt(actor, attemptId, "en");
    expect(again.questions).toEqual(page.questions);
    const other = await selectAttempt(await student(), attemptId, "en").catch((error: unknown) => error);
    expect(other).toBeInstanceOf(NotFound);
  });

  test("two people get other numbers", async () => {
    const texts = await Promise.all(
      [await student(), await student()].map(async (actor) => {
        const page = await selectAttempt(actor, await started(actor, "many"), "en");
        return page.questions.find(({ key }) => key === "two-two-one")!.view.text;
      }),
    );
    expect(texts[0]).not.toBe(texts[1]);
  });

  test("twice with the same key, or at the same time with others, is one attempt", async () => {
    const actor = await student();
    const key = newKey();
    const all = await Promise.all([
      start(actor, "many", key),
      start(actor, "many", key),
      start(actor, "many"),
      start(actor, "many"),
    ]);
    expect(new Set(all.map((answer) => answer.ok && answer.attemptId)).size).toBe(1);
    expect(all.filter((answer) => answer.ok && !answer.resumed)).toHaveLength(1);
    expect(await db().quizAttempt.count({ where: { personId: actor.personId } })).toBe(1);
    expect(await start(actor, "many", key)).toMatchObject({ ok: true, resumed: true });
  });

  test("a key of another quiz is refused", async () => {
    const actor = await student();
    const key = newKey();
    await start(actor, "many", key);
    expect(await start(actor, "once", key)).toMatchObject({ ok: false, reason: "key-reused" });
  });

  test.each([
    ["over", "closed"],
    ["once", "no-attempts-left"],
  ])("%s: refused as %s", async (slug, reason) => {
    const actor = await student();
    if (slug === "once") await handIn(actor, await started(actor, slug));
    expect(await start(actor, slug)).toMatchObject({ ok: false, reason, message: { en: expect.any(String) } });
  });

  test("a quiz that has not opened does not exist for students; staff may try it, which counts nowhere", async () => {
    await expect(start(await student(), "later")).rejects.toThrow(NotFound);
    const ta = await makePerson(`TA ${++people}`, { courseId, role: "ta" });
    const attemptId = await started(ta, "later");
    expect(await selectAttempt(ta, attemptId, "en")).toMatchObject({ preview: true, endsAt: null });
  });

  test("ends at the close when that comes before the time limit", async () => {
    const dueAt = new Date(Date.now() + 5 * 60_000);
    await publishTestQuiz(courseId, "soon", await quizFiles("soon", { numeric: 1 }, { timeLimit: 60 }), { dueAt });
    const actor = await student();
    const page = await selectAttempt(actor, await started(actor, "soon"), "en");
    expect(page.endsAt).toBe(dueAt.toISOString());
  });

  test("the same numbers again where the quiz says so", async () => {
    const rules = { attempts: { allowed: 0, newVariants: false } };
    await publishTestQuiz(courseId, "same", await quizFiles("same", { numeric: 1, "two-two-one": 2 }, rules));
    const actor = await student();
    const views = [];
    for (let n = 0; n < 2; n += 1) {
      const attemptId = await started(actor, "same");
      views.push((await selectAttempt(actor, attemptId, "en")).questions.map(({ view }) => view));
      await handIn(actor, attemptId);
    }
    expect(views[0]).toEqual(views[1]);
  });

  test("waits between attempts as long as the quiz says", async () => {
    const rules = { attempts: { allowed: 2, minutesBetween: 30 } };
    await publishTestQuiz(courseId, "pause", await quizFiles("pause", { numeric: 1 }, rules));
    const actor = await student();
    await handIn(actor, await started(actor, "pause"));
    const answer = await start(actor, "pause");
    expect(answer).toMatchObject({ ok: false, reason: "too-soon" });
    expect(!answer.ok && Date.parse(answer.at!) - Date.now()).toBeGreaterThan(29 * 60_000);
  });

  test("an attempt under way stays on its version when the quiz is published again", async () => {
    await publishTestQuiz(courseId, "edited", await quizFiles("edited", { numeric: 1 }));
    const actor = await student();
    const attemptId = await started(actor, "edited");
    const before = await selectAttempt(actor, attemptId, "en");
    await publishTestQuiz(
      courseId,
      "edited",
      await quizFiles("edited", { numeric: 4, "single-choice": 2 }, {}, (_, text) =>
        text.replace("A step of", "One step of"),
      ),
    );
    expect((await selectAttempt(actor, attemptId, "en")).questions).toEqual(before.questions);
    await answerRightly(actor, attemptId, "numeric");
    await handIn(actor, attemptId);
    expect((await selectAttempt(actor, attemptId, "en")).review).toMatchObject({ score: 1, maxScore: 1 });
    const fresh = await student();
    expect((await selectAttempt(fresh, await started(fresh, "edited"), "en")).questions).toHaveLength(2);
  });
});

describe("saving", () => {
  const blank = { flagged: false, spentMs: 0 };

  test("keeps what was typed, readable or not, and says when", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const save = { attemptId, key: "numeric", answers: { w1: "0,5x" }, revision: 0, flagged: true, spentMs: 30 };
    expect(await saveAnswers(actor, save)).toMatchObject({ ok: true, revision: 1, savedAt: expect.any(String) });
    const question = (await selectAttempt(actor, attemptId, "en")).questions[0]!;
    expect(question).toMatchObject({ answers: { w1: "0,5x" }, revision: 1, flagged: true, empty: [] });
  });

  test("a page that is behind is told what is stored, and overwrites nothing", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const first = { attemptId, key: "numeric", answers: { w1: "1" }, revision: 0, ...blank };
    expect(await saveAnswers(actor, first)).toMatchObject({ ok: true, revision: 1 });
    // the same again, since the answer got lost on the way
    expect(await saveAnswers(actor, first)).toMatchObject({ ok: true, revision: 1 });
    expect(await saveAnswers(actor, { ...first, answers: { w1: "2" } })).toMatchObject({
      ok: false,
      reason: "conflict",
      answers: { w1: "1" },
      revision: 1,
    });
    expect((await selectAttempt(actor, attemptId, "en")).questions[0]!.answers).toEqual({ w1: "1" });
    // a page that was away asks for all of it at once, and nobody else may
    const kept = await selectSavedAnswers(actor, attemptId);
    expect(kept).toMatchObject({ state: "open", questions: { numeric: { answers: { w1: "1" }, revision: 1 } } });
    expect(Object.keys(kept.questions).sort()).toEqual(["numeric", "single-choice", "two-two-one"]);
    await expect(selectSavedAnswers(await student(), attemptId)).rejects.toThrow(NotFound);
  });

  test("of twenty tabs that save at once one goes through", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        saveAnswers(actor, { attemptId, key: "numeric", answers: { w1: String(n) }, revision: 0, ...blank }),
      ),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((answer) => !answer.ok && answer.reason === "conflict")).toHaveLength(19);
  });

  test.each([
    ["a number where a text is typed", { w1: 5 }],
    ["a field that is not asked", { other: "1" }],
    ["more text than a number needs", { w1: "1".repeat(501) }],
    ["no object", "w1"],
    ["nothing", undefined],
  ])("refuses %s", async (_, answers) => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const save = { attemptId, key: "numeric", answers, revision: 0, ...blank };
    expect(await saveAnswers(actor, save)).toMatchObject({ ok: false, reason: "invalid" });
  });

  test("ten megabytes are refused, and what the database cannot hold is left out", async () => {
    await publishTestQuiz(courseId, "words", await quizFiles("words", { essay: 2 }));
    const actor = await student();
    const attemptId = await started(actor, "words");
    const save = { attemptId, key: "essay", revision: 0, ...blank };
    expect(await saveAnswers(actor, { ...save, answers: { words: "x".repeat(10_000_000) } })).toMatchObject({
      ok: false,
      reason: "invalid",
    });
    expect(await saveAnswers(actor, { ...save, answers: { words: "a\0b\uD800" } })).toMatchObject({ ok: true });
    expect((await selectAttempt(actor, attemptId, "en")).questions[0]!.answers).toEqual({ words: "ab\uFFFD" });
    await handIn(actor, attemptId);
  });

  test("a question that the attempt does not have is refused", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    expect(await saveAnswers(actor, { attemptId, key: "nothing", answers: {}, revision: 0, ...blank })).toMatchObject({
      ok: false,
      reason: "invalid",
    });
  });

  test("nobody else saves: another student, staff, a person who left the course", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const save = { attemptId, key: "numeric", answers: { w1: "1" }, revision: 0, ...blank };
    const instructor = await makePerson(`Instructor ${++people}`, { courseId, role: "instructor" });
    for (const other of [await student(), instructor]) await expect(saveAnswers(other, save)).rejects.toThrow(NotFound);
    await db().enrolment.delete({ where: { courseId_personId: { courseId, personId: actor.personId } } });
    await expect(saveAnswers(actor, save)).rejects.toThrow(NotFound);
    await expect(selectAttempt(actor, attemptId, "en")).rejects.toThrow(NotFound);
    // what was there is still there for staff
    expect((await selectAttempt(instructor, attemptId, "en")).person).toEqual({ name: actor.name });
  });

  test("what was on its way at the end is kept for a few seconds, and nothing after it", async () => {
    const actor = await student();
    const attemptId = await started(actor, "once");
    const save = { attemptId, key: "single-choice", answers: { answer: "c1" }, revision: 0, ...blank };
    await letTimeRunOut(attemptId, 2);
    expect(await saveAnswers(actor, save)).toMatchObject({ ok: true, revision: 1 });
    await letTimeRunOut(attemptId, 7);
    expect(await saveAnswers(actor, { ...save, revision: 1, answers: { answer: "c2" } })).toMatchObject({
      ok: false,
      reason: "ended",
    });
    expect((await selectAttempt(actor, attemptId, "en")).questions[0]!.answers).toEqual({ answer: "c1" });
  });
});

describe("handing in", () => {
  test("judges every question; a second click gives the same answer", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    for (const key of ["numeric", "two-two-one"]) await answerRightly(actor, attemptId, key);
    const [first, second] = await Promise.all([handIn(actor, attemptId), handIn(actor, attemptId)]);
    expect(second).toEqual(first);
    expect(await handIn(actor, attemptId)).toEqual(first);
    const page = await selectAttempt(actor, attemptId, "pt-BR");
    expect(page).toMatchObject({
      state: "ended",
      endedBy: "person",
      review: { score: 6, maxScore: 8, complete: true },
    });
    expect(page.review!.items.map(({ score }) => score)).toEqual([1, 5, 0]);
    expect(page.review!.items[0]!.result!.fields[0]).toMatchObject({ state: "right", credit: 1 });
    const audited = await db().auditEvent.count({ where: { thingId: attemptId, action: "attempt.handed-in" } });
    expect(audited).toBe(1);
  });

  test("no save is acknowledged and then not judged, however close they come", async () => {
    const rounds = 12;
    for (let n = 0; n < rounds; n += 1) {
      const actor = await student();
      const attemptId = await started(actor, "many");
      const { answers } = await rightAnswersOf(attemptId, "numeric");
      const save = saveAnswers(actor, { attemptId, key: "numeric", answers, revision: 0, flagged: false, spentMs: 1 });
      const [saved] = await Promise.all([save, handIn(actor, attemptId)]);
      const { score } = (await selectAttempt(actor, attemptId, "en")).review!;
      expect(score).toBe(saved.ok ? 1 : 0);
    }
  });

  test("nothing is saved afterwards, and the page is told when it ended", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    const { handedInAt } = await handIn(actor, attemptId);
    expect(
      await saveAnswers(actor, {
        attemptId,
        key: "numeric",
        answers: { w1: "1" },
        revision: 0,
        flagged: false,
        spentMs: 0,
      }),
    ).toMatchObject({ ok: false, reason: "ended", endedAt: handedInAt });
  });

  test("when time is over the attempt is ended and judged though nobody looks", async () => {
    const actor = await student();
    const attemptId = await started(actor, "once");
    await answerRightly(actor, attemptId, "single-choice");
    await letTimeRunOut(attemptId);
    expect(await Promise.all([closeExpired(), closeExpired()])).toContain(1);
    const stored = await db().quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(stored).toMatchObject({ endedBy: "timer", score: 1, complete: true, handedInAt: stored.endsAt });
  });

  test("an attempt whose time is over ends when its page, or the quiz's, is looked at", async () => {
    const actor = await student();
    const attemptId = await started(actor, "once");
    await letTimeRunOut(attemptId);
    const page = await selectQuizPage(actor, "small", "once");
    expect(page).toMatchObject({ openAttemptId: null, start: { ok: false, reason: "no-attempts-left" } });
    expect(page.attempts[0]).toMatchObject({ id: attemptId, endedBy: "timer", score: 0 });
  });

  test("a clock that was set back does not stop a hand-in", async () => {
    const actor = await student();
    const attemptId = await started(actor, "many");
    await db().$transaction([
      db().$executeRaw`ALTER TABLE quiz_attempts DISABLE TRIGGER quiz_attempts_stay`,
      db()
        .$executeRaw`UPDATE quiz_attempts SET started_at = clock_timestamp() + interval '10 minutes' WHERE id = ${attemptId}::uuid`,
      db().$executeRaw`ALTER TABLE quiz_attempts ENABLE TRIGGER quiz_attempts_stay`,
    ]);
    expect(await handIn(actor, attemptId)).toMatchObject({ ok: true });
  });
});

test("the start page lists attempts with the score that counts", async () => {
  const actor = await student();
  const first = await started(actor, "many");
  for (const key of ["numeric", "two-two-one"]) await answerRightly(actor, first, key);
  await handIn(actor, first);
  const second = await started(actor, "many");
  await answerRightly(actor, second, "single-choice");
  const open = await selectQuizPage(actor, "small", "many");
  expect(open).toMatchObject({ openAttemptId: second, score: 6, rules: { questions: 3, maxScore: 8 } });
  await handIn(actor, second);
  const page = await selectQuizPage(actor, "small", "many");
  expect(page.attempts.map(({ number, score }) => [number, score])).toEqual([
    [2, 2],
    [1, 6],
  ]);
  expect(page).toMatchObject({
    score: 6,
    rules: { attempts: { allowed: 3, used: 2, counts: "best" } },
    start: { ok: true },
  });
});
