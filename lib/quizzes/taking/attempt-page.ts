import { z } from "zod";
import { type Answers, answersSchema } from "../../../grader/quiz/answer.ts";
import { type ItemResult, itemResultSchema } from "../../../grader/quiz/result.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import type { ItemView, SolutionView } from "../../../grader/quiz/view.ts";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor, Locale } from "../../actor.ts";
import { can } from "../../can.ts";
import { databaseClock } from "../../clock.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { selectContent } from "../content.ts";
import { checksSchema, keyedVariant, storedVariant } from "../judge-stored.ts";
import { redactCheck, redactResult, shownScore, type Withheld } from "../redact.ts";
import { revealOfCheck, type Shown } from "../reveal.ts";
import { revealAt } from "../viewed.ts";
import { emptyFields } from "./answers.ts";
import { isCheckable } from "./check.ts";
import { finishIfOver } from "./finish.ts";
import { lastEndOf } from "./last-end.ts";

export interface AttemptQuestion {
  /** the question's id */
  key: string;
  position: number;
  zoneTitle: Localised | null;
  points: number;
  view: ItemView;
  answers: Answers;
  revision: number;
  flagged: boolean;
  savedAt: string | null;
  spentMs: number;
  /** ids of the fields in which nothing was entered */
  empty: string[];
  /** null where the quiz has no checks while taking, or the question cannot be checked */
  check: { triesLeft: number; penaltyPercent: number; result: ItemResult | null } | null;
}

export interface AttemptComment {
  author: string;
  body: string;
  at: string;
}

export interface ReviewItem {
  key: string;
  /** null while feedback is withheld, or judging goes on */
  result: ItemResult | null;
  solution: SolutionView | null;
  score: number | null;
  maxScore: number;
  /** an instructor's decision about the question after the fact */
  adjustment: "full" | "dropped" | null;
  comments: AttemptComment[];
}

export type ShownOrNot = "shown" | { from: string | null; reason: Exclude<Shown, { shown: true }>["reason"] };

export interface Review {
  score: number | null;
  maxScore: number;
  /** why there is no score */
  withheld: Withheld;
  /** nothing waits for a person or for the grader; null while that is withheld */
  complete: boolean | null;
  feedback: ShownOrNot;
  solution: ShownOrNot;
  items: ReviewItem[];
  comments: AttemptComment[];
}

export interface AttemptPage {
  id: string;
  number: number;
  preview: boolean;
  quiz: { id: string; slug: string; title: Localised; instructions: Localised | null };
  course: { slug: string; title: Localised; timeZone: string };
  state: "open" | "ended";
  startedAt: string;
  endsAt: string | null;
  /** of the database's clock, when this was read */
  now: string;
  handedInAt: string | null;
  endedBy: "person" | "timer" | "staff" | null;
  /** whose attempt it is; the name for staff only */
  mine: boolean;
  person: { name: string } | null;
  questions: AttemptQuestion[];
  /** null while the attempt goes on */
  review: Review | null;
  can: { answer: boolean; mark: boolean; comment: boolean; changeTime: boolean };
}

const shownOrNot = (shown: Shown): ShownOrNot => (shown.shown ? "shown" : { from: shown.from, reason: shown.reason });

/**
 * An attempt as `actor` may see it now, in one language: what was asked and answered, and of its results what the quiz reveals.
 * One whose time is over is ended first.
 * @throws NotFound also when it is somebody else's
 */
