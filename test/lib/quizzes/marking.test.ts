import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { comment, removeComment } from "../../../lib/quizzes/marking/comment.ts";
import { mark } from "../../../lib/quizzes/marking/mark.ts";
import { selectMarking } from "../../../lib/quizzes/marking/page.ts";
import { selectMarkingQueue } from "../../../lib/quizzes/marking/queue.ts";
import { selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { readFile, uploadFile } from "../../../lib/quizzes/taking/files.ts";
import { handIn } from "../../../lib/quizzes/taking/hand-in.ts";
import { saveAnswers } from "../../../lib/quizzes/taking/save.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { answerRightly, publishTestQuiz, quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

let courseId: string;
let ta: Actor;
const students: Actor[] = [];
const attempts: string[] = [];

const png = new Uint8Array(Buffer.from("89504e470d0a1a0a0000", "hex"));

async function start(actor: Actor): Promise<string> {
  const answer = await startAttempt(actor, {
    courseSlug: "small",
    quizSlug: "essays",
    idempotencyKey: `key-of-${actor.personId}`,
  });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.attemptId;
}
const write = (actor: Actor, attemptId: string, key: string, answers: object) =>
  saveAnswers(actor, { attemptId, key, answers, revision: 0, flagged: false, spentMs: 1 });

beforeAll(async () => {
  courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  await publishTestQuiz(courseId, "essays", await quizFiles("essays", { numeric: 1, essay: 4, file: 2 }));
  ta = await makePerson("TA", { courseId, role: "ta" });
  for (let n = 0; n < 3; n += 1) {
    const actor = await makePerson(`Student ${n}`, { courseId, role: "student" });
    const attemptId = await start(actor);
    await answerRightly(actor, attemptId, "numeric");
    await write(actor, attemptId, "essay", { words: `Because of f' ${n}` });
    await handIn(actor, attemptId);
    students.push(actor);
    attempts.push(attemptId);
  }
});

test("what a person has to mark waits: the score says what is judged, and that more comes", async () => {
  const page = await selectAttempt(students[0]!, attempts[0]!, "en");
  expect(page.review).toMatchObject({ score: 1, maxScore: 7, complete: false });
  expect(page.review!.items.map(({ score }) => score)).toEqual([1, null, 0]);
});

test("the queue counts what waits, and the page leads through it", async () => {
  const queue = await selectMarkingQueue(ta, "small");
  expect(queue.map(({ key, left, done }) => [key, left, done])).toEqual([
    ["essay", 3, 0],
    ["file", 0, 3],
  ]);
  expect(queue[0]!.nextAttemptId).toBe(attempts[0]);
  const page = await selectMarking(ta, attempts[1]!, "essay", "en");
  expect(page).toMatchObject({
    place: 2,
    of: 3,
    left: 3,
    previousAttemptId: attempts[0],
    nextAttemptId: attempts[2],
    nextLeftAttemptId: attempts[2],
    answers: { words: "Because of f' 1" },
    fields: [{ fieldId: "words", points: 4, rubric: { en: expect.stringContaining("1/4") }, marks: [] }],
  });
  await expect(selectMarkingQueue(students[0]!, "small")).rejects.toThrow(Forbidden);
  await expect(selectMarking(students[1]!, attempts[1]!, "essay", "en")).rejects.toThrow(NotFound);
});

test("marks add up, the last one counts, and one may be taken back", async () => {
  const [, attemptId] = attempts as [string, string];
  const give = (credit: number | null, words = "") =>
    mark(ta, { attemptId, key: "essay", fieldId: "words", credit, comment: words });
  expect(await give(0.5, "Half of it")).toMatchObject({ ok: true, score: 3, complete: true, itemScore: 2 });
  expect((await selectMarking(ta, attemptId, "essay", "en")).nextLeftAttemptId).toBe(attempts[2]);
  const review = (await selectAttempt(students[1]!, attemptId, "pt-BR")).review!;
  expect(review.items[1]!.result!.fields[0]).toMatchObject({
    state: "partly",
    credit: 0.5,
    feedback: { en: "Half of it" },
  });
  expect(await give(1)).toMatchObject({ score: 5, complete: true });
  expect(await give(null)).toMatchObject({ score: 1, complete: false });
  expect((await selectMarking(ta, attemptId, "essay", "en")).fields[0]!.marks).toHaveLength(3);
  // a person may overrule the machine
  expect(await mark(ta, { attemptId, key: "numeric", fieldId: "w1", credit: 0, comment: "Copied" })).toMatchObject({
    score: 0,
  });
  await expect(db().$executeRawUnsafe("DELETE FROM quiz_marks")).rejects.toThrow(/append-only/);
  await expect(
    mark(students[1]!, { attemptId, key: "essay", fieldId: "words", credit: 1, comment: "" }),
  ).rejects.toThrow(NotFound);
});

test("two marks at once are both kept, and one of them counts", async () => {
  const attemptId = attempts[2]!;
  const give = (credit: number) => mark(ta, { attemptId, key: "essay", fieldId: "words", credit, comment: "" });
  const both = await Promise.all([give(0.25), give(0.75)]);
  expect(both.every(({ ok }) => ok)).toBe(true);
  const { marks } = (await selectMarking(ta, attemptId, "essay", "en")).fields[0]!;
  const { score } = await db().quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  expect(score).toBe(1 + 4 * marks.at(-1)!.credit!);
});

test("an attempt under way cannot be marked", async () => {
  const actor = await makePerson("Slow", { courseId, role: "student" });
  const attemptId = await start(actor);
  expect(await mark(ta, { attemptId, key: "essay", fieldId: "words", credit: 1, comment: "" })).toMatchObject({
    ok: false,
  });
  await expect(selectMarking(ta, attemptId, "essay", "en")).rejects.toThrow(NotFound);
});

test("comments are read by whose attempt it is, and taken back by whoever wrote them", async () => {
  const attemptId = attempts[0]!;
  await comment(ta, { attemptId, body: "Well done" });
  const { id } = await comment(ta, { attemptId, key: "essay", body: "See chapter 4" });
  const review = (await selectAttempt(students[0]!, attemptId, "en")).review!;
  expect(review.comments).toMatchObject([{ author: "TA", body: "Well done" }]);
  expect(review.items[1]!.comments).toMatchObject([{ body: "See chapter 4" }]);
  await expect(comment(students[0]!, { attemptId, body: "Thanks" })).rejects.toThrow(NotFound);
  const other = await makePerson("Other TA", { courseId, role: "ta" });
  await expect(removeComment(other, id)).rejects.toThrow(NotFound);
  await removeComment(ta, id);
  expect((await selectAttempt(students[0]!, attemptId, "en")).review!.items[1]!.comments).toEqual([]);
});

describe("files", () => {
  const upload = (actor: Actor, attemptId: string, name: string, bytes: Uint8Array<ArrayBuffer> = png) =>
    uploadFile(actor, { attemptId, key: "file", fieldId: "paper", name, bytes });

  test("are kept, named by the answer, and read by their owner and staff only", async () => {
    const actor = await makePerson("Photographer", { courseId, role: "student" });
    const attemptId = await start(actor);
    const sent = await upload(actor, attemptId, "C:\\photos\\deduction.png");
    expect(sent).toMatchObject({ ok: true, name: "deduction.png", bytes: png.length });
    if (!sent.ok) return;
    const paper = { fileId: sent.fileId, name: sent.name, bytes: sent.bytes };
    expect(await write(actor, attemptId, "file", { paper })).toMatchObject({ ok: true });
    await handIn(actor, attemptId);
    const marking = await selectMarking(ta, attemptId, "file", "en");
    expect(marking.fields[0]).toMatchObject({ kind: "file", file: { id: sent.fileId, name: "deduction.png" } });
    for (const reader of [actor, ta]) expect((await readFile(reader, sent.fileId)).bytes).toEqual(png);
    await expect(readFile(students[0]!, sent.fileId)).rejects.toThrow(NotFound);
    expect(await upload(actor, attemptId, "late.png")).toMatchObject({ ok: false, reason: "ended" });
  });

  test.each([
    ["a kind that is not accepted", "program.exe", png, "file-kind"],
    ["a program that calls itself a picture", "program.png", new Uint8Array([77, 90, 144, 0]), "file-kind"],
    ["nothing", "empty.png", new Uint8Array(), "file-empty"],
    ["more than ten megabytes", "large.png", new Uint8Array(10_000_001), "file-too-large"],
  ])("%s is refused", async (what, name, bytes, reason) => {
    const actor = await makePerson(`Sends ${what}`, { courseId, role: "student" });
    expect(await upload(actor, await start(actor), name, bytes)).toMatchObject({ ok: false, reason });
  });

  test("an answer cannot name another person's file", async () => {
    const [one, two] = [
      await makePerson("One", { courseId, role: "student" }),
      await makePerson("Two", { courseId, role: "student" }),
    ];
    const sent = await upload(one, await start(one), "mine.png");
    if (!sent.ok) throw new Error(sent.reason);
    const paper = { fileId: sent.fileId, name: "mine.png", bytes: 10 };
    expect(await write(two, await start(two), "file", { paper })).toMatchObject({ ok: false, reason: "invalid" });
  });
});
