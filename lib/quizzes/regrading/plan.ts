import { z } from "zod";
import type { PublishedContent } from "../content.ts";
import { type Judgeable, type Judgement, judgeAttempt } from "../judge-attempt.ts";
import { type JudgedAnswer, storedVariant } from "../judge-stored.ts";
import { rekey } from "../rekey.ts";
import { attemptTotal, itemScore } from "../totals.ts";

/** What becomes of one question: judged by the key of the version, full marks for everybody, or out of the quiz. */
export const questionRules = ["key", "full", "drop"] as const;
export type QuestionRule = (typeof questionRules)[number];

export const regradeRulesSchema = z.strictObject({
  /** question -> rule; one that is not named is judged by the key, and keeps what was decided about it before */
  questions: z.record(z.string().max(80), z.enum(questionRules)),
  /** no question of anybody may come to fewer points than it has now */
  neverLower: z.boolean(),
});
export type RegradeRules = z.infer<typeof regradeRulesSchema>;

/** What an answer has now. */
export interface ScoreNow {
  itemId: string;
  score: number | null;
}

export interface QuestionChange {
  key: string;
  from: number | null;
  to: number | null;
}

/** An attempt under the rules: what it comes to, and what has to be kept with each answer for it to stay so. */
export interface RegradedAttempt {
  judgement: Judgement;
  rows: { itemId: string; adjustment: string | null; atLeast: number | null }[];
  changes: QuestionChange[];
  /** questions whose correction asks something else than was answered: they keep their old key */
  kept: string[];
}

const adjustments = { key: null, full: "full", drop: "dropped" } as const satisfies Record<QuestionRule, string | null>;

type Row = Judgeable["rows"][number];

/** An attempt's share of its points, in which a dropped question counts for nobody. */
export const shareOf = ({ score, maxScore }: { score: number | null; maxScore: number }): number =>
  maxScore === 0 ? 1 : (score ?? 0) / maxScore;

/** What judged answers come to under rows whose decisions have changed; the answers need not be judged again for it. */
function under(rows: readonly Row[], judged: readonly JudgedAnswer[], failed: boolean): Judgement {
  const answers = judged.map((answer, i) => ({ ...answer, score: itemScore({ ...rows[i]!, ...answer }) }));
  return { answers, ...attemptTotal(rows.map((row, i) => ({ ...row, ...answers[i]! }))), failed };
}

/**
 * Judges an attempt under the rules of a regrade. Doing it twice gives the same as doing it once. Where nobody may lose, no question
 * comes to less than it has, and one is dropped only from attempts whose share of the points that does not lower. Pure.
 * @param judgeable with the key of the regrade's version
 * @param now what its answers have at present, and the attempt as a whole
 */
export function regradeAttempt(
  judgeable: Judgeable,
  rules: RegradeRules,
  now: { answers: readonly ScoreNow[]; score: number | null; maxScore: number },
): RegradedAttempt {
  const { own, key } = judgeable;
  const ruleOf = (row: Row) => rules.questions[own.byId.get(row.itemId)!.key];
  const freely = judgeable.rows.map((row) => {
    const rule = ruleOf(row);
    return rule === undefined ? row : { ...row, adjustment: adjustments[rule], atLeast: null };
  });
  const { answers: judged, failed } = judgeAttempt({ ...judgeable, rows: freely });
  const scores = new Map(now.answers.map(({ itemId, score }) => [itemId, score]));
  const rows = rules.neverLower ? kindly(judgeable.rows, freely, judged, scores, now) : freely;
  const judgement = under(rows, judged, failed);
  const changes = judgement.answers
    .map((answer) => ({ key: answer.key, from: scores.get(answer.itemId) ?? null, to: answer.score }))
    .filter(({ from, to }) => from !== to);
  const kept = judgeable.rows
    .filter((row) => (ruleOf(row) ?? "key") === "key" && !comparable(own, key, row))
    .map((row) => own.byId.get(row.itemId)!.key);
  return {
    judgement,
    rows: rows.map(({ itemId, adjustment, atLeast }) => ({ itemId, adjustment, atLeast })),
    changes,
    kept,
  };
}

/** Rows under which nobody loses: points are kept where they would fall, and what is dropped to a person's loss stays. */
function kindly(
  before: readonly Row[],
  freely: readonly Row[],
  judged: readonly JudgedAnswer[],
  scores: ReadonlyMap<string, number | null>,
  now: { score: number | null; maxScore: number },
): Row[] {
  const kept = (row: Row, answer: JudgedAnswer): Row => {
    const had = scores.get(row.itemId) ?? null;
    return had !== null && (itemScore({ ...row, ...answer }) ?? 0) < had ? { ...row, atLeast: had } : row;
  };
  const dropped = (row: Row) => row.adjustment === "dropped";
  let rows = freely.map((row, i) =>
    // what was dropped before has no points of its own to keep
    dropped(row) || dropped(before[i]!) ? row : kept(row, judged[i]!),
  );
  const drops = rows.flatMap((row, i) => (dropped(row) && !dropped(before[i]!) ? [i] : []));
  const asked = (row: Row, i: number): Row => kept({ ...row, adjustment: before[i]!.adjustment }, judged[i]!);
  // the question that pulls most of the share up is the first to stay
  const worth = (i: number) => (scores.get(rows[i]!.itemId) ?? 0) / Math.max(rows[i]!.points, Number.EPSILON);
  for (const place of drops.toSorted((a, b) => worth(b) - worth(a))) {
    if (shareOf(under(rows, judged, false)) >= shareOf(now) - 1e-12) break;
    rows = rows.map((row, i) => (i === place ? asked(row, i) : row));
  }
  return rows;
}

/** Whether an answer can be judged by the corrected question. */
function comparable(own: PublishedContent, key: PublishedContent, row: Judgeable["rows"][number]): boolean {
  const item = own.byId.get(row.itemId)!;
  const corrected = key.byKey.get(item.key);
  if (own === key || !corrected || JSON.stringify(corrected.item) === JSON.stringify(item.item)) return true;
  return rekey(storedVariant(item, row), corrected.item, {}).ok;
}
