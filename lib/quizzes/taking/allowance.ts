import { z } from "zod";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { inTransaction } from "../transaction.ts";
import { moveEnds } from "./ends.ts";
import { requireEnrolled, selectForTime } from "./select-for-time.ts";

const allowanceSchema = z.object({
  courseSlug: z.string(),
  quizSlug: z.string(),
  personId: z.uuid(),
  extraMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  extraAttempts: z.int().min(0).max(100),
  reason: z.string().trim().max(500),
});

/**
 * Gives a person more time or attempts, in all and not on top of what was given before; an attempt under way ends later at
 * once. @throws NotFound, Forbidden
 */
export async function grantAllowance(
  actor: Actor,
  request: z.infer<typeof allowanceSchema>,
): Promise<{ movedAttempts: number }> {
  const { courseSlug, quizSlug, personId, extraMinutes, extraAttempts, reason } = allowanceSchema.parse(request);
  const { course, quiz } = await selectForTime(actor, courseSlug, quizSlug);
  await requireEnrolled(course.id, personId);
  return inTransaction(async (tx) => {
    const data = { extraMinutes, extraAttempts, reason, grantedById: actor.personId };
    await tx.quizAllowance.upsert({
      where: { quizId_personId: { quizId: quiz.id, personId } },
      create: { quizId: quiz.id, personId, ...data },
      update: data,
    });
    const movedAttempts = await moveEnds(tx, quiz.id, personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: course.id,
      action: "allowance.granted",
      thing: "quiz",
      thingId: quiz.id,
      details: { personId, extraMinutes, extraAttempts, reason, movedAttempts },
    });
    return { movedAttempts };
  });
}
