import { z } from "zod";
import type { Prisma } from "../../../generated/prisma/client.ts";
import { answersSchema } from "../../../grader/quiz/answer.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import type { ItemResult } from "../../../grader/quiz/result.ts";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { type PublishedItem, selectContent } from "../content.ts";
import { checksSchema, storedVariant } from "../judge-stored.ts";
import { redactCheck } from "../redact.ts";
import { type Refusal, refusals } from "../refusals.ts";
import { revealOfCheck } from "../reveal.ts";
import { inTransaction } from "../transaction.ts";
import { emptyFields } from "./answers.ts";
import { selectOwnAttempt } from "./own-attempt.ts";

export const checkSchema = z.object({
  attemptId: z.uuid(),
  key: z.string().max(200),
  /** of the answer to be checked, which is the one that is saved */
  revision: z.int().nonnegative(),
});

export type Checked =
  | { ok: true; result: ItemResult; triesUsed: number; triesLeft: number }
  | { ok: false; reason: Refusal | "conflict"; message: Localised };

const refuse = (reason: Refusal): Checked => ({ ok: false, reason, message: refusals[reason] });
const behind: Checked = {
  ok: false,
  reason: "conflict",
  message: {
    en: "This answer was changed in another tab or on another device. Reload the page.",
    "pt-BR": "Esta resposta foi alterada em outra aba ou em outro dispositivo. Recarregue a página.",
  },
};

/** What waits for a person or for the grader cannot be told while the attempt goes on. */
export const isCheckable = ({ item }: Pick<PublishedItem, "item">): boolean =>
  item.fields.some(({ kind }) => kind !== "essay" && kind !== "file" && kind !== "code");

/**
 * Judges the saved answer of one question while the attempt goes on, where the quiz allows it: one try is used.
 * @throws NotFound when it is not the actor's own attempt
 */
export async function checkQuestion(actor: Actor, request: z.infer<typeof checkSchema>): Promise<Checked> {
  const { attemptId, key, revision } = checkSchema.parse(request);
  const head = await selectOwnAttempt(actor, attemptId);
  const { quiz, byKey } = await selectContent(head.versionId);
  const rule = quiz.checkWhileTaking;
  const entry = byKey.get(key);
  if (!rule || !entry || !isCheckable(entry)) return refuse("no-checks");
  return inTransaction(async (tx): Promise<Checked> => {
    const open = await tx.$queryRaw<{ now: Date }[]>`
      SELECT clock_timestamp()::timestamptz(3) AS now FROM quiz_attempts
      WHERE id = ${attemptId}::uuid AND handed_in_at IS NULL AND (ends_at IS NULL OR clock_timestamp() <= ends_at)
      FOR SHARE`;
    if (!open[0]) return refuse("ended");
    const where = { attemptId_itemId: { attemptId, itemId: entry.id } };
    // two clicks at once use one try
    await tx.$executeRaw`
      SELECT 1 FROM quiz_answers WHERE attempt_id = ${attemptId}::uuid AND item_id = ${entry.id}::uuid FOR UPDATE`;
    const row = await tx.quizAnswer.findUnique({ where });
    if (!row) return refuse("no-checks");
    if (row.revision !== revision) return behind;
    const answers = answersSchema.parse(row.answers);
    const checks = checksSchema.parse(row.checks);
    if (emptyFields(entry.item, answers).length === entry.item.fields.length) return refuse("nothing-to-check");
    if (JSON.stringify(checks.at(-1)?.answers) === JSON.stringify(answers)) return refuse("same-answer");
    if (checks.length >= rule.tries) return refuse("no-tries-left");
    const result = judgeItem(storedVariant(entry, row), answers);
    const triesUsed = checks.length + 1;
    await tx.quizAnswer.update({
      where,
      data: {
        triesUsed,
        checks: [...checks, { at: open[0].now.toISOString(), answers, result }] as unknown as Prisma.InputJsonArray,
      },
    });
    const shown = redactCheck(result, revealOfCheck(quiz));
    return { ok: true, result: shown, triesUsed, triesLeft: rule.tries - triesUsed };
  });
}
