import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can, type Role } from "../can.ts";
import { db } from "../db.ts";
import type { ScheduleState } from "../schedule.ts";
import { selectContent } from "./content.ts";
import { partsFor, type StoredQuiz, scored } from "./own-attempts.ts";
import type { Withheld } from "./redact.ts";
import { quizStanding } from "./standing.ts";
import { lastEndOf } from "./taking/last-end.ts";
import { attemptsAllowed } from "./taking/may-start.ts";

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
