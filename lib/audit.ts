import type { Prisma } from "../generated/prisma/client.ts";
import type { Tx } from "./db.ts";

export interface AuditEvent {
  /** null: the system itself */
  actorId: string | null;
  courseId: string | null;
  action:
    | "submission.received"
    | "report.published"
    | "grading.given-up"
    | "grading.retried"
    | "grading.discarded"
    | "submission.rejudged"
    | "points.granted"
    | "schedule.changed"
    | "override.granted"
    | "group.joined"
    | "group.left"
    | "role.changed"
    | "person.created"
    | "project.uploaded"
    | "project.published"
    | "quiz.created"
    | "quiz.published"
    | "quiz.restored"
    | "quiz.released"
    | "quiz.withheld"
    | "quiz.regraded"
    | "attempt.started"
    | "attempt.handed-in"
    | "attempt.reopened"
    | "attempt.marked"
    | "attempt.commented"
    | "allowance.granted"
    | "course.published";
  thing: string;
  thingId: string;
  details: Prisma.InputJsonObject;
}

/** Writes down who did what, in the transaction that does it. The database never lets a row be changed or removed. */
export async function recordAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.auditEvent.create({ data: event });
}
