import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { selectCourse } from "../../../lib/courses/queries.ts";
import { db } from "../../../lib/db.ts";
import { selectQuizPage } from "../../../lib/quizzes/queries.ts";
import { selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { checkQuestion } from "../../../lib/quizzes/taking/check.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { publishTestQuiz, quizFiles, rightAnswersOf } from "../../support/quizzes.ts";

startTestDatabase();

const questions = {
  "single-choice": 1,
  "multiple-choice": 1,
  "true-false": 1,
  matching: 1,
  ordering: 1,
  numeric: 1,
  "vector-and-matrix": 1,
  "two-two-one": 1,
  diagram: 1,
  "surface-point": 1,
  formula: 1,
  cloze: 1,
  "short-text": 1,
  code: 1,
  essay: 1,
  file: 1,
};

const solutionWords = "SOLUTION-4711";
const feedbackWords = "FEEDBACK-4711";
const solutionInCode = "PROGRAM-4711";
const anyWord = /(SOLUTION|FEEDBACK|PROGRAM)-4711/;
const both = (text: string) => ({ en: text, "pt-BR": text });

/** Every text that tells something holds one of the words. */
function marked(_: string, text: string): string {
  const item = parse(text);
  item.solution = both(solutionWords);
  for (const field of item.fields) {
    field.feedback = { right: both(feedbackWords), wrong: both(feedbackWords) };
    for (const choice of field.choices ?? []) choice.feedback = both(feedbackWords);
    if (field.rubric) field.rubric = both(solutionWords);
    if (field.kind === "code") field.solution = `${field.solution}\n// ${solutionInCode}`;
  }
  return stringify(item);
}

let courseId: string;
let slugs = 0;
let student: Actor;
let staff: Actor;

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
  staff = await makePerson("TA", { courseId, role: "ta" });
});

/** Numbers under a name anywhere in some JSON. */
function numbersUnder(json: unknown, names: readonly string[]): unknown[] {
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [
    ...(names.includes(name) && typeof value === "number" ? [value] : []),
    ...numbersUnder(value, names),
  ]);
}

async function take(reveal: Record<string, string>) {
  const slug = `withheld-${++slugs}`;
  const { quizId } = await publishTestQuiz(courseId, slug, await quizFiles(slug, questions, { reveal }, marked));
  const started = await startAttempt(student, {
    courseSlug: "small",
    quizSlug: slug,
    idempotencyKey: `key-of-${slug}`,
  });
  if (!started.ok) throw new Error(started.reason);
  return { slug, quizId, attemptId: started.attemptId };
}

/** Half of the questions right, one wrong, the rest empty. */
async function answerSome(attemptId: string) {
  for (const key of ["single-choice", "numeric", "ordering", "formula", "code"]) {
    const { answers: right, revision } = await rightAnswersOf(attemptId, key);
    const answers = JSON.parse(JSON.stringify(right).replace(solutionInCode, ""));
    const save = { attemptId, key, answers, revision, flagged: false, spentMs: 1 };
    expect(await saveAnswers(student, save)).toMatchObject({ ok: true });
  }
  const wrong = { attemptId, key: "true-false", revision: 0, flagged: false, spentMs: 1 };
  const { answers } = await rightAnswersOf(attemptId, "true-false");
  const turned = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, !answer]));
  await saveAnswers(student, { ...wrong, answers: turned });
}

const everythingSent = async (actor: Actor, slug: string, attemptId: string) => ({
  attempts: [await selectAttempt(actor, attemptId, "en"), await selectAttempt(actor, attemptId, "pt-BR")],
  page: await selectQuizPage(actor, "small", slug),
  course: await selectCourse(actor, "small").then(({ quizzes }) => quizzes.find((quiz) => quiz.slug === slug)),
});

describe.each(["at-once", "after-attempt", "after-close", "when-released", "never"])("all revealed %s", (when) => {
  test("while the attempt goes on no key, feedback, credit or solution leaves the server", async () => {
    const { slug, attemptId } = await take({ score: when, feedback: when, solution: when });
    await answerSome(attemptId);
    const sent = await everythingSent(student, slug, attemptId);
    expect(anyWord.exec(JSON.stringify(sent))).toBeNull();
    expect(numbersUnder(sent.attempts, ["credit", "score"])).toEqual([]);
    expect(sent.attempts.every(({ review }) => review === null)).toBe(true);
    await handIn(student, attemptId);
  });

  test("afterwards each part is there exactly when its rule says so", async () => {
    const { slug, quizId, attemptId } = await take({ score: when, feedback: when, solution: when });
    await answerSome(attemptId);
    await handIn(student, attemptId);
    const shown = when === "at-once" || when === "after-attempt";
    const look = async () => {
      const sent = await everythingSent(student, slug, attemptId);
      const text = JSON.stringify(sent);
      return {
        solution: text.includes(solutionWords),
        feedback: text.includes(feedbackWords),
        credit: numbersUnder(sent.attempts, ["credit", "score"]).length > 0,
        listed: sent.page.score !== null || sent.course!.score !== null,
      };
    };
    const all = (there: boolean) => ({ solution: there, feedback: there, credit: there, listed: there });
    expect(await look()).toEqual(all(shown));
    // staff see it all along
    expect(JSON.stringify(await selectAttempt(staff, attemptId, "en"))).toContain(solutionWords);
    await db().schedule.updateMany({
      where: { quiz: { id: quizId } },
      data: { opensAt: new Date(Date.now() - 7_200_000), dueAt: new Date(Date.now() - 3_600_000) },
    });
    expect(await look()).toEqual(all(shown || when === "after-close"));
    const now = new Date(Date.now() - 1000);
    await db().quiz.update({
      where: { id: quizId },
      data: { scoreReleasedAt: now, feedbackReleasedAt: now, solutionReleasedAt: now },
    });
    expect(await look()).toEqual(all(true));
  });
});

