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
import { type AttemptRow, partsFor, scored } from "./own-attempts.ts";
import { refusals } from "./refusals.ts";
import { quizStanding } from "./standing.ts";
import { closeOverdueOf } from "./taking/finish.ts";
import { lastEndOf } from "./taking/last-end.ts";
import { attemptsAllowed, mayStart } from "./taking/may-start.ts";

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

const quizRights = (actor: Actor, thing: { role: Role | null }): QuizRights => ({
  edit: can(actor, "quiz.edit", thing),
  publish: can(actor, "quiz.publish", thing),
  analyse: can(actor, "quiz.analyse", thing),
  mark: can(actor, "quiz.mark", thing),
  release: can(actor, "quiz.release", thing),
  changeTime: can(actor, "quiz.change-time", thing),
});

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
