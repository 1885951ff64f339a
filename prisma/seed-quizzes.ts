/**
 * Results of the demonstration's quiz that is over: a class of some forty people, whose answers are drawn from what each of
 * them can do and from how hard each question is. So results, item analysis and the marking queue have something to show.
 */
import { randomUUID } from "node:crypto";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Answers } from "../grader/quiz/answer.ts";
import { rightAnswers } from "../grader/quiz/right-answers.ts";
import { solve } from "../grader/quiz/self-test/rights.ts";
import { wrongAnswers } from "../grader/quiz/self-test/wrong-answers.ts";
import type { Variant } from "../grader/quiz/variant.ts";
import { drawVariant, generatedPlace } from "../grader/quiz/variant.ts";
import { type Random, seededRandom } from "../grader/random.ts";
import { toActor } from "../lib/auth/actor.ts";
import { db } from "../lib/db.ts";
import { demonstrationAccounts } from "../lib/people/demonstration.ts";
import { enqueueCodeFields } from "../lib/quizzes/code-jobs.ts";
import { type PublishedItem, selectContent } from "../lib/quizzes/content.ts";
import { rejudgeAttempt } from "../lib/quizzes/judge-attempt.ts";
import { mark } from "../lib/quizzes/marking/mark.ts";
import { composePaper, type PaperEntry } from "../lib/quizzes/taking/paper.ts";
import { inTransaction } from "../lib/quizzes/transaction.ts";

/** Classmates without a password, who only fill the class. */
const classmates = 34;
const minute = 60_000;

const essays = [
  "A busca é local: com outros pesos iniciais ela pode terminar em outro mínimo local ou sair do platô. Eu treinaria dez vezes e ficaria com a melhor rede.",
  "Talvez a rede tenha parado num ponto de sela, onde o gradiente é quase zero. Antes de aumentar a rede, treinaria por mais tempo e com outros pesos iniciais.",
  "A rede é pequena e por isso o erro é 0,25.",
  "J = 0,25 é o erro de quem responde 0,5 a tudo: um platô. Mudaria os pesos iniciais; certeza não há, porque a busca é local.",
];

async function enrolClassmates(courseId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= classmates; n += 1) {
    const number = String(n).padStart(2, "0");
    const email = `turma${number}@t320.example`;
    const person =
      (await db().person.findUnique({ where: { email } })) ??
      (await db().person.create({
        data: { email, name: `Turma ${number}`, enrolments: { create: { courseId, role: "student" } } },
      }));
    ids.push(person.id);
  }
  return ids;
}

/** What a click gives: nobody points at sixteen digits. */
const pointed = (answers: Answers): Answers =>
  JSON.parse(JSON.stringify(answers), (name, value: unknown) =>
    (name === "w1" || name === "w2") && typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
  );

/** The numbers of another variant: typical of somebody who mixes things up. */
function answersOfAnother({ item, generated }: PublishedItem, seed: string): Answers {
  const pool = generated ?? [];
  const drawn = drawVariant(item, seed, pool.length > 0 ? pool[generatedPlace(item, seed, pool.length)] : undefined);
  return drawn.ok ? rightAnswers(drawn.variant) : {};
}

/** What somebody writes who answers rightly with probability `p`. */
function answersOf(entry: PaperEntry, p: number, random: Random, writesCode: boolean): Answers {
  const { item } = entry.item;
  const variant: Variant = { item, seed: entry.seed, values: entry.values };
  if (item.fields.some(({ kind }) => kind === "code") && !writesCode) return {};
  const drawn = random.uniform();
  const right = (): Answers => {
    const answers = { ...rightAnswers(variant) };
    for (const { id, kind } of item.fields) if (kind === "essay") answers[id] = essays[random.below(essays.length)]!;
    return answers;
  };
  if (drawn < p) return right();
  if (item.fields.every(({ kind }) => kind === "essay")) return drawn < p + 0.3 ? right() : {};
  if (drawn > 0.93) return {};
  const mistakes = item.wrong;
  if (mistakes.length > 0 && random.uniform() < 0.6)
    return wrongAnswers(mistakes[random.below(mistakes.length)]!, solve(variant));
  return answersOfAnother(entry.item, `${entry.seed}/other`);
}

interface Sitting {
  personId: string;
  number: number;
  ability: number;
  writesCode: boolean;
  startedAt: Date;
}