test("feedback without the score says which answers were right, and no credit; a score without feedback only numbers", async () => {
  const noScore = await take({ score: "never", feedback: "after-attempt", solution: "never" });
  await answerSome(noScore.attemptId);
  await handIn(student, noScore.attemptId);
  const first = await everythingSent(student, noScore.slug, noScore.attemptId);
  expect(numbersUnder(first.attempts, ["credit", "score"])).toEqual([]);
  expect(first.attempts[0]!.review!.items.map(({ result }) => result?.fields[0]?.state)).toContain("right");
  expect(first.attempts[0]!.review).toMatchObject({ score: null, withheld: { reason: "never" } });

  const noFeedback = await take({ score: "after-attempt", feedback: "never", solution: "never" });
  await answerSome(noFeedback.attemptId);
  await handIn(student, noFeedback.attemptId);
  const second = await everythingSent(student, noFeedback.slug, noFeedback.attemptId);
  expect(anyWord.exec(JSON.stringify(second))).toBeNull();
  expect(second.attempts[0]!.review).toMatchObject({ score: expect.any(Number), feedback: { reason: "never" } });
  expect(second.attempts[0]!.review!.items.every(({ result }) => result === null)).toBe(true);
});

describe("checking while taking", () => {
  const setUp = async (when: string, tries: number) => {
    const slug = `withheld-${++slugs}`;
    const rules = {
      reveal: { score: when, feedback: when, solution: "after-close" },
      checkWhileTaking: { tries, penaltyPercent: 25 },
    };
    await publishTestQuiz(
      courseId,
      slug,
      await quizFiles(slug, { numeric: 4, "single-choice": 1, essay: 1 }, rules, marked),
    );
    const started = await startAttempt(student, {
      courseSlug: "small",
      quizSlug: slug,
      idempotencyKey: `key-of-${slug}`,
    });
    if (!started.ok) throw new Error(started.reason);
    return started.attemptId;
  };
  const save = async (attemptId: string, revision: number, w1: string) =>
    saveAnswers(student, { attemptId, key: "numeric", answers: { w1 }, revision, flagged: false, spentMs: 1 });

  test("tells right or wrong, and more only where it is revealed at once; every try costs", async () => {
    for (const when of ["after-attempt", "at-once"]) {
      const attemptId = await setUp(when, 2);
      const check = (revision: number) => checkQuestion(student, { attemptId, key: "numeric", revision });
      expect(await check(0)).toMatchObject({ ok: false, reason: "nothing-to-check" });
      await save(attemptId, 0, "99");
      const wrong = await check(1);
      expect(wrong).toMatchObject({ ok: true, triesLeft: 1, result: { fields: [{ state: "wrong" }] } });
      expect(JSON.stringify(wrong).includes(feedbackWords)).toBe(when === "at-once");
      expect(numbersUnder(wrong, ["credit"]).length > 0).toBe(when === "at-once");
      expect(await check(1)).toMatchObject({ ok: false, reason: "same-answer" });
      expect(await check(0)).toMatchObject({ ok: false, reason: "conflict" });
      const { answers } = await rightAnswersOf(attemptId, "numeric");
      await save(attemptId, 1, answers.w1 as string);
      const [one, two] = await Promise.all([check(2), check(2)]);
      expect([one.ok, two.ok].sort()).toEqual([false, true]);
      expect(await save(attemptId, 2, "98")).toMatchObject({ ok: true });
      expect(await check(3)).toMatchObject({ ok: false, reason: "no-tries-left" });
      await handIn(student, attemptId);
      const { review } = await selectAttempt(student, attemptId, "en");
      // right at the second try: 4 points less a quarter; spoiling it afterwards takes nothing away
      expect(review!.items[0]!.score).toBe(3);
    }
  });

  test("what waits for a person cannot be checked", async () => {
    const attemptId = await setUp("after-attempt", 2);
    expect(await checkQuestion(student, { attemptId, key: "essay", revision: 0 })).toMatchObject({
      ok: false,
      reason: "no-checks",
    });
  });
});
