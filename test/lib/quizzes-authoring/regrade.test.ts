import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import {
  applyRegrade,
  cancelRegrade,
  previewRegrade,
  selectRegrading,
} from "../../../lib/quizzes/regrading/request.ts";
import { runRegrade } from "../../../lib/quizzes/regrading/run.ts";
import { selectResults } from "../../../lib/quizzes/results.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { publishTestQuiz } from "../../support/quizzes.ts";

startTestDatabase();

const both = (text: string) => `{ en: ${text}, pt-BR: ${text} }`;
const choice = (right: string) => `id: choice
title: ${both("Choice")}
text: ${both("Which?")}
fields:
  - id: which
    kind: single-choice
    choices:
${["a", "b", "c"].map((id) => `      - { id: ${id}, text: ${both(`text-${id}`)}${id === right ? ", correct: true" : ""} }`).join("\n")}
solution: ${both("s")}
`;
const sum = (formula: string) => `id: sum
title: ${both("Sum")}
parameters:
  a: { integer: { from: 1, to: 9 } }
  right: ${formula}
text: ${both('"What is {{ a }} + 1?"')}
fields:
  - { id: s, kind: numeric, answer: right }
solution: ${both("s")}
`;
const quiz = `id: keys
title: ${both("Keys")}
zones:
  - questions: [{ id: choice, points: 4 }, { id: sum, points: 6 }]
`;
const files = (right: string, formula: string) => [
  { path: "quiz.yaml", text: quiz },
  { path: "questions/choice.yaml", text: choice(right) },
  { path: "questions/sum.yaml", text: sum(formula) },
];

let courseId: string;
let ines: Actor;
let ta: Actor;
const address = { courseSlug: "small", quizSlug: "keys" };
const people: Record<string, { actor: Actor; attemptId: string }> = {};
const signal = new AbortController().signal;

/** The id under which a choice of the author's is shown in an attempt. */
async function shownAs(actor: Actor, attemptId: string, text: string): Promise<string> {
  const { selectAttempt } = await import("../../../lib/quizzes/taking/attempt-page.ts");
  const page = await selectAttempt(actor, attemptId, "en");
  const field = page.questions.find(({ key }) => key === "choice")!.view.fields[0]!;
  return "choices" in field ? field.choices.find((each) => each.text === text)!.id : "";
}

async function take(name: string, chosen: string, plus: number, end = true): Promise<void> {
  const actor = await makePerson(name, { courseId, role: "student" });
  const started = await startAttempt(actor, { ...address, idempotencyKey: `key-of-${name}` });
  if (!started.ok) throw new Error(started.reason);
  const { attemptId } = started;
  const rows = await db().quizAnswer.findMany({ where: { attemptId }, include: { item: true } });
  const values = rows.find(({ item }) => item.key === "sum")!.values as { a: number };
  const save = (key: string, answers: object) =>
    saveAnswers(actor, { attemptId, key, answers, revision: 0, flagged: false, spentMs: 1 });
  await save("choice", { which: await shownAs(actor, attemptId, `text-${chosen}`) });
  await save("sum", { s: String(values.a + plus) });
  if (end) await handIn(actor, attemptId);
  people[name] = { actor, attemptId };
}

const scoreOf = async (name: string) => {
  const { score, maxScore, complete } = await db().quizAttempt.findUniqueOrThrow({
    where: { id: people[name]!.attemptId },
  });
  return { score, maxScore, complete };
};
async function look(rules: object): Promise<string> {
  const asked = await previewRegrade(ines, { ...address, rules });
  if (!asked.ok) throw new Error(asked.reason);
  expect(await runRegrade({ quizRegradeId: asked.id, signal })).toBe("looked");
  return asked.id;
}
async function apply(id: string) {
  expect(await applyRegrade(ines, { ...address, id })).toMatchObject({ ok: true });
  expect(await runRegrade({ quizRegradeId: id, signal })).toBe("applied");
}

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ines = await makePerson("Ines", { courseId, role: "instructor" });
  ta = await makePerson("Tomas", { courseId, role: "ta" });
  // the key is wrong twice: the right choice is b, and the sum is a + 1
  await publishTestQuiz(courseId, "keys", files("a", "a + 2"));
  await take("Ana", "a", 2);
  await take("Bia", "b", 1);
  await take("Caio", "c", 1);
  await take("Dora", "b", 1, false);
});

