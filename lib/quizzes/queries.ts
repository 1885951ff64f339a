import type { Prisma } from "../../generated/prisma/client.ts";
import type { Quiz } from "../../grader/quiz/quiz.ts";
import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can, type Role } from "../can.ts";
import { databaseClock } from "../clock.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db } from "../db.ts";
import { NotFound } from "../errors.ts";
import type { ScheduleState } from "../schedule.ts";
import { selectContent } from "./content.ts";
import { shownScore, type Withheld } from "./redact.ts";
import { refusals } from "./refusals.ts";
import { quizStanding } from "./standing.ts";
import { closeOverdueOf } from "./taking/finish.ts";
import { lastEndOf } from "./taking/last-end.ts";
import { attemptsAllowed, mayStart } from "./taking/may-start.ts";
import { countingScore } from "./totals.ts";
import { revealAt } from "./viewed.ts";

export interface AttemptRow {
  id: string;
  number: number;
  preview: boolean;
  startedAt: string;
  endsAt: string | null;
  handedInAt: string | null;
  endedBy: string | null;
  /** null while the attempt goes on, is judged or its score is withheld: see `withheld` */
  score: number | null;
  maxScore: number;
  /** nothing waits for a person or for the grader; null while the score is withheld */
  complete: boolean | null;
  withheld: Withheld;
}

export interface QuizRules {
  questions: number;
  maxScore: number;
  attempts: {
    /** with what was granted to the person; null: as many as one likes */
    allowed: number | null;
    used: number;
    counts: Quiz["attempts"]["counts"];
    newVariants: boolean;
    minutesBetween: number;
  };
  /** minutes for one attempt, the person's extra time included; null: until it closes */
  minutes: number | null;
  extraMinutes: number;
  reveal: Quiz["reveal"];
  checkWhileTaking: { tries: number; penaltyPercent: number } | null;
}

/** What the actor may do with a quiz, besides taking it. */
export interface QuizRights {
  edit: boolean;
  publish: boolean;
  analyse: boolean;
  mark: boolean;
  release: boolean;
  changeTime: boolean;
}

export interface QuizPage {
  id: string;
  course: { slug: string; title: Localised; timeZone: string };
  slug: string;
  title: Localised;
  instructions: Localised | null;
  role: Role | null;
  /** null while nothing was published: for staff only */
  rules: QuizRules | null;
  schedule: ScheduleState;
  /** of the actor, the newest first */
  attempts: AttemptRow[];
  /** of the quiz by its counting rule; null while there is none or it is withheld */
  score: number | null;
  openAttemptId: string | null;
  start: { ok: true } | { ok: false; reason: string; message: Localised; at?: string };
  can: QuizRights & { take: boolean };
}

/** A quiz in a list. */
export interface QuizCard {
  slug: string;
  title: Localised;
  schedule: ScheduleState;
  published: boolean;
  maxScore: number | null;
  attempts: { used: number; allowed: number | null };
  openAttempt: { id: string; endsAt: string | null } | null;
  score: number | null;
  /** why there is no score although an attempt ended */
  withheld: Withheld;
}

const attemptColumns = {
  id: true,
  number: true,
  preview: true,
  startedAt: true,
  endsAt: true,
  handedInAt: true,
  endedBy: true,
  gradedAt: true,
  score: true,
  maxScore: true,
  complete: true,
} satisfies Prisma.QuizAttemptSelect;
type StoredAttempt = Prisma.QuizAttemptGetPayload<{ select: typeof attemptColumns }>;

/** A quiz with what is the actor's of it; attempts without their answers. */
const partsFor = (personId: string) =>
  ({
    schedule: { include: { overrides: true } },
    allowances: { where: { personId } },
    attempts: { where: { personId }, orderBy: { number: "desc" }, select: attemptColumns },
  }) satisfies Prisma.QuizInclude;
