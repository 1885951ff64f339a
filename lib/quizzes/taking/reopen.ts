import { z } from "zod";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { lockAttempt } from "../judge-attempt.ts";
import { inTransaction } from "../transaction.ts";
import { selectAttemptFor } from "./own-attempt.ts";

export type Reopened = { ok: true; endsAt: string } | { ok: false; message: Localised };

/**
 * Lets a person go on with an attempt that ended, for some minutes from now, also after the close. What came of it until now is
 * judged again when it is handed in again; marks stay.
 * @throws NotFound
 */
export async function reopenAttempt(
  actor: Actor,
  request: { attemptId: string; minutes: number; reason: string },
): Promise<Reopened> {
  const minutes = z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .parse(request.minutes);
  const reason = z.string().trim().max(500).parse(request.reason);
  const head = await selectAttemptFor(actor, request.attemptId, "quiz.change-time");
  return inTransaction(async (tx): Promise<Reopened> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${head.quizId} ${head.personId}`}, 0))`;
    await lockAttempt(tx, head.id);
    const { quizId, personId } = head;
    const other = await tx.quizAttempt.count({ where: { quizId, personId, handedInAt: null, id: { not: head.id } } });
    if (other > 0) {
      return {
        ok: false,
        message: {
          en: "This person has another attempt under way; it has to end first.",
          "pt-BR": "Esta pessoa tem outra tentativa em andamento; ela precisa terminar antes.",
        },
      };
    }
    const [row] = await tx.$queryRaw<{ endsAt: Date }[]>`
      UPDATE quiz_attempts
      SET handed_in_at = NULL, ended_by = NULL, graded_at = NULL, score = NULL, complete = false,
        reopened_at = clock_timestamp(), ends_at = clock_timestamp() + make_interval(mins => ${minutes}::int)
      WHERE id = ${head.id}::uuid
      RETURNING ends_at AS "endsAt"`;
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: head.courseId,
      action: "attempt.reopened",
      thing: "attempt",
      thingId: head.id,
      details: { minutes, reason, endsAt: row!.endsAt.toISOString() },
    });
    return { ok: true, endsAt: row!.endsAt.toISOString() };
  });
}