test("what people had under the wrong key", async () => {
  expect(await scoreOf("Ana")).toMatchObject({ score: 10, maxScore: 10 });
  expect(await scoreOf("Bia")).toMatchObject({ score: 0, maxScore: 10 });
});

describe("a corrected key", () => {
  let regrade: string;

  test("is looked at before anything changes: who, by how much, at which question", async () => {
    await publishTestQuiz(courseId, "keys", files("b", "a + 1"));
    const before = await selectRegrading(ines, address);
    expect(before).toMatchObject({ version: 2, attempts: { ended: 3, open: 1 }, current: null });
    expect(before.questions.map(({ key, changedFor }) => [key, changedFor])).toEqual([
      ["choice", 4],
      ["sum", 4],
    ]);
    regrade = await look({ questions: {}, neverLower: false });
    const { current } = await selectRegrading(ines, address);
    expect(current!.work).toMatchObject({ phase: "looked", done: 3, of: 3, kept: {} });
    expect(current!.work.rows.map(({ person, from, to }) => [person, from.score, to.score])).toEqual([
      ["Ana", 10, 0],
      ["Bia", 0, 10],
      ["Caio", 0, 6],
    ]);
    expect(current!.work.rows[2]!.questions).toEqual([{ key: "sum", from: 0, to: 6 }]);
    expect(await scoreOf("Ana")).toMatchObject({ score: 10 });
  });

  test("may be thrown away, and is not applied then", async () => {
    expect(await cancelRegrade(ines, { ...address, id: regrade })).toMatchObject({ ok: true });
    expect(await applyRegrade(ines, { ...address, id: regrade })).toEqual({ ok: false, reason: "settled" });
    expect(await runRegrade({ quizRegradeId: regrade, signal })).toBe("nothing-to-do");
    expect(await scoreOf("Bia")).toMatchObject({ score: 0 });
  });

  test("that lowers nobody raises the others, and is written down for each", async () => {
    const id = await look({ questions: { choice: "key", sum: "key" }, neverLower: true });
    await apply(id);
    expect(await scoreOf("Ana")).toMatchObject({ score: 10, complete: true });
    expect(await scoreOf("Bia")).toMatchObject({ score: 10 });
    expect(await scoreOf("Caio")).toMatchObject({ score: 6 });
    const events = await db().auditEvent.findMany({ where: { action: "quiz.regraded" }, orderBy: { id: "asc" } });
    expect(events.map(({ thing }) => thing)).toEqual(["attempt", "attempt", "quiz"]);
    expect(await runRegrade({ quizRegradeId: id, signal })).toBe("nothing-to-do");
    expect(await applyRegrade(ines, { ...address, id })).toEqual({ ok: false, reason: "settled" });
  });

  test("holds for who was in the middle of it, too", async () => {
    await handIn(people.Dora!.actor, people.Dora!.attemptId);
    expect(await scoreOf("Dora")).toMatchObject({ score: 10, maxScore: 10 });
  });

  test("shows what was chosen then, under the key of now", async () => {
    const { selectAttempt } = await import("../../../lib/quizzes/taking/attempt-page.ts");
    const page = await selectAttempt(people.Bia!.actor, people.Bia!.attemptId, "en");
    expect(page.review!.items.map(({ score }) => score)).toEqual([4, 6]);
  });
});

