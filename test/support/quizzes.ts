import { readFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import { parseQuizFiles, type QuizFile } from "../../grader/quiz/quiz-folder.ts";
import { rightAnswers } from "../../grader/quiz/right-answers.ts";
import type { Actor } from "../../lib/actor.ts";
import { db } from "../../lib/db.ts";
import { selectContent } from "../../lib/quizzes/content.ts";
import { storedVariant } from "../../lib/quizzes/judge-stored.ts";
import { publishVersion } from "../../lib/quizzes/publish.ts";
import { saveAnswers } from "../../lib/quizzes/taking/save.ts";

const proof = { seeds: 0, problems: 0, at: "2026-01-01T00:00:00.000Z", grader: "test" };
const hour = 3_600_000;

/** Rules of a quiz as `quiz.yaml` has them, beside its questions. */
export type QuizRulesFile = Record<string, unknown>;

/** Files of a quiz that asks questions of test/fixtures/quiz, each for the given points. */
export async function quizFiles(
  id: string,
  questions: Readonly<Record<string, number>>,
  rules: QuizRulesFile = {},
  edit: (question: string, text: string) => string = (_, text) => text,
): Promise<QuizFile[]> {
  const texts = await Promise.all(
    Object.keys(questions).map(async (question) => {
      const name = `questions/${question}.yaml`;
      return { path: name, text: edit(question, await readFile(path.join("test/fixtures/quiz", name), "utf8")) };
    }),
  );
  const zones = [{ questions: Object.entries(questions).map(([question, points]) => ({ id: question, points })) }];
  const quiz = { id, title: { en: `Quiz ${id}`, "pt-BR": `Quiz ${id}` }, zones, ...rules };
  return [{ path: "quiz.yaml", text: stringify(quiz) }, ...texts];
}

/** Publishes files as the current version of a quiz of a course, making the quiz, open for an hour, when it is new. */
export async function publishTestQuiz(
  courseId: string,
  slug: string,
  files: readonly QuizFile[],
  dates: { opensAt?: Date; dueAt?: Date } = {},
): Promise<{ quizId: string; versionId: string }> {
  const parsed = parseQuizFiles(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.messages, null, 1));
  const { content } = parsed;
  return db().$transaction(async (tx) => {
    const place = { courseId_slug: { courseId, slug } };
    const quiz =
      (await tx.quiz.findUnique({ where: place })) ??
      (await tx.quiz.create({
        data: {
          slug,
          position: 0,
          title: content.quiz.title,
          course: { connect: { id: courseId } },
          schedule: {
            create: {
              opensAt: dates.opensAt ?? new Date(Date.now() - hour),
              dueAt: dates.dueAt ?? new Date(Date.now() + hour),
            },
          },
        },
      }));
    const published = { quizId: quiz.id, content, files, proof, generated: {}, actorId: null };
    const { versionId } = await publishVersion(tx, published);
    return { quizId: quiz.id, versionId };
  });
}

/** The right answers of a question of an attempt, as a student would type them. */
export async function rightAnswersOf(attemptId: string, key: string) {
  const attempt = await db().quizAttempt.findUniqueOrThrow({ where: { id: attemptId }, include: { answers: true } });
  const entry = (await selectContent(attempt.versionId)).byKey.get(key)!;
  const row = attempt.answers.find(({ itemId }) => itemId === entry.id)!;
  return { answers: rightAnswers(storedVariant(entry, row)), revision: row.revision };
}

/** Saves the right answers of a question of an attempt. */
export async function answerRightly(actor: Actor, attemptId: string, key: string) {
  const { answers, revision } = await rightAnswersOf(attemptId, key);
  return saveAnswers(actor, { attemptId, key, answers, revision, flagged: false, spentMs: 1000 });
}

/** Moves the end of an attempt into the past, as if its time had run. */
export async function letTimeRunOut(attemptId: string, secondsAgo = 60): Promise<void> {
  // its start moves with it, which the database forbids to everybody else
  await db().$transaction([
    db().$executeRaw`ALTER TABLE quiz_attempts DISABLE TRIGGER quiz_attempts_stay`,
    db().$executeRaw`
      UPDATE quiz_attempts SET started_at = started_at - interval '1 day', ends_at = clock_timestamp() - make_interval(secs => ${secondsAgo})
      WHERE id = ${attemptId}::uuid`,
    db().$executeRaw`ALTER TABLE quiz_attempts ENABLE TRIGGER quiz_attempts_stay`,
  ]);
}
