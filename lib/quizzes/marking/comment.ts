import { z } from "zod";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { selectContent } from "../content.ts";
import { selectAttemptFor } from "../taking/own-attempt.ts";
import { inTransaction } from "../transaction.ts";

const commentSchema = z.object({
  attemptId: z.uuid(),
  /** on a question; on the whole attempt when left out */
  key: z.string().max(200).optional(),
  body: z.string().trim().min(1).max(5000),
});

/** Writes a comment, which the student reads once feedback is shown. @throws NotFound for everybody who may not comment */
export async function comment(actor: Actor, request: z.infer<typeof commentSchema>): Promise<{ id: string }> {
  const { attemptId, key, body } = commentSchema.parse(request);
  const head = await selectAttemptFor(actor, attemptId, "quiz.comment");
  const entry = key === undefined ? null : (await selectContent(head.versionId)).byKey.get(key);
  if (entry === undefined) throw new NotFound(`question ${key}`);
  return inTransaction(async (tx) => {
    const { id } = await tx.quizComment.create({
      data: { attemptId, itemId: entry?.id ?? null, authorId: actor.personId, body },
      select: { id: true },
    });
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: head.courseId,
      action: "attempt.commented",
      thing: "attempt",
      thingId: attemptId,
      details: { commentId: id, key: key ?? null },
    });
    return { id };
  });
}

/** Takes a comment of one's own back. @throws NotFound when it is somebody else's */
export async function removeComment(actor: Actor, commentId: string): Promise<void> {
  const there = z.uuid().safeParse(commentId).success
    ? await db().quizComment.findUnique({ where: { id: commentId } })
    : null;
  if (!there) throw new NotFound(`comment ${commentId}`);
  await selectAttemptFor(actor, there.attemptId, "quiz.comment");
  if (there.authorId !== actor.personId) throw new NotFound(`comment ${commentId}`);
  await db().quizComment.update({ where: { id: commentId }, data: { deletedAt: new Date() } });
}
