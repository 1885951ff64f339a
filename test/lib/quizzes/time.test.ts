import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { selectQuizPage } from "../../../lib/quizzes/queries.ts";
import { grantAllowance } from "../../../lib/quizzes/taking/allowance.ts";
import { selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { grantDates, moveQuizDates } from "../../../lib/quizzes/taking/dates.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { reopenAttempt } from "../../../lib/quizzes/taking/reopen.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { answerRightly, publishTestQuiz, quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

const minute = 60_000;
let courseId: string;
let instructor: Actor;
let people = 0;
let slugs = 0;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  instructor = await makePerson("Instructor", { courseId, role: "instructor" });
});

/** A quiz of ten minutes that closes in an hour, and somebody who began it. */
async function begun(rules: Record<string, unknown> = {}) {
  const quizSlug = `timed-${++slugs}`;
  const files = await quizFiles(quizSlug, { numeric: 2, "single-choice": 1 }, { timeLimit: 10, ...rules });
  const { quizId } = await publishTestQuiz(courseId, quizSlug, files);
  const actor = await makePerson(`Student ${++people}`, { courseId, role: "student" });
  const start = async () => {
    const answer = await startAttempt(actor, {
      courseSlug: "small",
      quizSlug,
      idempotencyKey: `key-${quizSlug}-${++people}`,
    });
    if (!answer.ok) throw new Error(answer.reason);
    return answer.attemptId;
  };
  return { quizSlug, quizId, actor, start, attemptId: await start() };
}
const minutesOf = (page: { startedAt: string; endsAt: string | null }) =>
  (Date.parse(page.endsAt!) - Date.parse(page.startedAt)) / minute;

describe("extra time and attempts", () => {
  const grant = (quizSlug: string, personId: string, extraMinutes: number, extraAttempts = 0, who = instructor) =>
    grantAllowance(who, {
      courseSlug: "small",
      quizSlug,
      personId,
      extraMinutes,
      extraAttempts,
      reason: "accommodation",
    });

  test("given in the middle, an attempt under way ends later; given anew, it is the whole and not on top", async () => {
    const { quizSlug, actor, attemptId } = await begun();
    expect(minutesOf(await selectAttempt(actor, attemptId, "en"))).toBeCloseTo(10, 5);
    expect(await grant(quizSlug, actor.personId, 5)).toEqual({ movedAttempts: 1 });
    expect(minutesOf(await selectAttempt(actor, attemptId, "en"))).toBeCloseTo(15, 5);
    await grant(quizSlug, actor.personId, 8);
    expect(minutesOf(await selectAttempt(actor, attemptId, "en"))).toBeCloseTo(18, 5);
    expect((await selectQuizPage(actor, "small", quizSlug)).rules).toMatchObject({ minutes: 18, extraMinutes: 8 });
  });

  test("never goes past the close", async () => {
    const { quizSlug, quizId, actor, attemptId } = await begun();
    await grant(quizSlug, actor.personId, 600);
    const { schedule } = await db().quiz.findUniqueOrThrow({ where: { id: quizId }, include: { schedule: true } });
    expect((await selectAttempt(actor, attemptId, "en")).endsAt).toBe(schedule.dueAt.toISOString());
  });

  test("a further attempt may begin", async () => {
    const { quizSlug, actor, start, attemptId } = await begun();
    await handIn(actor, attemptId);
    await expect(start()).rejects.toThrow("no-attempts-left");
    await grant(quizSlug, actor.personId, 0, 1);
    expect(await start()).not.toBe(attemptId);
    expect((await selectQuizPage(actor, "small", quizSlug)).rules!.attempts).toMatchObject({ allowed: 2, used: 2 });
  });

  test("are granted by instructors to people of the course", async () => {
    const { quizSlug, actor } = await begun();
    const ta = await makePerson(`TA ${++people}`, { courseId, role: "ta" });
    await expect(grant(quizSlug, actor.personId, 5, 0, ta)).rejects.toThrow(Forbidden);
    const stranger = await makePerson(`Stranger ${++people}`, null);
    await expect(grant(quizSlug, stranger.personId, 5)).rejects.toThrow(NotFound);
  });
});

