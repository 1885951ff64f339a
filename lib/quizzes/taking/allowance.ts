import { z } from "zod";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { can } from "../../can.ts";
import { selectEnrolled } from "../../courses/enrolled.ts";
import { db, type Tx } from "../../db.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import { selectContent } from "../content.ts";
import { lockAttempt } from "../judge-attempt.ts";
import { endOfAttempt, quizStanding } from "../standing.ts";
import { inTransaction } from "../transaction.ts";
import { selectAttemptFor } from "./own-attempt.ts";

/** Who may change dates and time of a quiz. @throws NotFound, Forbidden */
async function selectForTime(actor: Actor, courseSlug: string, quizSlug: string) {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "quiz.change-time", course)) throw new Forbidden(`time of quiz ${quizSlug}`);
  const quiz = await db().quiz.findUnique({ where: { courseId_slug: { courseId: course.id, slug: quizSlug } } });
  if (!quiz) throw new NotFound(`quiz ${quizSlug}`);
  return { course, quiz };
}

/**
 * Brings the ends of open attempts in line with dates, overrides and extra time as they are now, in the transaction that
 * changes these. An attempt that ended already stays ended; one that was reopened keeps the end it was given then.
 * @param personId of whom; everybody when left out
 */
export async function moveEnds(tx: Tx, quizId: string, personId?: string): Promise<number> {
  const open = await tx.quizAttempt.findMany({
    where: { quizId, handedInAt: null, reopenedAt: null, ...(personId === undefined ? {} : { personId }) },
    // always in the same order, so that two changes at once do not wait for each other for ever
    orderBy: { id: "asc" },
    select: { id: true, personId: true, versionId: true, startedAt: true, endsAt: true, preview: true },
  });
  const quiz = await tx.quiz.findUniqueOrThrow({
    where: { id: quizId },
    include: {
      course: { select: { timeZone: true } },
      schedule: { include: { overrides: true } },
      allowances: true,
    },
  });
  let moved = 0;
  for (const attempt of open) {
    const extra = quiz.allowances.find((each) => each.personId === attempt.personId)?.extraMinutes ?? 0;
    const { timeLimit } = (await selectContent(attempt.versionId)).quiz;
    const { closesAt } = quizStanding(quiz.schedule, attempt.personId, quiz.course.timeZone, attempt.startedAt);
    const closes = attempt.preview ? null : new Date(closesAt);
    const end = endOfAttempt(attempt.startedAt, { limit: timeLimit, extra }, closes);
    // a close that was moved to before the start ends the attempt at its start
    const endsAt = end !== null && end < attempt.startedAt ? attempt.startedAt : end;
    if (endsAt?.getTime() === attempt.endsAt?.getTime()) continue;
    const { count } = await tx.quizAttempt.updateMany({
      where: { id: attempt.id, handedInAt: null },
      data: { endsAt },
    });
    moved += count;
  }
  return moved;
}

const allowanceSchema = z.object({
  courseSlug: z.string(),
  quizSlug: z.string(),
  personId: z.uuid(),
  extraMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  extraAttempts: z.int().min(0).max(100),
  reason: z.string().trim().max(500),
});

/**
 * Gives a person more time or attempts, in all and not on top of what was given before; an attempt under way ends later at
 * once. @throws NotFound, Forbidden
 */
