import { type FieldResult, fieldResultSchema } from "../../grader/quiz/result.ts";
import type { Tx } from "../db.ts";
import type { FieldMark, KnownFields } from "./assemble.ts";
import { type PublishedContent, selectContent } from "./content.ts";
import { type JudgedAnswer, judgeStored, type StoredAnswer } from "./judge-stored.ts";
import { attemptTotal, type Total } from "./totals.ts";

/** Everything that judging one attempt depends on. */
export interface Judgeable {
  attemptId: string;
  own: PublishedContent;
  /** whose key counts; the attempt's own version unless it was regraded */
  key: PublishedContent;
  rows: readonly StoredAnswer[];
  known: ReadonlyMap<string, KnownFields>;
}

/** What one attempt comes to. */
export interface Judgement extends Total {
  answers: JudgedAnswer[];
  /** some answer could not be judged by our fault: the attempt is tried again, and has no score until then */
  failed: boolean;
}

const rowColumns = {
  itemId: true,
  seed: true,
  values: true,
  points: true,
  answers: true,
  checks: true,
  adjustment: true,
  atLeast: true,
} as const;

/**
 * Reads an attempt with its marks and graded programs: of each field the last mark and the newest program count.
 * @param toVersionId judge with this version's key instead of the one that counts now
 */
export async function selectJudgeable(tx: Tx, attemptId: string, toVersionId?: string): Promise<Judgeable> {
  const attempt = await tx.quizAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: {
      versionId: true,
      gradedVersionId: true,
      answers: { orderBy: { position: "asc" }, select: rowColumns },
      marks: { orderBy: [{ markedAt: "asc" }, { id: "asc" }] },
      codeJobs: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { itemId: true, fieldId: true, result: true },
      },
    },
  });
  const own = await selectContent(attempt.versionId);
  const key = await selectContent(toVersionId ?? attempt.gradedVersionId ?? attempt.versionId);
  const marks = new Map<string, Map<string, FieldMark>>();
  const code = new Map<string, Map<string, FieldResult>>();
  const within = <T>(map: Map<string, Map<string, T>>, itemId: string) => {
    if (!map.has(itemId)) map.set(itemId, new Map());
    return map.get(itemId)!;
  };
  for (const { itemId, fieldId, credit, comment } of attempt.marks) {
    if (credit === null) within(marks, itemId).delete(fieldId);
    else within(marks, itemId).set(fieldId, { credit, comment });
  }
  for (const { itemId, fieldId, result } of attempt.codeJobs) {
    if (result === null) within(code, itemId).delete(fieldId);
    else within(code, itemId).set(fieldId, fieldResultSchema.parse(result));
  }
  const known = new Map(
    attempt.answers.map(({ itemId }) => [
      itemId,
      { marks: marks.get(itemId) ?? new Map(), code: code.get(itemId) ?? new Map() },
    ]),
  );
  return { attemptId, own, key, rows: attempt.answers, known };
}

/** Judges an attempt from what was read; pure, so that a regrade can be looked at before it is applied. */
export function judgeAttempt({ own, key, rows, known }: Judgeable): Judgement {
  const answers = rows.map((row) => {
    const item = own.byId.get(row.itemId)!;
    return judgeStored(item, row, known.get(row.itemId)!, own.quiz, key === own ? undefined : key.byKey.get(item.key));
  });
  const total = attemptTotal(rows.map((row, i) => ({ ...row, ...answers[i]! })));
  return { answers, ...total, failed: answers.some(({ result }) => result === null) };
}

/** Writes a judgement down. The caller holds the attempt's row, and has marked it as handed in. */
export async function storeJudgement(tx: Tx, attemptId: string, judgement: Judgement): Promise<void> {
  const rows = JSON.stringify(judgement.answers);
  await tx.$executeRaw`
    UPDATE quiz_answers a
    SET result = r.result, credit = r.credit, score = r.score, complete = r.complete, graded_at = clock_timestamp()
    FROM json_to_recordset(${rows}::json) AS r("itemId" uuid, result json, credit float8, score float8, complete boolean)
    WHERE a.attempt_id = ${attemptId}::uuid AND a.item_id = r."itemId" AND r.result IS NOT NULL`;
  const { score, maxScore, complete, failed } = judgement;
  await tx.$executeRaw`
    UPDATE quiz_attempts
    SET score = CASE WHEN ${failed} THEN score ELSE ${score} END, max_score = ${maxScore}, complete = ${complete && !failed},
      graded_at = CASE WHEN ${failed} THEN graded_at ELSE clock_timestamp() END
    WHERE id = ${attemptId}::uuid`;
}

/** Holds an attempt's row until the transaction ends: hand-in, marks and regrades of it come one after the other. */
export async function lockAttempt(tx: Tx, attemptId: string): Promise<boolean> {
  return (await tx.$executeRaw`SELECT 1 FROM quiz_attempts WHERE id = ${attemptId}::uuid FOR NO KEY UPDATE`) > 0;
}

/** Judges a handed-in attempt anew from its rows, and writes that down. */
export async function rejudgeAttempt(tx: Tx, attemptId: string): Promise<Judgement> {
  const judgement = judgeAttempt(await selectJudgeable(tx, attemptId));
  await storeJudgement(tx, attemptId, judgement);
  return judgement;
}
