import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { db } from "../db.ts";
import { lockQuiz, type QuizAddress, selectForStaff } from "./authoring/access.ts";

export const releasable = ["score", "feedback", "solution"] as const;
export type Releasable = (typeof releasable)[number];

const columns = {
  score: "scoreReleasedAt",
  feedback: "feedbackReleasedAt",
  solution: "solutionReleasedAt",
} as const satisfies Record<Releasable, string>;

/**
 * Shows scores, feedback or solutions to everybody who has handed in, whatever the quiz's rule says, or takes that back: what was
 * read meanwhile stays read, what comes later is decided by the rule again. Asking for what is so already changes nothing.
 * @returns when it was released, null when it is withheld
 * @throws NotFound, Forbidden
 */
export async function setReleased(
  actor: Actor,
  change: QuizAddress & { what: Releasable; released: boolean },
): Promise<Date | null> {
  const { course, quiz } = await selectForStaff(actor, change, "quiz.release");
  const column = columns[change.what];
  return db().$transaction(async (tx) => {
    await lockQuiz(tx, quiz.id);
    const before = (await tx.quiz.findUniqueOrThrow({ where: { id: quiz.id } }))[column];
    if ((before !== null) === change.released) return before;
    const now = change.released ? new Date() : null;
    await tx.quiz.update({ where: { id: quiz.id }, data: { [column]: now } });
    await recordAudit(tx, {
      actorId: actor.personId,
      courseId: course.id,
      action: change.released ? "quiz.released" : "quiz.withheld",
      thing: "quiz",
      thingId: quiz.id,
      details: { what: change.what, before: before?.toISOString() ?? null },
    });
    return now;
  });
}
