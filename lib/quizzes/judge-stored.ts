import { z } from "zod";
import { type Answers, answersSchema } from "../../grader/quiz/answer.ts";
import { judgeItem } from "../../grader/quiz/judge.ts";
import { type ItemResult, itemResultSchema } from "../../grader/quiz/result.ts";
import type { Values } from "../../grader/quiz/values.ts";
import type { Variant } from "../../grader/quiz/variant.ts";
import { log } from "../log.ts";
import { assemble, earnedShare, type KnownFields } from "./assemble.ts";
import { type PublishedContent, type PublishedItem, valuesSchema } from "./content.ts";
import { rekey } from "./rekey.ts";
import { creditAfterTries, itemScore } from "./totals.ts";

/** An answer's row as far as judging needs it. */
export interface StoredAnswer {
  itemId: string;
  seed: string;
  values: unknown;
  points: number;
  answers: unknown;
  checks: unknown;
  adjustment: string | null;
  atLeast: number | null;
}

export interface JudgedAnswer {
  itemId: string;
  key: string;
  /** null: judging failed by our fault, and is tried again */
  result: ItemResult | null;
  credit: number | null;
  score: number | null;
  complete: boolean;
}

/** An answer that was checked while the attempt went on. */
export const checksSchema = z.array(
  z.object({ at: z.iso.datetime(), answers: answersSchema, result: itemResultSchema }),
);
export type Check = z.infer<typeof checksSchema>[number];

/** The variant that a person met: the question of their version with the numbers kept for them. */
export function storedVariant(own: PublishedItem, row: { seed: string; values: unknown }): Variant {
  return { item: own.item, seed: row.seed, values: valuesSchema.parse(row.values) as Values };
}

/** Under whose key an answer is judged: its own version's, or the corrected question's where that still asks the same. */
function judging(own: PublishedItem, row: StoredAnswer, corrected: PublishedItem | undefined) {
  const variant = storedVariant(own, row);
  return (answers: Answers): { variant: Variant; answers: Answers } => {
    if (!corrected || corrected.id === own.id) return { variant, answers };
    const rekeyed = rekey(variant, corrected.item, answers);
    return rekeyed.ok ? rekeyed : { variant, answers };
  };
}

/** The variant whose solution holds for an answer now, after any correction of the key. */
export function keyedVariant(own: PublishedItem, row: StoredAnswer, corrected: PublishedItem | undefined): Variant {
  return judging(own, row, corrected)(answersSchema.parse(row.answers)).variant;
}

/**
 * Judges a stored answer from what is stored alone: the same rows always give the same result, so that judging may be repeated
 * after a mark, a graded program or a corrected key.
 * @param corrected the question of the version whose key counts, when that is not the attempt's own
 * @throws never: a fault of the engine gives a result of null
 */
export function judgeStored(
  own: PublishedItem,
  row: StoredAnswer,
  known: KnownFields,
  rules: PublishedContent["quiz"],
  corrected?: PublishedItem,
): JudgedAnswer {
  const base = { itemId: row.itemId, key: own.key };
  if (own.item.fields.length === 0) {
    return { ...base, result: { credit: null, complete: true, fields: [] }, credit: null, score: null, complete: true };
  }
  try {
    const underKey = judging(own, row, corrected);
    const last = underKey(answersSchema.parse(row.answers));
    const result = assemble(last.variant, judgeItem(last.variant, last.answers), known);
    const checks = checksSchema.parse(row.checks);
    let credit = earnedShare(last.variant.item, result);
    if (checks.length > 0 && rules.checkWhileTaking) {
      const checked = checks.map(({ answers }) => {
        const then = underKey(answers);
        return earnedShare(then.variant.item, judgeItem(then.variant, then.answers)) ?? 0;
      });
      const lastWasChecked = JSON.stringify(checks.at(-1)!.answers) === JSON.stringify(row.answers);
      // what was settled only afterwards, by a person or the grader, belongs to the last answer
      if (lastWasChecked) checked[checked.length - 1] = credit ?? 0;
      credit = creditAfterTries(checked, credit ?? 0, lastWasChecked, rules.checkWhileTaking.penaltyPercent);
    }
    return {
      ...base,
      result,
      credit,
      complete: result.complete,
      score: itemScore({ ...row, credit, complete: result.complete }),
    };
  } catch (error) {
    log().error({ error, itemId: row.itemId, key: own.key, seed: row.seed }, "an answer could not be judged");
    return { ...base, result: null, credit: null, score: null, complete: false };
  }
}