describe("an attempt that is reopened", () => {
  const reopen = (attemptId: string, minutes = 30, who = instructor) =>
    reopenAttempt(who, { attemptId, minutes, reason: "fire alarm" });

  test("goes on with what was there, hides its results, and is judged again", async () => {
    const { quizSlug, actor, attemptId } = await begun();
    await answerRightly(actor, attemptId, "numeric");
    await handIn(actor, attemptId);
    expect((await selectAttempt(actor, attemptId, "en")).review).toMatchObject({ score: 2 });
    expect(await reopen(attemptId)).toMatchObject({ ok: true });
    const page = await selectAttempt(actor, attemptId, "en");
    expect(page).toMatchObject({ state: "open", review: null });
    expect(page.questions[0]).toMatchObject({ revision: 1, empty: [] });
    expect(await selectQuizPage(actor, "small", quizSlug)).toMatchObject({ openAttemptId: attemptId, score: null });
    await answerRightly(actor, attemptId, "single-choice");
    await handIn(actor, attemptId);
    expect((await selectAttempt(actor, attemptId, "en")).review).toMatchObject({ score: 3, complete: true });
  });

  test("keeps its own end when dates move, also after the close; solutions wait for it", async () => {
    const { quizSlug, quizId, actor, attemptId } = await begun();
    const other = await makePerson(`Student ${++people}`, { courseId, role: "student" });
    const theirs = await startAttempt(other, {
      courseSlug: "small",
      quizSlug,
      idempotencyKey: `key-${++people}-other`,
    });
    if (!theirs.ok) throw new Error(theirs.reason);
    await handIn(other, theirs.attemptId);
    await handIn(actor, attemptId);
    await db().schedule.updateMany({
      where: { quiz: { id: quizId } },
      data: { opensAt: new Date(Date.now() - 120 * minute), dueAt: new Date(Date.now() - 60 * minute) },
    });
    const solution = async () => (await selectAttempt(other, theirs.attemptId, "en")).review!.solution;
    expect(await solution()).toBe("shown");
    const reopened = await reopen(attemptId);
    if (!reopened.ok) throw new Error("not reopened");
    expect(await solution()).toMatchObject({ reason: "until-close", from: reopened.endsAt });
    await moveQuizDates(instructor, {
      courseSlug: "small",
      quizSlug,
      opensAt: new Date(Date.now() - 120 * minute),
      dueAt: new Date(Date.now() - minute),
    });
    expect((await selectAttempt(actor, attemptId, "en")).endsAt).toBe(reopened.endsAt);
  });

  test("not beside another one that goes on, and not by students", async () => {
    const { actor, attemptId, start } = await begun({ attempts: { allowed: 2 } });
    await handIn(actor, attemptId);
    await start();
    expect(await reopen(attemptId)).toMatchObject({ ok: false, message: { "pt-BR": expect.any(String) } });
    await expect(reopen(attemptId, 30, actor)).rejects.toThrow(NotFound);
  });
});

describe("dates that move", () => {
  test("end attempts under way earlier or later", async () => {
    const { quizSlug, actor, attemptId } = await begun({ timeLimit: 600 });
    const move = (dueAt: Date) =>
      moveQuizDates(instructor, {
        courseSlug: "small",
        quizSlug,
        opensAt: new Date(Date.now() - 60 * minute),
        dueAt,
      });
    const soon = new Date(Date.now() + 5 * minute);
    expect(await move(soon)).toEqual({ ok: true, movedAttempts: 1 });
    expect((await selectAttempt(actor, attemptId, "en")).endsAt).toBe(soon.toISOString());
    expect(await move(new Date(Date.now() + 90 * minute))).toEqual({ ok: true, movedAttempts: 1 });
    // a close before its start ends it at once
    expect(await move(new Date(Date.now() - 30 * minute))).toEqual({ ok: true, movedAttempts: 1 });
    expect(await move(new Date(Date.now() - 90 * minute))).toMatchObject({ ok: false });
  });

  test("of one person move that person's attempt, let it begin after the close, and can be taken back", async () => {
    const { quizSlug, quizId, actor, attemptId, start } = await begun({ timeLimit: 600, attempts: { allowed: 3 } });
    const grant = (dueAt: Date | null) =>
      grantDates(instructor, {
        courseSlug: "small",
        quizSlug,
        personId: actor.personId,
        opensAt: null,
        dueAt,
        reason: "was ill",
      });
    const later = new Date(Date.now() + 300 * minute);
    expect(await grant(later)).toEqual({ ok: true, movedAttempts: 1 });
    expect((await selectAttempt(actor, attemptId, "en")).endsAt).toBe(later.toISOString());
    await handIn(actor, attemptId);
    await db().schedule.updateMany({
      where: { quiz: { id: quizId } },
      data: { opensAt: new Date(Date.now() - 120 * minute), dueAt: new Date(Date.now() - 60 * minute) },
    });
    const second = await start();
    // solutions wait for the last person
    expect((await selectAttempt(actor, attemptId, "en")).review!.solution).toMatchObject({ from: later.toISOString() });
    await handIn(actor, second);
    expect(await grant(null)).toMatchObject({ ok: true });
    await expect(start()).rejects.toThrow("closed");
    expect(await grant(new Date(Date.now() - 300 * minute))).toMatchObject({ ok: false });
  });
});
