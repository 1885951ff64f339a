import { z } from "zod";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { enqueueRegrade } from "../../queue.ts";
import { lockQuiz, type QuizAddress, selectForStaff } from "../authoring/access.ts";
import { selectContent } from "../content.ts";
import { inTransaction } from "../transaction.ts";
import { type RegradeRules, regradeRulesSchema } from "./plan.ts";
import { type Regrade, toRegrade } from "./row.ts";

const named = { createdBy: { select: { name: true } }, toVersion: { select: { number: true } } } as const;

/** A question that may be regraded, as it is in the current version. */
export interface RegradableQuestion {
  key: string;
  title: Localised;
  points: number;
  /** attempts that were made with another text of it, or graded by another key */
  changedFor: number;
  /** attempts in which it was decided already: full marks, dropped */
  full: number;
  dropped: number;
}

export interface Regrading {
  title: Localised;
  course: { slug: string; title: Localised; timeZone: string };
  /** of the version whose key counts after a regrade; null: never published */
  version: number | null;
  attempts: { ended: number; open: number };
  questions: RegradableQuestion[];
  /** the one that waits to be applied or cancelled, or is at work */
  current: Regrade | null;
  past: Regrade[];
}

/** What there is to regrade, and every regrade so far. @throws NotFound, Forbidden */
export async function selectRegrading(actor: Actor, address: QuizAddress): Promise<Regrading> {
  const { course, quiz } = await selectForStaff(actor, address, "quiz.regrade");
  const own = { quizId: quiz.id, preview: false };
  const [ended, open, regrades, version] = await Promise.all([
    db().quizAttempt.count({ where: { ...own, handedInAt: { not: null } } }),
    db().quizAttempt.count({ where: { ...own, handedInAt: null } }),
    db().quizRegrade.findMany({ where: { quizId: quiz.id }, orderBy: { createdAt: "desc" }, take: 20, include: named }),
    quiz.currentVersionId ? db().quizVersion.findUnique({ where: { id: quiz.currentVersionId } }) : null,
  ]);
  const all = regrades.map(toRegrade);
  const current = all.find(({ appliedAt, cancelledAt }) => !appliedAt && !cancelledAt) ?? null;
  return {
    title: localised.parse(quiz.title),
    course: { slug: course.slug, title: course.title, timeZone: course.timeZone },
    version: version?.number ?? null,
    attempts: { ended, open },
    questions: version ? await questionsOf(quiz.id, version.id) : [],
    current,
    past: all.filter((each) => each !== current),
  };
}

async function questionsOf(quizId: string, versionId: string): Promise<RegradableQuestion[]> {
  const content = await selectContent(versionId);
  const counted = await db().$queryRaw<{ key: string; changed: bigint; full: bigint; dropped: bigint }[]>`
    SELECT i.key,
      count(*) FILTER (WHERE k.content_hash IS DISTINCT FROM n.content_hash) AS changed,
      count(*) FILTER (WHERE a.adjustment = 'full') AS "full",
      count(*) FILTER (WHERE a.adjustment = 'dropped') AS dropped
    FROM quiz_attempts t
    JOIN quiz_answers a ON a.attempt_id = t.id
    JOIN quiz_items i ON i.id = a.item_id
    LEFT JOIN quiz_items k ON k.version_id = coalesce(t.graded_version_id, t.version_id) AND k.key = i.key
    LEFT JOIN quiz_items n ON n.version_id = ${versionId}::uuid AND n.key = i.key
    WHERE t.quiz_id = ${quizId}::uuid AND NOT t.preview
    GROUP BY i.key`;
  const by = new Map(counted.map((row) => [row.key, row]));
  return content.items
    .filter(({ item }) => item.fields.length > 0)
    .map(({ key, item, points }) => ({
      key,
      title: item.title,
      points,
      changedFor: Number(by.get(key)?.changed ?? 0),
      full: Number(by.get(key)?.full ?? 0),
      dropped: Number(by.get(key)?.dropped ?? 0),
    }));
}

export type RegradeAsked = { ok: true; id: string } | { ok: false; reason: "applying" | "unpublished" | "settled" };

/**
 * Asks what a regrade by the current version's key would change. One that was only looked at is replaced; one that is being
 * applied is not.
 * @throws NotFound, Forbidden
 */
export async function previewRegrade(actor: Actor, asked: QuizAddress & { rules: unknown }): Promise<RegradeAsked> {
  const { quiz } = await selectForStaff(actor, asked, "quiz.regrade");
  const rules: RegradeRules = regradeRulesSchema.parse(asked.rules);
  return inTransaction(async (tx): Promise<RegradeAsked> => {
    await lockQuiz(tx, quiz.id);
    const { currentVersionId: toVersionId } = await tx.quiz.findUniqueOrThrow({ where: { id: quiz.id } });
    if (toVersionId === null) return { ok: false, reason: "unpublished" };
    const going = await tx.quizRegrade.findMany({
      where: { quizId: quiz.id, appliedAt: null, cancelledAt: null },
      include: named,
    });
    if (going.some((row) => toRegrade(row).work.phase === "applying")) return { ok: false, reason: "applying" };
    await tx.quizRegrade.updateMany({
      where: { id: { in: going.map(({ id }) => id) } },
      data: { cancelledAt: new Date() },
    });
    const { id } = await tx.quizRegrade.create({
      data: {
        quizId: quiz.id,
        toVersionId,
        rules,
        changes: { phase: "looking", done: 0, of: 0 },
        createdById: actor.personId,
      },
    });
    await enqueueRegrade(tx, id);
    return { ok: true, id };
  });
}

/** A regrade with its row held until the transaction ends, when it was looked at and nothing else was done with it. */
async function settle(
  actor: Actor,
  asked: QuizAddress & { id: string },
  data: { cancelledAt: Date } | { changes: object },
): Promise<RegradeAsked> {
  const { quiz } = await selectForStaff(actor, asked, "quiz.regrade");
  if (!z.uuid().safeParse(asked.id).success) throw new NotFound(`regrade ${asked.id}`);
  return inTransaction(async (tx): Promise<RegradeAsked> => {
    await lockQuiz(tx, quiz.id);
    const row = await tx.quizRegrade.findFirst({ where: { id: asked.id, quizId: quiz.id }, include: named });
    if (!row) throw new NotFound(`regrade ${asked.id}`);
    const { work, appliedAt, cancelledAt } = toRegrade(row);
    if (appliedAt || cancelledAt) return { ok: false, reason: "settled" };
    if (work.phase === "applying") return { ok: false, reason: "applying" };
    if ("changes" in data) {
      if (work.phase !== "looked") return { ok: false, reason: "settled" };
      await tx.quizRegrade.update({
        where: { id: asked.id },
        data: { changes: { ...work, phase: "applying", done: 0 }, createdById: actor.personId },
      });
      await enqueueRegrade(tx, asked.id);
    } else await tx.quizRegrade.update({ where: { id: asked.id }, data });
    return { ok: true, id: asked.id };
  });
}

/** Applies a regrade that was looked at, by a job with progress. Attempts that are under way end with the new key. */
export const applyRegrade = (actor: Actor, asked: QuizAddress & { id: string }): Promise<RegradeAsked> =>
  settle(actor, asked, { changes: {} });

/** Throws a regrade away before it is applied: nobody's points were touched. */
export const cancelRegrade = (actor: Actor, asked: QuizAddress & { id: string }): Promise<RegradeAsked> =>
  settle(actor, asked, { cancelledAt: new Date() });
