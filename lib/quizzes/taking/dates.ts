import { z } from "zod";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { inTransaction } from "../transaction.ts";
import { moveEnds } from "./ends.ts";
import { requireEnrolled, selectForTime } from "./select-for-time.ts";

export type Moved = { ok: true; movedAttempts: number } | { ok: false; message: Localised };

const opensAfterClose: Localised = {
  en: "The quiz must open before it closes.",
  "pt-BR": "O quiz precisa abrir antes de encerrar.",
};

/**
 * Moves a quiz's dates; attempts under way end earlier or later with them. @throws NotFound, Forbidden
 */
export async function moveQuizDates(
  actor: Actor,
  request: { courseSlug: string; quizSlug: string; opensAt: Date; dueAt: Date },
): Promise<Moved> {
  const { opensAt, dueAt } = request;
  const { course, quiz } = await selectForTime(actor, request.courseSlug, request.quizSlug);
  if (!(opensAt < dueAt)) return { ok: false, message: opensAfterClose };
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

const ownDatesSchema = z.object({
  courseSlug: z.string(),
  quizSlug: z.string(),
  personId: z.uuid(),
  /** null: as for everybody */
  opensAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  reason: z.string().trim().max(500),
});

/**
 * Gives a person dates of their own; null for both takes them back. An attempt under way ends with them.
 * @throws NotFound, Forbidden
 */
export async function grantDates(actor: Actor, request: z.infer<typeof ownDatesSchema>): Promise<Moved> {
  const { courseSlug, quizSlug, personId, opensAt, dueAt, reason } = ownDatesSchema.parse(request);
  const { course, quiz } = await selectForTime(actor, courseSlug, quizSlug);
  await requireEnrolled(course.id, personId);
  return inTransaction(async (tx): Promise<Moved> => {
    const { scheduleId } = quiz;
    const schedule = await tx.schedule.findUniqueOrThrow({ where: { id: scheduleId } });
    if (!((opensAt ?? schedule.opensAt) < (dueAt ?? schedule.dueAt))) return { ok: false, message: opensAfterClose };
    const where = { scheduleId_personId: { scheduleId, personId } };
    const data = { opensAt, dueAt, reason, grantedById: actor.personId };
    if (opensAt === null && dueAt === null) await tx.override.deleteMany({ where: { scheduleId, personId } });
    else await tx.override.upsert({ where, create: { scheduleId, personId, ...data }, update: data });
    const movedAttempts = await moveEnds(tx, quiz.id, personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: course.id,
      action: "override.granted",
      thing: "quiz",
      thingId: quiz.id,
      details: {
        personId,
        opensAt: opensAt?.toISOString() ?? null,
        dueAt: dueAt?.toISOString() ?? null,
        reason,
        movedAttempts,
      },
    });
    return { ok: true, movedAttempts };
  });
}
