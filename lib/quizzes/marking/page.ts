import { z } from "zod";
import { answersSchema } from "../../../grader/quiz/answer.ts";
import type { Field } from "../../../grader/quiz/field.ts";
import { type ItemResult, itemResultSchema } from "../../../grader/quiz/result.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import type { ItemView, SolutionView } from "../../../grader/quiz/view.ts";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor, Locale } from "../../actor.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { selectContent } from "../content.ts";
import { keyedVariant, storedVariant } from "../judge-stored.ts";
import { selectAttemptFor } from "../taking/own-attempt.ts";
import { isManual, selectHandedIn } from "./queue.ts";

export interface MarkedField {
  fieldId: string;
  kind: Field["kind"];
  label: Localised | null;
  /** of the item's points */
  points: number;
  rubric: Localised | null;
  /** marks in the order in which they were given; the last one counts, one without a credit took the mark back */
  marks: { credit: number | null; comment: string; by: string; at: string }[];
  /** files that the answer names */
  file: { id: string; name: string; bytes: number } | null;
}

export interface MarkingPage {
  attemptId: string;
  number: number;
  person: { name: string; email: string };
  quiz: { slug: string; title: Localised };
  course: { slug: string; title: Localised; timeZone: string };
  key: string;
  points: number;
  view: ItemView;
  solution: SolutionView;
  answers: Record<string, unknown>;
  result: ItemResult | null;
  score: number | null;
  complete: boolean;
  handedInAt: string;
  /** every field, those that wait for a person first */
  fields: MarkedField[];
  comments: { id: string; author: string; body: string; at: string; mine: boolean }[];
  /** among all answers to this question, by hand-in */
  place: number;
  of: number;
  left: number;
  previousAttemptId: string | null;
  nextAttemptId: string | null;
  /** the next one that waits; null when none does */
  nextLeftAttemptId: string | null;
}

/**
 * One answer for whoever marks it, with its neighbours in the queue of the question.
 * @throws NotFound for everybody who may not mark
 */
export async function selectMarking(
  actor: Actor,
  attemptId: string,
  key: string,
  locale: Locale,
): Promise<MarkingPage> {
  const head = await selectAttemptFor(actor, attemptId, "quiz.mark");
  const own = await selectContent(head.versionId);
  const entry = own.byKey.get(key);
  if (!entry || head.handedInAt === null) throw new NotFound(`question ${key} of attempt ${attemptId}`);
  const [attempt, siblings, row] = await Promise.all([
    db().quizAttempt.findUniqueOrThrow({
      where: { id: attemptId },
      include: {
        person: { select: { name: true, email: true } },
        quiz: {
          include: {
            course: { select: { slug: true, title: true, timeZone: true } },
          },
        },
        marks: {
          where: { itemId: entry.id },
          orderBy: [{ markedAt: "asc" }, { id: "asc" }],
          include: { markedBy: { select: { name: true } } },
        },
        comments: {
          where: { itemId: entry.id, deletedAt: null },
          orderBy: { createdAt: "asc" },
          include: { author: { select: { id: true, name: true } } },
        },
        files: { where: { itemId: entry.id }, select: { id: true, fieldId: true, name: true, byteCount: true } },
      },
    }),
    db().quizItem.findMany({ where: { key, version: { quizId: head.quizId } }, select: { id: true } }),
    db().quizAnswer.findUnique({ where: { attemptId_itemId: { attemptId, itemId: entry.id } } }),
  ]);
  if (!row) throw new NotFound(`question ${key} of attempt ${attemptId}`);
  const queue = await selectHandedIn(siblings.map(({ id }) => id));
  const here = queue.findIndex((each) => each.attemptId === attemptId);
  const after = [...queue.slice(here + 1), ...queue.slice(0, Math.max(0, here))];
  const graded = attempt.gradedVersionId;
  const corrected = graded === null ? undefined : (await selectContent(graded)).byKey.get(key);
  const answers = answersSchema.parse(row.answers);
  const all = entry.item.fields.reduce((sum, field) => sum + field.points, 0);
  const fields = entry.item.fields.map((field): MarkedField => {
    const answer = answers[field.id];
    const named = z.object({ fileId: z.string() }).safeParse(answer);
    const file = attempt.files.find(({ id }) => named.success && id === named.data.fileId);
    return {
      fieldId: field.id,
      kind: field.kind,
      label: field.label ?? null,
      points: (row.points * field.points) / all,
      rubric: ("rubric" in field && field.rubric) || null,
      marks: attempt.marks
        .filter(({ fieldId }) => fieldId === field.id)
        .map(({ credit, comment, markedBy, markedAt }) => ({
          credit,
          comment,
          by: markedBy.name,
          at: markedAt.toISOString(),
        })),
      file: file ? { id: file.id, name: file.name, bytes: file.byteCount } : null,
    };
  });
  return {
    attemptId,
    number: attempt.number,
    person: attempt.person,
    quiz: { slug: attempt.quiz.slug, title: own.quiz.title },
    course: {
      slug: attempt.quiz.course.slug,
      title: localised.parse(attempt.quiz.course.title),
      timeZone: attempt.quiz.course.timeZone,
    },
    key,
    points: row.points,
    view: showItem(storedVariant(entry, row), locale),
    solution: showSolution(keyedVariant(entry, row, corrected), locale),
    answers,
    result: row.result === null ? null : itemResultSchema.parse(row.result),
    score: row.score,
    complete: row.complete,
    handedInAt: attempt.handedInAt!.toISOString(),
    fields: [...fields.filter(isManual), ...fields.filter((field) => !isManual(field))],
    comments: attempt.comments.map(({ id, author, body, createdAt }) => ({
      id,
      author: author.name,
      body,
      at: createdAt.toISOString(),
      mine: author.id === actor.personId,
    })),
    place: here + 1,
    of: queue.length,
    left: queue.filter(({ complete }) => !complete).length,
    previousAttemptId: here > 0 ? queue[here - 1]!.attemptId : null,
    nextAttemptId: queue[here + 1]?.attemptId ?? null,
    nextLeftAttemptId: after.find(({ complete }) => !complete)?.attemptId ?? null,
  };
}