describe("a question that was asked badly", () => {
  test("gives full marks to everybody, or none to anybody", async () => {
    await apply(await look({ questions: { choice: "full" }, neverLower: false }));
    expect(await scoreOf("Caio")).toMatchObject({ score: 10, maxScore: 10 });
    expect(await selectRegrading(ines, address)).toMatchObject({
      questions: [
        { key: "choice", full: 4 },
        { key: "sum", full: 0 },
      ],
    });
    await apply(await look({ questions: { choice: "drop" }, neverLower: false }));
    expect(await scoreOf("Caio")).toMatchObject({ score: 6, maxScore: 6 });
    // and back: nothing of what was answered was lost
    await apply(await look({ questions: { choice: "key", sum: "key" }, neverLower: false }));
    expect(await scoreOf("Caio")).toMatchObject({ score: 6, maxScore: 10 });
    expect(await scoreOf("Ana")).toMatchObject({ score: 0, maxScore: 10 });
  });

  test("where nobody may lose, it is dropped only for those whom that helps", async () => {
    // Bia has all points of the choice, Caio none of them; both have the sum
    await apply(await look({ questions: { choice: "drop" }, neverLower: true }));
    expect(await scoreOf("Bia")).toMatchObject({ score: 6, maxScore: 6 });
    expect(await scoreOf("Caio")).toMatchObject({ score: 6, maxScore: 6 });
    await apply(await look({ questions: { choice: "key", sum: "key" }, neverLower: false }));
    await apply(await look({ questions: { sum: "drop" }, neverLower: true }));
    // without the sum Caio would have 0 of 4 instead of 6 of 10
    expect(await scoreOf("Caio")).toMatchObject({ score: 6, maxScore: 10 });
    expect(await scoreOf("Ana")).toMatchObject({ score: 0, maxScore: 4 });
    await apply(await look({ questions: { choice: "key", sum: "key" }, neverLower: false }));
    expect(await scoreOf("Caio")).toMatchObject({ score: 6, maxScore: 10 });
  });

  test("another question in its place is named: those who answered the old one keep the key they had it with", async () => {
    const other = files("b", "a + 1").map((file) =>
      file.path === "questions/sum.yaml" ? { ...file, text: file.text.replace("id: s,", "id: total,") } : file,
    );
    await publishTestQuiz(courseId, "keys", other);
    await look({ questions: {}, neverLower: false });
    const { current } = await selectRegrading(ines, address);
    expect(current!.work).toMatchObject({ phase: "looked", kept: { sum: 4 } });
  });
});

describe("results", () => {
  test("list everybody, also who has not begun, and find people", async () => {
    await makePerson("Zoe", { courseId, role: "student" });
    const page = await selectResults(ta, address);
    expect(page.rows.map(({ name, score }) => [name, score])).toEqual([
      ["Ana", 0],
      ["Bia", 10],
      ["Caio", 6],
      ["Dora", 10],
      ["Zoe", null],
    ]);
    expect(page.summary).toMatchObject({ people: 5, started: 4, open: 0, ended: 4, waiting: 0, mean: 6.5 });
    expect(page.rows[0]!.attempts[0]).toMatchObject({ regraded: true, version: 1, graded: true });
    expect((await selectResults(ta, address, { person: "zo" })).rows.map(({ name }) => name)).toEqual(["Zoe"]);
    expect((await selectResults(ta, address, { state: "not-started" })).rows.map(({ name }) => name)).toEqual(["Zoe"]);
    expect((await selectResults(ta, address, { state: "done" })).rows).toHaveLength(4);
    expect((await selectResults(ta, address, { cursor: "nonsense" })).rows).toHaveLength(5);
  });

  test("come page by page, each person once", async () => {
    await db().person.createMany({
      data: Array.from({ length: 120 }, (_, n) => ({ name: `Student ${n % 40}`, email: `s${n}@test.example` })),
    });
    const all = await db().person.findMany({ where: { email: { startsWith: "s" }, enrolments: { none: {} } } });
    await db().enrolment.createMany({
      data: all.map(({ id }) => ({ personId: id, courseId, role: "student" as const })),
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await selectResults(ta, address, { cursor });
      seen.push(...page.rows.map(({ personId }) => personId));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(125);
  });

  test("and regrades are not for students, and regrades not for TAs", async () => {
    const { actor } = people.Ana!;
    await expect(selectResults(actor, address)).rejects.toThrow(Forbidden);
    await expect(selectRegrading(ta, address)).rejects.toThrow(Forbidden);
    await expect(previewRegrade(actor, { ...address, rules: { questions: {}, neverLower: true } })).rejects.toThrow(
      Forbidden,
    );
    await expect(applyRegrade(ines, { ...address, id: "nonsense" })).rejects.toThrow(NotFound);
  });
});