export async function selectAttempt(actor: Actor, attemptId: string, locale: Locale): Promise<AttemptPage> {
  if (!z.uuid().safeParse(attemptId).success) throw new NotFound(`attempt ${attemptId}`);
  await finishIfOver(attemptId);
  const stored = await db().quizAttempt.findUnique({
    where: { id: attemptId },
    include: {
      person: { select: { name: true } },
      answers: { orderBy: { position: "asc" } },
      comments: {
        where: { deletedAt: null },
        orderBy: { createdAt: "asc" },
        include: { author: { select: { name: true } } },
      },
      quiz: {
        include: {
          schedule: { include: { overrides: true } },
          course: { include: { enrolments: { where: { personId: actor.personId } } } },
        },
      },
    },
  });
  const role = stored?.quiz.course.enrolments[0]?.role ?? null;
  const thing = { role, mine: stored?.personId === actor.personId };
  if (!stored || !can(actor, "quiz.see-attempt", thing)) throw new NotFound(`attempt ${attemptId}`);

  const { quiz, handedInAt } = stored;
  const { course } = quiz;
  const [now, own, key, lastEnd] = await Promise.all([
    databaseClock(db()),
    selectContent(stored.versionId),
    selectContent(stored.gradedVersionId ?? stored.versionId),
    lastEndOf(quiz.id),
  ]);
  const ended = handedInAt !== null;
  const everything = can(actor, "quiz.see-key", thing);
  const reveal = revealAt(own.quiz, quiz, { ended, now, timeZone: course.timeZone, lastEnd }, everything);

  const commentsOn = (itemId: string | null): AttemptComment[] =>
    stored.comments
      .filter((comment) => comment.itemId === itemId)
      .map(({ author, body, createdAt }) => ({ author: author.name, body, at: createdAt.toISOString() }));
  const rows = stored.answers.map((row) => ({ row, entry: own.byId.get(row.itemId)! }));
  const rule = own.quiz.checkWhileTaking;

  const questions = rows.map(({ row, entry }): AttemptQuestion => {
    const answers = answersSchema.parse(row.answers);
    const last = checksSchema.parse(row.checks).at(-1);
    return {
      key: entry.key,
      position: row.position,
      zoneTitle: own.quiz.zones[entry.zone]?.title ?? null,
      points: row.points,
      view: showItem(storedVariant(entry, row), locale),
      answers,
      revision: row.revision,
      flagged: row.flagged,
      savedAt: row.savedAt?.toISOString() ?? null,
      spentMs: row.spentMs,
      empty: emptyFields(entry.item, answers),
      check:
        rule && isCheckable(entry)
          ? {
              triesLeft: Math.max(0, rule.tries - row.triesUsed),
              penaltyPercent: rule.penaltyPercent,
              result: last ? redactCheck(last.result, revealOfCheck(own.quiz)) : null,
            }
          : null,
    };
  });

  const review = (): Review => ({
    ...shownScore(stored, reveal.score),
    maxScore: stored.maxScore,
    complete: reveal.score.shown || reveal.feedback.shown ? stored.complete : null,
    feedback: shownOrNot(reveal.feedback),
    solution: shownOrNot(reveal.solution),
    items: rows.map(({ row, entry }): ReviewItem => {
      const result = row.result === null ? null : itemResultSchema.parse(row.result);
      const corrected = key === own ? undefined : key.byKey.get(entry.key);
      return {
        key: entry.key,
        result: redactResult(result, reveal),
        solution: reveal.solution.shown ? showSolution(keyedVariant(entry, row, corrected), locale) : null,
        score: reveal.score.shown && stored.gradedAt !== null ? row.score : null,
        maxScore: row.points,
        adjustment: reveal.score.shown ? z.enum(["full", "dropped"]).nullable().parse(row.adjustment) : null,
        comments: reveal.feedback.shown ? commentsOn(row.itemId) : [],
      };
    }),
    comments: reveal.feedback.shown ? commentsOn(null) : [],
  });

  return {
    id: stored.id,
    number: stored.number,
    preview: stored.preview,
    quiz: {
      id: quiz.id,
      slug: quiz.slug,
      title: own.quiz.title,
      instructions: own.quiz.instructions ?? null,
    },
    course: { slug: course.slug, title: localised.parse(course.title), timeZone: course.timeZone },
    state: ended ? "ended" : "open",
    startedAt: stored.startedAt.toISOString(),
    endsAt: stored.endsAt?.toISOString() ?? null,
    now: now.toISOString(),
    handedInAt: handedInAt?.toISOString() ?? null,
    endedBy: z.enum(["person", "timer", "staff"]).nullable().parse(stored.endedBy),
    mine: thing.mine,
    person: everything ? { name: stored.person.name } : null,
    questions,
    review: ended ? review() : null,
    can: {
      answer: !ended && can(actor, "quiz.answer", thing),
      mark: can(actor, "quiz.mark", thing),
      comment: can(actor, "quiz.comment", thing),
      changeTime: can(actor, "quiz.change-time", thing),
    },
  };
}