export async function grantAllowance(
  actor: Actor,
  request: z.infer<typeof allowanceSchema>,
): Promise<{ movedAttempts: number }> {
  const { courseSlug, quizSlug, personId, extraMinutes, extraAttempts, reason } = allowanceSchema.parse(request);
  const { course, quiz } = await selectForTime(actor, courseSlug, quizSlug);
  const enrolled = await db().enrolment.findUnique({
    where: { courseId_personId: { courseId: course.id, personId } },
  });
  if (!enrolled) throw new NotFound(`person ${personId} in ${courseSlug}`);
  return inTransaction(async (tx) => {
    const data = { extraMinutes, extraAttempts, reason, grantedById: actor.personId };
    await tx.quizAllowance.upsert({
      where: { quizId_personId: { quizId: quiz.id, personId } },
      create: { quizId: quiz.id, personId, ...data },
      update: data,
    });
    const movedAttempts = await moveEnds(tx, quiz.id, personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: course.id,
      action: "allowance.granted",
      thing: "quiz",
      thingId: quiz.id,
      details: { personId, extraMinutes, extraAttempts, reason, movedAttempts },
    });
    return { movedAttempts };
  });
}

export type Reopened = { ok: true; endsAt: string } | { ok: false; message: Localised };

/**
 * Lets a person go on with an attempt that ended, for some minutes from now, also after the close. What came of it until now is
 * judged again when it is handed in again; marks stay.
 * @throws NotFound
 */
export async function reopenAttempt(
  actor: Actor,
  request: { attemptId: string; minutes: number; reason: string },
): Promise<Reopened> {
  const minutes = z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .parse(request.minutes);
  const reason = z.string().trim().max(500).parse(request.reason);
  const head = await selectAttemptFor(actor, request.attemptId, "quiz.change-time");
  return inTransaction(async (tx): Promise<Reopened> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${head.quizId} ${head.personId}`}, 0))`;
    await lockAttempt(tx, head.id);
    const { quizId, personId } = head;
    const other = await tx.quizAttempt.count({ where: { quizId, personId, handedInAt: null, id: { not: head.id } } });
    if (other > 0) {
      return {
        ok: false,
        message: {
          en: "This person has another attempt under way; it has to end first.",
          "pt-BR": "Esta pessoa tem outra tentativa em andamento; ela precisa terminar antes.",
        },
      };
    }
    const [row] = await tx.$queryRaw<{ endsAt: Date }[]>`
      UPDATE quiz_attempts
      SET handed_in_at = NULL, ended_by = NULL, graded_at = NULL, score = NULL, complete = false,
        reopened_at = clock_timestamp(), ends_at = clock_timestamp() + make_interval(mins => ${minutes}::int)
      WHERE id = ${head.id}::uuid
      RETURNING ends_at AS "endsAt"`;
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: head.courseId,
      action: "attempt.reopened",
      thing: "attempt",
      thingId: head.id,
      details: { minutes, reason, endsAt: row!.endsAt.toISOString() },
    });
    return { ok: true, endsAt: row!.endsAt.toISOString() };
  });
}

/**
 * Moves a quiz's dates; attempts under way end earlier or later with them. @throws NotFound, Forbidden
 */
export async function moveQuizDates(
  actor: Actor,
  request: { courseSlug: string; quizSlug: string; opensAt: Date; dueAt: Date },
): Promise<{ ok: true; movedAttempts: number } | { ok: false; message: Localised }> {
  const { opensAt, dueAt } = request;
  const { course, quiz } = await selectForTime(actor, request.courseSlug, request.quizSlug);
  if (!(opensAt < dueAt)) {
    return {
      ok: false,
      message: { en: "The quiz must open before it closes.", "pt-BR": "O quiz precisa abrir antes de encerrar." },
    };
  }
  return inTransaction(async (tx) => {
    const before = await tx.schedule.findUniqueOrThrow({ where: { id: quiz.scheduleId } });
    await tx.schedule.update({ where: { id: quiz.scheduleId }, data: { opensAt, dueAt } });
    const movedAttempts = await moveEnds(tx, quiz.id);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: course.id,
      action: "schedule.changed",
      thing: "quiz",
      thingId: quiz.id,
      details: {
        from: [before.opensAt.toISOString(), before.dueAt.toISOString()],
        to: [opensAt.toISOString(), dueAt.toISOString()],
        movedAttempts,
      },
    });
    return { ok: true, movedAttempts };
  });
}