type StoredQuiz = Prisma.QuizGetPayload<{ include: ReturnType<typeof partsFor> }>;

export const quizRights = (actor: Actor, thing: { role: Role | null }): QuizRights => ({
  edit: can(actor, "quiz.edit", thing),
  publish: can(actor, "quiz.publish", thing),
  analyse: can(actor, "quiz.analyse", thing),
  mark: can(actor, "quiz.mark", thing),
  release: can(actor, "quiz.release", thing),
  changeTime: can(actor, "quiz.change-time", thing),
});

/** Attempts of a person with their scores as the person may see them, and the score that counts. */
function scored(
  quiz: Quiz,
  stored: StoredQuiz,
  maxScore: number,
  at: { now: Date; timeZone: string; lastEnd: Date | null },
  everything: boolean,
) {
  const row = (attempt: StoredAttempt): AttemptRow => {
    const reveal = revealAt(quiz, stored, { ...at, ended: attempt.handedInAt !== null }, everything);
    const { score, withheld } = shownScore(attempt, reveal.score);
    return {
      id: attempt.id,
      number: attempt.number,
      preview: attempt.preview,
      startedAt: attempt.startedAt.toISOString(),
      endsAt: attempt.endsAt?.toISOString() ?? null,
      handedInAt: attempt.handedInAt?.toISOString() ?? null,
      endedBy: attempt.endedBy,
      score,
      maxScore: attempt.maxScore,
      complete: withheld === null ? attempt.complete : null,
      withheld,
    };
  };
  const attempts = stored.attempts.map(row);
  const graded = attempts.flatMap((attempt) =>
    attempt.score === null || attempt.preview ? [] : [{ ...attempt, score: attempt.score }],
  );
  const ended = attempts.filter((attempt) => attempt.handedInAt !== null && !attempt.preview);
  // an average over some of the ended attempts would be another number than the one that counts
  const score = graded.length < ended.length ? null : countingScore(quiz.attempts.counts, graded, maxScore);
  return { attempts, score, withheld: ended.find(({ withheld }) => withheld !== null)?.withheld ?? null };
}

/** A quiz as `actor` meets it now. @throws NotFound also when it has not opened yet for the actor */
export async function selectQuizPage(actor: Actor, courseSlug: string, quizSlug: string): Promise<QuizPage> {
  const course = await selectEnrolled(actor, courseSlug);
  const where = { courseId_slug: { courseId: course.id, slug: quizSlug } };
  const found = await db().quiz.findUnique({ where, select: { id: true } });
  if (!found) throw new NotFound(`quiz ${quizSlug}`);
  await closeOverdueOf(found.id, actor.personId);
  const stored = await db().quiz.findUniqueOrThrow({
    where,
    include: { ...partsFor(actor.personId), currentVersion: { select: { id: true, maxScore: true } } },
  });
  const now = await databaseClock(db());
  const schedule = quizStanding(stored.schedule, actor.personId, course.timeZone, now);
  const version = stored.currentVersion;
  const thing = { role: course.role, open: version !== null && schedule.status !== "not-open" };
  if (!can(actor, "quiz.see", thing)) throw new NotFound(`quiz ${quizSlug}`);
  const everything = can(actor, "quiz.see-key", thing);
  const page = {
    id: stored.id,
    course: { slug: course.slug, title: course.title, timeZone: course.timeZone },
    slug: stored.slug,
    role: course.role,
    schedule,
    openAttemptId: stored.attempts.find(({ handedInAt }) => handedInAt === null)?.id ?? null,
    can: { ...quizRights(actor, thing), take: version !== null && can(actor, "quiz.take", thing) },
  };
  if (!version) {
    const unpublished = {
      reason: "not-published",
      message: { en: "This quiz has not been published yet.", "pt-BR": "Este quiz ainda não foi publicado." },
    };
    const title = localised.parse(stored.title);
    return {
      ...page,
      title,
      instructions: null,
      rules: null,
      attempts: [],
      score: null,
      start: { ok: false, ...unpublished },
    };
  }
  const { quiz } = await selectContent(version.id);
  const { extraAttempts = 0, extraMinutes = 0 } = stored.allowances[0] ?? {};
  const own = stored.attempts.filter(({ preview }) => !preview);
  const at = { now, timeZone: course.timeZone, lastEnd: await lastEndOf(stored.id) };
  const { attempts, score } = scored(quiz, stored, version.maxScore, at, everything);
  const verdict = page.can.take
    ? mayStart({ quiz, schedule, attempts: own, extraAttempts, now, bound: !everything })
    : { ok: false as const, reason: "not-enrolled" as const };
  return {
    ...page,
    title: quiz.title,
    instructions: quiz.instructions ?? null,
    rules: {
      questions: quiz.zones.reduce((sum, { pick, questions }) => sum + (pick ?? questions.length), 0),
      maxScore: version.maxScore,
      attempts: {
        allowed: attemptsAllowed(quiz, extraAttempts),
        used: own.length,
        counts: quiz.attempts.counts,
        newVariants: quiz.attempts.newVariants,
        minutesBetween: quiz.attempts.minutesBetween,
      },
      minutes: quiz.timeLimit === undefined ? null : quiz.timeLimit + extraMinutes,
      extraMinutes,
      reveal: quiz.reveal,
      checkWhileTaking: quiz.checkWhileTaking ?? null,
    },
    attempts,
    score,
    start: verdict.ok ? verdict : { ...verdict, message: refusals[verdict.reason] },
  };
}

