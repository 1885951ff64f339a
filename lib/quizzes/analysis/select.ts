import { analyse, type QuizAnalysis } from "../../../grader/quiz/analysis/analyse.ts";
import type { AnswerRow, AttemptRow } from "../../../grader/quiz/analysis/rows.ts";
import { answersSchema } from "../../../grader/quiz/answer.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { can } from "../../can.ts";
import { db } from "../../db.ts";
import { processWide } from "../../process-wide.ts";
import { type QuizAddress, selectForStaff } from "../authoring/access.ts";
import { selectContent, valuesSchema } from "../content.ts";
import { choiceLists, chosenOf, type NamedList } from "./chosen.ts";

export interface AnalysedItem {
  key: string;
  /** 1-based, in the order of the quiz */
  place: number;
  title: Localised;
  /** asked in the version that students take now */
  current: boolean;
  lists: NamedList[];
}

export interface AnalysisPage {
  title: Localised;
  course: { slug: string; title: Localised };
  which: "first" | "last";
  analysis: QuizAnalysis;
  items: AnalysedItem[];
  /** attempts that go on or are not judged yet: they are not in it */
  leftOut: number;
  can: { edit: boolean };
}

/** attempts whose answers are read at a time */
const batch = 100;
/** a value that is longer is one of its own for everybody */
const longestValue = 200;

type Analysed = Pick<AnalysisPage, "analysis" | "items" | "leftOut">;

/** analyses kept in memory: an instructor reads one again and again, and of a thousand people it takes a second */
const kept = 16;

/**
 * Changes with every row that an analysis reads: the transaction that wrote a row last is part of it.
 */
async function fingerprint(quizId: string, currentVersionId: string | null): Promise<string> {
  const [row] = await db().$queryRaw<{ attempts: bigint; rows: bigint; written: string | null }[]>`
    SELECT (SELECT count(*) FROM quiz_attempts WHERE quiz_id = ${quizId}::uuid AND NOT preview) AS attempts,
      count(*) AS rows,
      sum(hashtextextended(concat_ws(' ', a.attempt_id, a.item_id, a.xmin, t.xmin), 0))::text AS written
    FROM quiz_attempts t JOIN quiz_answers a ON a.attempt_id = t.id
    WHERE t.quiz_id = ${quizId}::uuid AND NOT t.preview AND t.handed_in_at IS NOT NULL AND t.graded_at IS NOT NULL`;
  return [currentVersionId, row!.attempts, row!.rows, row!.written].join(" ");
}

/** The analysis of the rows as they are; made once for all who ask meanwhile. */
async function analysedNow(
  quiz: { id: string; currentVersionId: string | null },
  which: "first" | "last",
): Promise<Analysed> {
  const cache = processWide("quiz-analysis", () => new Map<string, { of: string; made: Promise<Analysed> }>());
  const key = `${quiz.id} ${which}`;
  const of = await fingerprint(quiz.id, quiz.currentVersionId);
  const there = cache.get(key);
  cache.delete(key);
  const entry = there?.of === of ? there : { of, made: analysed(quiz, which) };
  cache.set(key, entry);
  entry.made.catch(() => cache.get(key) === entry && cache.delete(key));
  if (cache.size > kept) cache.delete(cache.keys().next().value!);
  return entry.made;
}

/**
 * Item analysis of a quiz over ended and judged attempts of students.
 * @param which the attempt that counts for each person
 * @throws NotFound, Forbidden
 */
export async function selectAnalysis(
  actor: Actor,
  address: QuizAddress,
  which: "first" | "last" = "first",
): Promise<AnalysisPage> {
  const { course, quiz } = await selectForStaff(actor, address, "quiz.analyse");
  return {
    title: localised.parse(quiz.title),
    course: { slug: course.slug, title: course.title },
    which,
    ...(await analysedNow(quiz, which)),
    can: { edit: can(actor, "quiz.edit", course) },
  };
}

