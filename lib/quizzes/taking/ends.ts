import type { Tx } from "../../db.ts";
import { selectContent } from "../content.ts";
import { endOfAttempt, quizStanding } from "../standing.ts";

/**
 * Brings the ends of open attempts in line with dates, overrides and extra time as they are now, in the transaction that
 * changes these. An attempt that ended already stays ended; one that was reopened keeps the end it was given then.
 * @param personId of whom; everybody when left out
 */
export async function moveEnds(tx: Tx, quizId: string, personId?: string): Promise<number> {
  const open = await tx.quizAttempt.findMany({
    where: { quizId, handedInAt: null, reopenedAt: null, ...(personId === undefined ? {} : { personId }) },
    // always in the same order, so that two changes at once do not wait for each other for ever
    orderBy: { id: "asc" },
    select: { id: true, personId: true, versionId: true, startedAt: true, endsAt: true, preview: true },
  });
  const quiz = await tx.quiz.findUniqueOrThrow({
    where: { id: quizId },
    include: {
      course: { select: { timeZone: true } },
      schedule: { include: { overrides: true } },
      allowances: true,
    },
  });
  let moved = 0;
  for (const attempt of open) {
    const extra = quiz.allowances.find((each) => each.personId === attempt.personId)?.extraMinutes ?? 0;
    const { timeLimit } = (await selectContent(attempt.versionId)).quiz;
    const { closesAt } = quizStanding(quiz.schedule, attempt.personId, quiz.course.timeZone, attempt.startedAt);
    const closes = attempt.preview ? null : new Date(closesAt);
    const end = endOfAttempt(attempt.startedAt, { limit: timeLimit, extra }, closes);
    // a close that was moved to before the start ends the attempt at its start
    const endsAt = end !== null && end < attempt.startedAt ? attempt.startedAt : end;
    if (endsAt?.getTime() === attempt.endsAt?.getTime()) continue;
    const { count } = await tx.quizAttempt.updateMany({
      where: { id: attempt.id, handedInAt: null },
      data: { endsAt },
    });
    moved += count;
  }
  return moved;
}
