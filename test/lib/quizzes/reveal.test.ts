import { describe, expect, test } from "vitest";
import { quizSchema } from "../../../grader/quiz/quiz.ts";
import { revealOf, revealOfCheck } from "../../../lib/quizzes/reveal.ts";

const close = new Date("2026-03-13T02:59:00Z");
const before = new Date(+close - 1000);
const after = new Date(+close + 1000);
const none = { scoreReleasedAt: null, feedbackReleasedAt: null, solutionReleasedAt: null };

const quizOf = (when: string) =>
  quizSchema.parse({
    id: "q",
    title: { en: "q", "pt-BR": "q" },
    zones: [{ questions: [{ id: "a", points: 1 }] }],
    reveal: { score: when, feedback: when, solution: when },
  });

describe.each(["at-once", "after-attempt", "after-close", "when-released", "never"])("revealed %s", (when) => {
  const quiz = quizOf(when);
  test.each([
    ["while the attempt goes on", { ended: false, now: before }, "attempt-open"],
    ["after it", { ended: true, now: before }, { "after-close": "until-close", "when-released": "until-released" }],
    ["after the close", { ended: true, now: after }, { "when-released": "until-released" }],
  ] as const)("%s", (_, at, reasons) => {
    const expected =
      typeof reasons === "string" ? reasons : when === "never" ? "never" : (reasons as Record<string, string>)[when];
    const { score, feedback, solution } = revealOf(quiz, none, { ...at, closesForAll: close }, false);
    for (const part of [score, feedback, solution]) {
      if (expected === undefined) expect(part).toEqual({ shown: true });
      else expect(part).toMatchObject({ shown: false, reason: expected });
    }
    if (expected === "until-close") expect(score).toMatchObject({ from: close.toISOString() });
  });

  test("a release shows it whatever the rule, once the attempt ended and the instant came", () => {
    const released = { scoreReleasedAt: before, feedbackReleasedAt: after, solutionReleasedAt: null };
    const moment = { ended: true, closesForAll: close, now: before };
    expect(revealOf(quiz, released, moment, false).score).toEqual({ shown: true });
    expect(revealOf(quiz, released, { ...moment, ended: false }, false).score).toMatchObject({ shown: false });
  });

  test("staff see everything", () => {
    const moment = { ended: false, closesForAll: close, now: before };
    expect(revealOf(quiz, none, moment, true).solution).toEqual({ shown: true });
  });
});

test("a check while taking tells credit and feedback only where they are revealed at once", () => {
  expect(revealOfCheck(quizOf("at-once"))).toEqual({ score: true, feedback: true });
  for (const when of ["after-attempt", "after-close", "when-released", "never"])
    expect(revealOfCheck(quizOf(when))).toEqual({ score: false, feedback: false });
});
