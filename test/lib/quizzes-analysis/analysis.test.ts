import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { shownChoices } from "../../../grader/quiz/shown-order.ts";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { choicesCsv, csv, itemsCsv } from "../../../lib/quizzes/analysis/csv.ts";
import { selectAnalysis } from "../../../lib/quizzes/analysis/select.ts";
import { selectContent, valuesSchema } from "../../../lib/quizzes/content.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { answerRightly, publishTestQuiz, quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

const address = { courseSlug: "small", quizSlug: "analysed" };
let ta: Actor;
let student: Actor;
const right = 8;
const people = 12;

async function start(actor: Actor, key: string): Promise<string> {
  const answer = await startAttempt(actor, { ...address, idempotencyKey: key });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.attemptId;
}

/** Takes the choice that the author named, wherever it is shown. */
async function choose(actor: Actor, attemptId: string, key: string, authorsId: string): Promise<void> {
  const attempt = await db().quizAttempt.findUniqueOrThrow({ where: { id: attemptId }, include: { answers: true } });
  const entry = (await selectContent(attempt.versionId)).byKey.get(key)!;
  const row = attempt.answers.find(({ itemId }) => itemId === entry.id)!;
  const field = entry.item.fields[0]!;
  if (field.kind !== "single-choice") throw new Error(field.kind);
  const variant = { item: entry.item, seed: row.seed, values: valuesSchema.parse(row.values) };
  const shown = shownChoices(variant, field).find(({ choice }) => choice.id === authorsId)!;
  await saveAnswers(actor, {
    attemptId,
    key,
    answers: { [field.id]: shown.id },
    revision: row.revision,
    flagged: false,
    spentMs: 30_000,
  });
}

const wrongChoice = async () => {
  const quiz = await db().quiz.findFirstOrThrow({ where: { slug: "analysed" } });
  const field = (await selectContent(quiz.currentVersionId!)).byKey.get("single-choice")!.item.fields[0]!;
  return field.kind === "single-choice" ? field.choices.find(({ correct }) => correct === false)!.id : "";
};

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  const rules = { attempts: { allowed: 3 } };
  await publishTestQuiz(courseId, "analysed", await quizFiles("analysed", { "single-choice": 1, numeric: 2 }, rules));
  ta = await makePerson("TA", { courseId, role: "ta" });
  const wrong = await wrongChoice();
  for (let n = 0; n < people; n++) {
    const actor = await makePerson(`Student ${n}`, { courseId, role: "student" });
    student = actor;
    const attemptId = await start(actor, `first of ${actor.personId}`);
    if (n < right) {
      await answerRightly(actor, attemptId, "single-choice");
      await answerRightly(actor, attemptId, "numeric");
    } else await choose(actor, attemptId, "single-choice", wrong);
    await handIn(actor, attemptId);
  }
  // the last one tries again, and somebody's attempt goes on
  const again = await start(student, "the second time");
  await answerRightly(student, again, "single-choice");
  await handIn(student, again);
  await start(await makePerson("Slow", { courseId, role: "student" }), "a slow person");
  const preview = await start(ta, "a preview");
  await handIn(ta, preview);
});

describe("item analysis", () => {
  test("people count once, previews and open attempts not at all", async () => {
    const { analysis, items, leftOut } = await selectAnalysis(ta, address);
    expect([analysis.people, analysis.attempts, leftOut]).toEqual([people, people + 1, 1]);
    expect(items.map(({ key, current }) => [key, current])).toEqual([
      ["single-choice", true],
      ["numeric", true],
    ]);
    expect(analysis.items.map(({ facility }) => facility)).toEqual([right / people, right / people]);
    expect(analysis.items[0]?.discrimination.corrected).toBeCloseTo(1, 9);
    expect(analysis.reliability).toMatchObject({ items: 2, people });
    expect(analysis.improvement).toMatchObject({ people: 1, first: 0 });
  });

  test("choices are counted by what the author called them, though everybody saw another order", async () => {
    const { analysis, items } = await selectAnalysis(ta, address);
    const [counts] = analysis.items[0]!.choices;
    const wrong = await wrongChoice();
    expect(counts?.choices.find(({ correct }) => correct)?.chosen).toBe(right);
    expect(counts?.choices.find(({ id }) => id === wrong)?.chosen).toBe(people - right);
    expect(items[0]!.lists[0]!.choices.map(({ id }) => id)).toEqual(counts?.choices.map(({ id }) => id));
  });

  test("the last attempts instead of the first", async () => {
    const { analysis } = await selectAnalysis(ta, address, "last");
    expect(analysis.items[0]?.facility).toBeCloseTo((right + 1) / people, 12);
  });

  test("what an instructor decided about an answer says nothing about the question", async () => {
    const row = await db().quizAnswer.findFirstOrThrow({ where: { item: { key: "numeric" }, credit: 1 } });
    const at = { attemptId_itemId: { attemptId: row.attemptId, itemId: row.itemId } };
    await db().quizAnswer.update({ where: at, data: { adjustment: "full" } });
    expect((await selectAnalysis(ta, address)).analysis.items[1]).toMatchObject({ people: people - 1, waiting: 1 });
    await db().quizAnswer.update({ where: at, data: { adjustment: null } });
  });

  test("is for the staff of the course", async () => {
    await expect(selectAnalysis(student, address)).rejects.toThrow(Forbidden);
    await expect(selectAnalysis(await makePerson("Stranger", null), address)).rejects.toThrow(NotFound);
    await expect(selectAnalysis(ta, { ...address, quizSlug: "none" })).rejects.toThrow(NotFound);
  });
});

describe("CSV", () => {
  test("a row for each question, one for each choice", async () => {
    const page = await selectAnalysis(ta, address);
    const lines = (text: string) => text.replace("\uFEFF", "").trim().split("\r\n");
    expect(lines(itemsCsv(page, "en"))).toHaveLength(1 + 2);
    expect(lines(itemsCsv(page, "en"))[1]).toMatch(/^single-choice,.*,12,0,0\.666666666667,/);
    expect(lines(choicesCsv(page, "pt-BR"))).toHaveLength(1 + page.items[0]!.lists[0]!.choices.length);
  });

  test("texts that a spreadsheet would run, and commas, quotes and lines", () => {
    expect(csv([["=HYPERLINK(1)", "a,b", 'c"d', "e\nf", -0.5, null]])).toBe(
      '\uFEFF\'=HYPERLINK(1),"a,b","c""d","e\nf",-0.5,\r\n',
    );
  });
});
