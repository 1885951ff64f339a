import { z } from "zod";
import type { PublishedContent } from "../content.ts";
import { type Judgeable, type Judgement, judgeAttempt } from "../judge-attempt.ts";
import { storedVariant } from "../judge-stored.ts";
import { rekey } from "../rekey.ts";

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

/**
 * Judges an attempt under the rules of a regrade. Doing it twice gives the same as doing it once. Pure.
 * @param judgeable with the key of the regrade's version
 * @param now what its answers have at present
 */
export function regradeAttempt(judgeable: Judgeable, rules: RegradeRules, now: readonly ScoreNow[]): RegradedAttempt {
  const { own, key } = judgeable;
  const keyOf = (itemId: string) => own.byId.get(itemId)!.key;
  const freely = judgeable.rows.map((row) => {
    const rule = rules.questions[keyOf(row.itemId)];
    return rule === undefined ? row : { ...row, adjustment: adjustments[rule], atLeast: null };
  });
  const scores = new Map(now.map(({ itemId, score }) => [itemId, score]));
  const first = judgeAttempt({ ...judgeable, rows: freely });
  const rows = freely.map((row, i) => {
    const before = scores.get(row.itemId) ?? null;
    const after = first.answers[i]!.score;
    const lowered = rules.neverLower && row.adjustment !== "dropped" && before !== null && (after ?? 0) < before;
    return lowered ? { ...row, atLeast: before } : row;
  });
  const judgement = judgeAttempt({ ...judgeable, rows });
  const changes = judgement.answers
    .map((answer) => ({ key: answer.key, from: scores.get(answer.itemId) ?? null, to: answer.score }))
    .filter(({ from, to }) => from !== to);
  const kept = judgeable.rows
    .filter((row) => (rules.questions[keyOf(row.itemId)] ?? "key") === "key" && !comparable(own, key, row))
    .map((row) => keyOf(row.itemId));
  return {
    judgement,
    rows: rows.map(({ itemId, adjustment, atLeast }) => ({ itemId, adjustment, atLeast })),
    changes,
    kept,
  };
}

/** Whether an answer can be judged by the corrected question. */
function comparable(own: PublishedContent, key: PublishedContent, row: Judgeable["rows"][number]): boolean {
  const item = own.byId.get(row.itemId)!;
  const corrected = key.byKey.get(item.key);
  if (own === key || !corrected || JSON.stringify(corrected.item) === JSON.stringify(item.item)) return true;
  return rekey(storedVariant(item, row), corrected.item, {}).ok;
}
