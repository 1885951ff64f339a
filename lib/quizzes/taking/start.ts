import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { can } from "../../can.ts";
import { databaseClock } from "../../clock.ts";
import { selectEnrolled } from "../../courses/enrolled.ts";
import { brokenRule, db, type Tx } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { log } from "../../log.ts";
import { type PublishedContent, selectContent } from "../content.ts";
import { type Refusal, refusals } from "../refusals.ts";
import { endOfAttempt, quizStanding } from "../standing.ts";
import { inTransaction } from "../transaction.ts";
import { finishIfOver } from "./finish.ts";
import { mayStart } from "./may-start.ts";
import { composePaper, type PaperEntry } from "./paper.ts";

export type Started =
  /** `resumed`: an attempt that was open already */
  { ok: true; attemptId: string; resumed: boolean } | { ok: false; reason: Refusal; message: Localised; at?: string };

const keySchema = z.string().min(8).max(200);

const refuse = (reason: Refusal, at?: string): Started => ({
  ok: false,
  reason,
  message: refusals[reason],
  ...(at === undefined ? {} : { at }),
});

/** The same numbers in every attempt where the quiz says so: those of the person's first one. */
async function seedFor(content: PublishedContent, quizId: string, personId: string): Promise<string> {
  if (!content.quiz.attempts.newVariants) {
    const first = await db().quizAttempt.findFirst({
      where: { quizId, personId },
      orderBy: { number: "asc" },
      select: { seed: true },
    });
    if (first) return first.seed;
  }
  return randomBytes(16).toString("hex");
}

/** Keeps what was drawn: one statement, since a class starts at the same time. */
async function storePaper(tx: Tx, attemptId: string, entries: readonly PaperEntry[]): Promise<void> {
  const rows = entries.map(({ item, position, seed, values }) => ({
    itemId: item.id,
    position,
    seed,
    values,
    points: item.item.fields.length > 0 ? item.points : 0,
  }));
  await tx.$executeRaw`
    INSERT INTO quiz_answers (attempt_id, item_id, position, seed, values, points)
    SELECT ${attemptId}::uuid, r."itemId", r.position, r.seed, r.values, r.points
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r("itemId" uuid, position int, seed text, values json, points float8)`;
}

/**
 * Begins an attempt: its questions and numbers are drawn and kept, and its time runs, once this says `ok`. Who asks twice, also
 * at the same time, gets the same attempt; who has an open one gets that.
 * @throws NotFound when the actor may not know of the course or the quiz
 */
export async function startAttempt(
  actor: Actor,
  request: { courseSlug: string; quizSlug: string; idempotencyKey: string },
): Promise<Started> {
  const key = keySchema.parse(request.idempotencyKey);
  const course = await selectEnrolled(actor, request.courseSlug);
  const quiz = await db().quiz.findUnique({
    where: { courseId_slug: { courseId: course.id, slug: request.quizSlug } },
    include: {
      schedule: { include: { overrides: { where: { personId: actor.personId } } } },
      allowances: { where: { personId: actor.personId } },
    },
  });
  if (!quiz?.currentVersionId) throw new NotFound(`quiz ${request.quizSlug}`);
  const { id: quizId, currentVersionId: versionId } = quiz;
  const standingAt = (now: Date) => quizStanding(quiz.schedule, actor.personId, course.timeZone, now);
  const early = await databaseClock(db());
  const thing = { role: course.role, open: standingAt(early).status !== "not-open" };
  if (!can(actor, "quiz.see", thing)) throw new NotFound(`quiz ${request.quizSlug}`);
  if (!can(actor, "quiz.take", thing)) return refuse("not-enrolled");
  const preview = can(actor, "quiz.see-key", { role: course.role });

  const content = await selectContent(versionId);
  const seed = await seedFor(content, quizId, actor.personId);
  const paper = composePaper(content, seed);
  if (!paper.ok) {
    log().error({ quizId, versionId, seed, problem: paper.message }, "a published question could not be drawn");
    return refuse("broken");
  }
  const open = await db().quizAttempt.findFirst({
    where: { quizId, personId: actor.personId, handedInAt: null },
    select: { id: true },
  });
  if (open) await finishIfOver(open.id);

  try {
    return await inTransaction(async (tx): Promise<Started> => {
      // a person's attempts of a quiz begin one after the other
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${quizId} ${actor.personId}`}, 0))`;
      const earlier = await tx.quizAttempt.findMany({
        where: { personId: actor.personId, OR: [{ quizId }, { idempotencyKey: key }] },
        orderBy: { number: "asc" },
        select: { id: true, quizId: true, number: true, handedInAt: true, idempotencyKey: true, preview: true },
      });
      const same = earlier.find((attempt) => attempt.idempotencyKey === key);
      if (same) return same.quizId === quizId ? { ok: true, attemptId: same.id, resumed: true } : refuse("key-reused");
      const underWay = earlier.find((attempt) => attempt.handedInAt === null);
      if (underWay) return { ok: true, attemptId: underWay.id, resumed: true };

      const startedAt = await databaseClock(tx);
      const schedule = standingAt(startedAt);
      const verdict = mayStart({
        quiz: content.quiz,
        schedule,
        attempts: earlier.filter((attempt) => !attempt.preview),
        extraAttempts: quiz.allowances[0]?.extraAttempts ?? 0,
        now: startedAt,
        bound: !preview,
      });
      if (!verdict.ok) return refuse(verdict.reason, verdict.at);

      const limit = { limit: content.quiz.timeLimit, extra: quiz.allowances[0]?.extraMinutes ?? 0 };
      const number = (earlier.at(-1)?.number ?? 0) + 1;
      const endsAt = endOfAttempt(startedAt, limit, preview ? null : new Date(schedule.closesAt));
      const { id } = await tx.quizAttempt.create({
        data: {
          quizId,
          versionId,
          personId: actor.personId,
          number,
          seed,
          idempotencyKey: key,
          preview,
          startedAt,
          endsAt,
          maxScore: paper.maxScore,
        },
        select: { id: true },
      });
      await storePaper(tx, id, paper.entries);
      await recordAudit(tx, {
        actorId: actor.personId,
        courseId: course.id,
        action: "attempt.started",
        thing: "attempt",
        thingId: id,
        details: { quizId, versionId, number, preview, endsAt: endsAt?.toISOString() ?? null },
      });
      return { ok: true, attemptId: id, resumed: false };
    });
  } catch (error) {
    if (brokenRule(error) !== "P2002") throw error;
    // the database's own rule stopped a second start of the same instant
    const there = await db().quizAttempt.findFirst({
      where: { quizId, personId: actor.personId, OR: [{ idempotencyKey: key }, { handedInAt: null }] },
      select: { id: true },
    });
    if (there) return { ok: true, attemptId: there.id, resumed: true };
    throw error;
  }
}