/** One attempt of the past, judged as any other; the marks and programs in it wait, as they would. */
async function seedAttempt(
  quiz: { id: string; versionId: string; dueAt: Date },
  sitting: Sitting,
  hardness: ReadonlyMap<string, number>,
): Promise<void> {
  const { personId, number, ability, writesCode, startedAt } = sitting;
  // a start that was cut short left the others
  if (await db().quizAttempt.findFirst({ where: { quizId: quiz.id, personId, number }, select: { id: true } })) return;
  const random = seededRandom("demonstration quiz", personId, number);
  const content = await selectContent(quiz.versionId);
  const paper = composePaper(content, `demonstration/${personId}/${number}`);
  if (!paper.ok) throw new Error(`the demonstration's quiz cannot be drawn: ${paper.message}`);
  let spent = 0;
  const rows = paper.entries.map((entry) => {
    const p = 1 / (1 + Math.exp(hardness.get(entry.item.key)! - ability));
    const spentMs = Math.round((0.5 + 3 * random.uniform()) * minute * Math.exp(-ability / 6));
    spent += spentMs;
    return {
      entry,
      answers: pointed(answersOf(entry, p, random, writesCode)),
      spentMs,
      at: new Date(+startedAt + spent),
    };
  });
  await inTransaction(async (tx) => {
    const { id } = await tx.quizAttempt.create({
      data: {
        quizId: quiz.id,
        versionId: quiz.versionId,
        personId,
        number,
        seed: `demonstration/${personId}/${number}`,
        idempotencyKey: randomUUID(),
        startedAt,
        endsAt: quiz.dueAt,
        handedInAt: new Date(+startedAt + spent + minute),
        endedBy: "person",
        maxScore: paper.maxScore,
      },
      select: { id: true },
    });
    await tx.quizAnswer.createMany({
      data: rows.map(({ entry, answers, spentMs, at }) => ({
        attemptId: id,
        itemId: entry.item.id,
        position: entry.position,
        seed: entry.seed,
        values: entry.values as Prisma.InputJsonObject,
        points: entry.item.points,
        answers: answers as Prisma.InputJsonObject,
        revision: Object.keys(answers).length > 0 ? 1 : 0,
        savedAt: Object.keys(answers).length > 0 ? at : null,
        spentMs,
      })),
    });
    await enqueueCodeFields(tx, id, await rejudgeAttempt(tx, id));
  });
}

/** Two thirds of the essays are marked; the others wait in the queue. */
async function seedMarks(quizId: string): Promise<void> {
  const ta = await db().person.findUniqueOrThrow({
    where: { email: demonstrationAccounts.find(({ role }) => role === "ta")!.email },
  });
  const written = await db().quizAnswer.findMany({
    where: {
      attempt: { quizId },
      item: { key: "why-multi-start" },
      OR: [{ complete: false }, { marks: { some: {} } }],
    },
    orderBy: { attemptId: "asc" },
    select: {
      attemptId: true,
      answers: true,
      item: { select: { key: true } },
      marks: { take: 1, select: { id: true } },
    },
  });
  for (const [n, { attemptId, answers, item, marks }] of written.entries()) {
    if (n % 3 === 2 || marks.length > 0) continue;
    const long = JSON.stringify(answers).length > 120;
    const credit = long ? [0.5, 0.75, 1][n % 3]! : 0.25;
    const comment = long ? "Bom argumento; faltou dizer que certeza não há." : "E os pesos iniciais?";
    await mark(toActor(ta), { attemptId, key: item.key, fieldId: "essay", credit, comment });
  }
}

/** Fills the quiz that is over with a class's attempts, unless somebody else has begun it already; completes what was cut short. */
export async function seedQuizResults(courseId: string, slug: string): Promise<void> {
  const quiz = await db().quiz.findUnique({
    where: { courseId_slug: { courseId, slug } },
    include: {
      schedule: true,
      attempts: { where: { NOT: { seed: { startsWith: "demonstration/" } } }, take: 1, select: { id: true } },
    },
  });
  if (!quiz?.currentVersionId || quiz.attempts.length > 0) return;
  const emails = demonstrationAccounts.filter(({ role }) => role === "student").map(({ email }) => email);
  const known = await db().person.findMany({ where: { email: { in: emails } }, orderBy: { email: "asc" } });
  const people = [...known.map(({ id }) => id), ...(await enrolClassmates(courseId))];
  const content = await selectContent(quiz.currentVersionId);
  const hardness = new Map(
    content.items.map(({ key }) => [key, 1.6 * seededRandom("demonstration quiz", key, "hardness").symmetric()]),
  );
  const { opensAt, dueAt } = quiz.schedule;
  const stored = { id: quiz.id, versionId: quiz.currentVersionId, dueAt };
  for (const [n, personId] of people.entries()) {
    const random = seededRandom("demonstration quiz", "person", n);
    const ability = 0.5 + 1.4 * random.normal();
    const attempts = 1 + random.below(2);
    // their programs are graded when the worker starts: a few, so that nobody's own first hand-in waits behind them
    const writesCode = n < known.length;
    const span = (+dueAt - +opensAt) / 3;
    for (let number = 1; number <= attempts; number += 1) {
      const startedAt = new Date(+opensAt + (number - 1) * span + random.uniform() * span * 0.9);
      await seedAttempt(
        stored,
        { personId, number, ability: ability + 0.5 * (number - 1), writesCode, startedAt },
        hardness,
      );
    }
  }
  await seedMarks(quiz.id);
}