async function analysed(
  quiz: { id: string; currentVersionId: string | null },
  which: "first" | "last",
): Promise<Analysed> {
  const counting = { quizId: quiz.id, preview: false };
  const judged = { ...counting, handedInAt: { not: null }, gradedAt: { not: null } };
  const [attempts, everything] = await Promise.all([
    db().quizAttempt.findMany({
      where: judged,
      orderBy: { id: "asc" },
      select: { id: true, personId: true, number: true, versionId: true, version: { select: { number: true } } },
    }),
    db().quizAttempt.count({ where: counting }),
  ]);
  const rows: AttemptRow[] = [];
  for (let from = 0; from < attempts.length; from += batch) {
    const some = attempts.slice(from, from + batch);
    const answers = await selectAnswers(some.map(({ id }) => id));
    for (const { id, personId, number, versionId, version } of some) {
      const { byId } = await selectContent(versionId);
      rows.push({
        person: personId,
        number,
        answers: (answers.get(id) ?? []).map((answer) => rowOf(answer, byId.get(answer.itemId)!.item, version.number)),
      });
    }
  }
  const items = await analysedItems(quiz.currentVersionId, attempts);
  return { analysis: analyse(rows, items, which), items, leftOut: everything - attempts.length };
}

const answerColumns = {
  attemptId: true,
  itemId: true,
  seed: true,
  values: true,
  points: true,
  answers: true,
  spentMs: true,
  credit: true,
  complete: true,
  adjustment: true,
} as const;
type StoredAnswer = Awaited<ReturnType<typeof readAnswers>>[number];

const readAnswers = (attemptIds: string[]) =>
  db().quizAnswer.findMany({ where: { attemptId: { in: attemptIds } }, select: answerColumns });

async function selectAnswers(attemptIds: string[]): Promise<Map<string, StoredAnswer[]>> {
  const found = new Map<string, StoredAnswer[]>();
  for (const answer of await readAnswers(attemptIds)) {
    const there = found.get(answer.attemptId);
    if (there) there.push(answer);
    else found.set(answer.attemptId, [answer]);
  }
  return found;
}

function rowOf(stored: StoredAnswer, item: Item, version: number): AnswerRow {
  const values = valuesSchema.parse(stored.values);
  return {
    item: item.id,
    version,
    points: stored.points,
    // what an instructor decided, or what waits, says nothing about the question
    credit: stored.complete && stored.adjustment === null ? stored.credit : null,
    spentMs: stored.spentMs,
    chosen: chosenOf({ item, seed: stored.seed, values }, answersSchema.parse(stored.answers)),
    values: drawnValues(item, values),
  };
}

/** What is computed from other parameters says nothing that they do not. */
function drawnValues({ parameters, generator }: Item, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const drawn = generator !== undefined || (parameters[name] !== undefined && typeof parameters[name] !== "string");
      return drawn && (typeof value !== "object" || JSON.stringify(value).length <= longestValue);
    }),
  );
}

/** Questions of the version that students take, in its order; then those that only older versions asked. */
async function analysedItems(
  currentVersionId: string | null,
  attempts: readonly { versionId: string; version: { number: number } }[],
): Promise<AnalysedItem[]> {
  const older = new Map(attempts.map(({ versionId, version }) => [versionId, version.number]));
  if (currentVersionId) older.delete(currentVersionId);
  const order = [
    ...(currentVersionId ? [currentVersionId] : []),
    ...[...older].sort(([, a], [, b]) => b - a).map(([id]) => id),
  ];
  const found = new Map<string, AnalysedItem>();
  for (const versionId of order) {
    for (const { key, item } of (await selectContent(versionId)).items) {
      if (found.has(key)) continue;
      found.set(key, {
        key,
        place: found.size + 1,
        title: item.title,
        current: versionId === currentVersionId,
        lists: choiceLists(item),
      });
    }
  }
  return [...found.values()];
}
