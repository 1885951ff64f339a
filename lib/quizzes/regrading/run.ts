import { causesOf } from "../../../grader/causes.ts";
import { recordAudit } from "../../audit.ts";
import { db, type Tx } from "../../db.ts";
import { log } from "../../log.ts";
import { enqueueCodeFields } from "../code-jobs.ts";
import { lockAttempt, selectJudgeable, storeJudgement } from "../judge-attempt.ts";
import { inTransaction } from "../transaction.ts";
import { type RegradedAttempt, type RegradeRules, regradeAttempt, regradeRulesSchema } from "./plan.ts";
import { type RegradeChange, type RegradeWork, regradeWorkSchema } from "./row.ts";

/** How often progress is written, in ms. */
const tellMs = 1000;

/** Adds to what is kept of the work, leaving the rest as it is. @returns whether the regrade is still wanted */
async function tell(id: string, part: Partial<RegradeWork>): Promise<boolean> {
  const json = JSON.stringify(part);
  const told = await db().$executeRaw`
    UPDATE quiz_regrades SET changes = changes || ${json}::jsonb WHERE id = ${id}::uuid AND cancelled_at IS NULL`;
  return told > 0;
}

async function regrade(tx: Tx, attemptId: string, toVersionId: string, rules: RegradeRules) {
  const judgeable = await selectJudgeable(tx, attemptId, toVersionId);
  const { answers, score, maxScore } = await tx.quizAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { score: true, maxScore: true, answers: { select: { itemId: true, score: true } } },
  });
  return regradeAttempt(judgeable, rules, { answers, score, maxScore });
}

/**
 * Does the part of a regrade that it is at: looks at every attempt, or applies it to every attempt. May be called again at any
 * time, by any worker; what was applied already comes to the same again.
 * @throws when the fault is ours; the queue tries again
 */
export async function runRegrade({
  quizRegradeId: id,
  signal,
}: {
  quizRegradeId: string;
  signal: AbortSignal;
}): Promise<"looked" | "applied" | "nothing-to-do"> {
  const row = await db().quizRegrade.findUnique({ where: { id } });
  if (!row || row.cancelledAt || row.appliedAt) return "nothing-to-do";
  const { phase } = regradeWorkSchema.parse(row.changes);
  const work = {
    id,
    quizId: row.quizId,
    toVersionId: row.toVersionId,
    actorId: row.createdById,
    rules: regradeRulesSchema.parse(row.rules),
    signal,
  };
  if (phase === "looking") return look(work);
  return phase === "applying" ? apply(work) : "nothing-to-do";
}

interface Work {
  id: string;
  quizId: string;
  toVersionId: string;
  actorId: string;
  rules: RegradeRules;
  signal: AbortSignal;
}

/** Runs `act` over attempts one after the other, with progress. @returns false when the regrade was cancelled meanwhile */
async function each(work: Work, ids: readonly string[], act: (attemptId: string) => Promise<void>): Promise<boolean> {
  let told = 0;
  for (const [done, attemptId] of ids.entries()) {
    work.signal.throwIfAborted();
    if (performance.now() - told > tellMs) {
      if (!(await tell(work.id, { done, of: ids.length }))) return false;
      told = performance.now();
    }
    await act(attemptId);
  }
  return true;
}

async function look(work: Work): Promise<"looked" | "nothing-to-do"> {
  const attempts = await db().quizAttempt.findMany({
    where: { quizId: work.quizId, preview: false, handedInAt: { not: null } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }, { number: "asc" }],
    select: { id: true, number: true, score: true, maxScore: true, person: { select: { name: true } } },
  });
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const rows: RegradeChange[] = [];
  const kept: Record<string, number> = {};
  const wanted = await each(work, [...byId.keys()], async (attemptId) => {
    const regraded = await regrade(db(), attemptId, work.toVersionId, work.rules);
    for (const key of regraded.kept) kept[key] = (kept[key] ?? 0) + 1;
    const { person, number, score, maxScore } = byId.get(attemptId)!;
    const { judgement, changes } = regraded;
    if (changes.length === 0 && judgement.score === score && judgement.maxScore === maxScore) return;
    const to = { score: judgement.score, maxScore: judgement.maxScore };
    rows.push({ attemptId, person: person.name, number, from: { score, maxScore }, to, questions: changes });
  });
  if (!wanted) return "nothing-to-do";
  await tell(work.id, { phase: "looked", done: attempts.length, of: attempts.length, rows, kept });
  return "looked";
}

async function apply(work: Work): Promise<"applied" | "nothing-to-do"> {
  const { quizId, toVersionId, rules } = work;
  const { courseId } = await db().quiz.findUniqueOrThrow({ where: { id: quizId }, select: { courseId: true } });
  // those that go on, too: they end with the key that counts
  const attempts = await db().quizAttempt.findMany({ where: { quizId, preview: false }, select: { id: true } });
  const changed: string[] = [];
  const wanted = await each(
    work,
    attempts.map(({ id }) => id),
    async (attemptId) => {
      if (await inTransaction((tx) => applyTo(tx, attemptId, work, courseId))) changed.push(attemptId);
    },
  );
  if (!wanted) return "nothing-to-do";
  await inTransaction(async (tx) => {
    await tell(work.id, { phase: "applied", done: attempts.length, of: attempts.length });
    await tx.quizRegrade.update({ where: { id: work.id }, data: { appliedAt: new Date() } });
    await recordAudit(tx, {
      actorId: work.actorId,
      courseId,
      action: "quiz.regraded",
      thing: "quiz",
      thingId: quizId,
      details: { regradeId: work.id, toVersionId, rules, changed: changed.length },
    });
  });
  return "applied";
}

async function applyTo(tx: Tx, attemptId: string, work: Work, courseId: string): Promise<boolean> {
  await lockAttempt(tx, attemptId);
  const before = await tx.quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  const regraded = await regrade(tx, attemptId, work.toVersionId, work.rules);
  const gradedVersionId = before.versionId === work.toVersionId ? null : work.toVersionId;
  await tx.quizAttempt.update({ where: { id: attemptId }, data: { gradedVersionId } });
  await keepRules(tx, attemptId, regraded);
  if (before.handedInAt === null) return false;
  const { judgement } = regraded;
  await storeJudgement(tx, attemptId, judgement);
  await enqueueCodeFields(tx, attemptId, judgement);
  if (judgement.score === before.score && judgement.maxScore === before.maxScore) return false;
  await recordAudit(tx, {
    actorId: work.actorId,
    courseId,
    action: "quiz.regraded",
    thing: "attempt",
    thingId: attemptId,
    details: {
      regradeId: work.id,
      from: { score: before.score, maxScore: before.maxScore },
      to: { score: judgement.score, maxScore: judgement.maxScore },
    },
  });
  return true;
}

async function keepRules(tx: Tx, attemptId: string, { rows }: RegradedAttempt): Promise<void> {
  await tx.$executeRaw`
    UPDATE quiz_answers a SET adjustment = r.adjustment, at_least = r."atLeast"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("itemId" uuid, adjustment text, "atLeast" float8)
    WHERE a.attempt_id = ${attemptId}::uuid AND a.item_id = r."itemId"`;
}

/** For regrades whose workers died at every attempt: it says so, and can be asked for again. */
export async function giveUpRegrade(id: string, cause: unknown): Promise<void> {
  log().error({ quizRegradeId: id, cause }, "a regrade was given up");
  await tell(id, { phase: "failed", failure: causesOf(cause) });
}
