import type { Field } from "../../../grader/quiz/field.ts";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { can } from "../../can.ts";
import { selectEnrolled } from "../../courses/enrolled.ts";
import { db } from "../../db.ts";
import { Forbidden } from "../../errors.ts";
import { selectContent } from "../content.ts";

/** Fields that only a person can judge. */
export const isManual = ({ kind }: Pick<Field, "kind">): boolean => kind === "essay" || kind === "file";

export interface MarkingQuestion {
  quizSlug: string;
  quizTitle: Localised;
  /** the question's id */
  key: string;
  title: Localised;
  points: number;
  /** answers of handed-in attempts that wait for a person, and those that are done */
  left: number;
  done: number;
  /** where to begin: the one that waits longest, or the first of all; null without any */
  nextAttemptId: string | null;
}

export interface QueueRow {
  attemptId: string;
  itemId: string;
  complete: boolean;
}

/**
 * Questions of a course with fields that people mark, with how many answers wait.
 * @throws NotFound, Forbidden for students
 */
export async function selectMarkingQueue(actor: Actor, courseSlug: string): Promise<MarkingQuestion[]> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "quiz.mark", course)) throw new Forbidden(`marking in ${courseSlug}`);
  const quizzes = await db().quiz.findMany({
    where: { courseId: course.id, attempts: { some: { handedInAt: { not: null } } } },
    orderBy: { position: "asc" },
    select: { id: true, slug: true, title: true, versions: { select: { id: true }, orderBy: { number: "desc" } } },
  });
  const lists = await Promise.all(
    quizzes.map(async (quiz) => {
      const failed = await selectFailed(quiz.id);
      const manual = new Map<string, MarkingQuestion>();
      const keyOf = new Map<string, string>();
      for (const { id } of quiz.versions) {
        for (const entry of (await selectContent(id)).items) {
          if (!entry.item.fields.some(isManual) && !failed.has(entry.id)) continue;
          keyOf.set(entry.id, entry.key);
          if (manual.has(entry.key)) continue;
          const { key, item, points } = entry;
          const base = { quizSlug: quiz.slug, quizTitle: localised.parse(quiz.title), nextAttemptId: null };
          manual.set(key, { ...base, key, title: item.title, points, left: 0, done: 0 });
        }
      }
      const rows = await selectHandedIn([...keyOf.keys()]);
      const first = new Map<string, string>();
      for (const { attemptId, itemId, complete } of rows) {
        const question = manual.get(keyOf.get(itemId)!)!;
        if (complete) question.done += 1;
        else question.left += 1;
        if (!complete) question.nextAttemptId ??= attemptId;
        if (!first.has(question.key)) first.set(question.key, attemptId);
      }
      for (const question of manual.values()) question.nextAttemptId ??= first.get(question.key) ?? null;
      return [...manual.values()].filter(({ left, done }) => left + done > 0);
    }),
  );
  return lists.flat();
}

/** Questions with programs that were given up by our fault: a person may mark these, too. */
async function selectFailed(quizId: string): Promise<ReadonlySet<string>> {
  const jobs = await db().quizCodeJob.findMany({
    where: { failedAt: { not: null }, attempt: { quizId, preview: false } },
    distinct: ["itemId"],
    select: { itemId: true },
  });
  return new Set(jobs.map(({ itemId }) => itemId));
}

/** Answers to some questions that were handed in, without previews, the earliest hand-in first; no answer is loaded. */
export function selectHandedIn(itemIds: readonly string[]): Promise<QueueRow[]> {
  if (itemIds.length === 0) return Promise.resolve([]);
  return db().$queryRaw<QueueRow[]>`
    SELECT a.attempt_id AS "attemptId", a.item_id AS "itemId", a.complete
    FROM quiz_answers a JOIN quiz_attempts t ON t.id = a.attempt_id
    WHERE a.item_id = ANY(${itemIds}::uuid[]) AND t.handed_in_at IS NOT NULL AND t.graded_at IS NOT NULL AND NOT t.preview
    ORDER BY t.handed_in_at, t.id`;
}
