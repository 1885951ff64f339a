import { z } from "zod";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { databaseClock } from "../../clock.ts";
import { NotFound } from "../../errors.ts";
import { selectContent } from "../content.ts";
import { lockAttempt, rejudgeAttempt } from "../judge-attempt.ts";
import { selectAttemptFor } from "../taking/own-attempt.ts";
import { inTransaction } from "../transaction.ts";

const markSchema = z.object({
  attemptId: z.uuid(),
  key: z.string().max(200),
  fieldId: z.string().max(60),
  /** of the field's points; null takes the mark back, and what the machine says counts again */
  credit: z.number().min(0).max(1).nullable(),
  /** for the student */
  comment: z.string().max(5000),
});

/**
 * Marks one field of an answer; any field, since a person may overrule the machine. Marks are only ever added: the last counts.
 * @returns the score of the attempt with it
 * @throws NotFound for everybody who may not mark
 */
export async function mark(
  actor: Actor,
  request: z.infer<typeof markSchema>,
): Promise<
  | { ok: true; score: number; maxScore: number; complete: boolean; itemScore: number | null }
  | { ok: false; message: Localised }
> {
  const { attemptId, key, fieldId, credit, comment } = markSchema.parse(request);
  const head = await selectAttemptFor(actor, attemptId, "quiz.mark");
  const entry = (await selectContent(head.versionId)).byKey.get(key);
  if (!entry?.item.fields.some(({ id }) => id === fieldId)) throw new NotFound(`field ${fieldId} of ${key}`);
  return inTransaction(async (tx) => {
    await lockAttempt(tx, attemptId);
    const { handedInAt } = await tx.quizAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    if (handedInAt === null) {
      return {
        ok: false,
        message: {
          en: "This attempt is under way: it can be marked when it is handed in.",
          "pt-BR": "Esta tentativa está em andamento: ela pode ser avaliada quando for entregue.",
        },
      };
    }
    // after the lock: of two marks at the same time, the one that was written last is the last one
    const markedAt = await databaseClock(tx);
    await tx.quizMark.create({
      data: { attemptId, itemId: entry.id, fieldId, credit, comment, markedById: actor.personId, markedAt },
    });
    const judgement = await rejudgeAttempt(tx, attemptId);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: head.courseId,
      action: "attempt.marked",
      thing: "attempt",
      thingId: attemptId,
      details: { key, fieldId, credit, score: judgement.score },
    });
    const { score, maxScore, complete } = judgement;
    const itemScore = judgement.answers.find(({ itemId }) => itemId === entry.id)?.score ?? null;
    return { ok: true, score, maxScore, complete, itemScore };
  });
}
