import { z } from "zod";
import type { Actor } from "../../actor.ts";
import { can, type Role } from "../../can.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";

/** What every change of an attempt has to know of it, read in one statement. */
export interface AttemptHead {
  id: string;
  quizId: string;
  courseId: string;
  versionId: string;
  personId: string;
  handedInAt: Date | null;
  endsAt: Date | null;
  /** of the actor in the course */
  role: Role | null;
}

async function selectHead(actor: Actor, attemptId: string): Promise<AttemptHead | null> {
  if (!z.uuid().safeParse(attemptId).success) return null;
  const [head] = await db().$queryRaw<AttemptHead[]>`
    SELECT t.id, t.quiz_id AS "quizId", q.course_id AS "courseId", t.version_id AS "versionId", t.person_id AS "personId",
      t.handed_in_at AS "handedInAt", t.ends_at AS "endsAt", e.role::text AS role
    FROM quiz_attempts t
    JOIN quizzes q ON q.id = t.quiz_id
    LEFT JOIN enrolments e ON e.course_id = q.course_id AND e.person_id = ${actor.personId}::uuid
    WHERE t.id = ${attemptId}::uuid`;
  return head ?? null;
}

/** The actor's own attempt, to work at. @throws NotFound also when it is somebody else's, or the actor left the course */
export async function selectOwnAttempt(actor: Actor, attemptId: string): Promise<AttemptHead> {
  const head = await selectHead(actor, attemptId);
  const thing = { role: head?.role ?? null, mine: head?.personId === actor.personId };
  if (!head || !can(actor, "quiz.answer", thing)) throw new NotFound(`attempt ${attemptId}`);
  return head;
}

/** An attempt for staff to mark, comment or reopen. @throws NotFound for everybody else */
export async function selectAttemptFor(
  actor: Actor,
  attemptId: string,
  action: "quiz.mark" | "quiz.comment" | "quiz.change-time",
): Promise<AttemptHead> {
  const head = await selectHead(actor, attemptId);
  if (!head || !can(actor, action, { role: head.role })) throw new NotFound(`attempt ${attemptId}`);
  return head;
}