async function toCard(
  actor: Actor,
  course: { role: Role | null; timeZone: string },
  stored: StoredQuiz & { currentVersion: { id: string; maxScore: number } | null },
  now: Date,
): Promise<QuizCard | null> {
  const schedule = quizStanding(stored.schedule, actor.personId, course.timeZone, now);
  const version = stored.currentVersion;
  const thing = { role: course.role, open: version !== null && schedule.status !== "not-open" };
  if (!can(actor, "quiz.see", thing)) return null;
  const open = stored.attempts.find(({ handedInAt }) => handedInAt === null);
  const base = {
    slug: stored.slug,
    title: localised.parse(stored.title),
    schedule,
    published: version !== null,
    maxScore: version?.maxScore ?? null,
    openAttempt: open ? { id: open.id, endsAt: open.endsAt?.toISOString() ?? null } : null,
  };
  const used = stored.attempts.filter(({ preview }) => !preview).length;
  if (!version) return { ...base, attempts: { used, allowed: null }, score: null, withheld: null };
  const { quiz } = await selectContent(version.id);
  const at = { now, timeZone: course.timeZone, lastEnd: used > 0 ? await lastEndOf(stored.id) : null };
  const { score, withheld } = scored(quiz, stored, version.maxScore, at, can(actor, "quiz.see-key", thing));
  const allowed = attemptsAllowed(quiz, stored.allowances[0]?.extraAttempts ?? 0);
  return { ...base, attempts: { used, allowed }, score, withheld };
}

/** The quizzes of some courses that the actor may see, by course. */
export async function listQuizzes(
  actor: Actor,
  courses: readonly { id: string; role: Role | null; timeZone: string }[],
  now: Date,
): Promise<ReadonlyMap<string, QuizCard[]>> {
  const stored = await db().quiz.findMany({
    where: { courseId: { in: courses.map(({ id }) => id) } },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    include: { ...partsFor(actor.personId), currentVersion: { select: { id: true, maxScore: true } } },
  });
  const lists = new Map<string, QuizCard[]>(courses.map(({ id }) => [id, []]));
  for (const course of courses) {
    for (const quiz of stored.filter(({ courseId }) => courseId === course.id)) {
      const card = await toCard(actor, course, quiz, now);
      if (card) lists.get(course.id)!.push(card);
    }
  }
  return lists;
}
