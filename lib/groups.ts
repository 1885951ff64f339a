import type { Prisma } from "../generated/prisma/client.ts";
import type { Tx } from "./db.ts";

/** A stay of a person in a group; `leftAt` null while it lasts. */
export interface Stay {
  groupId: string;
  joinedAt: Date;
  leftAt: Date | null;
}

/** All groups that a person is or was in, of one project or of all. */
export function selectStays(tx: Tx, personId: string, projectId?: string): Promise<Stay[]> {
  return tx.membership.findMany({
    where: projectId === undefined ? { personId } : { personId, projectId },
    select: { groupId: true, joinedAt: true, leftAt: true },
  });
}

/** The group of a stay that holds at `at`: the database lets at most one per project do so. */
export function groupAt(stays: readonly Stay[], at: Date): string | null {
  return stays.find((stay) => stay.joinedAt <= at && (stay.leftAt === null || stay.leftAt > at))?.groupId ?? null;
}

/**
 * Whose submissions are a person's own: those handed in alone, all of a group while one is a member, and after leaving
 * it those received before.
 */
export function ownSubmissions(personId: string, stays: readonly Stay[]): Prisma.SubmissionWhereInput {
  const ofGroups = stays.map(({ groupId, joinedAt, leftAt }) =>
    leftAt === null ? { groupId } : { groupId, receivedAt: { gte: joinedAt, lt: leftAt } },
  );
  return { OR: [{ ownerId: personId }, ...ofGroups] };
}

/** The same rule for one submission that was already read. */
export function isOwn(
  personId: string,
  stays: readonly Stay[],
  submission: { ownerId: string | null; groupId: string | null; receivedAt: Date },
): boolean {
  if (submission.ownerId === personId) return true;
  return stays.some(
    ({ groupId, joinedAt, leftAt }) =>
      groupId === submission.groupId &&
      (leftAt === null || (submission.receivedAt >= joinedAt && submission.receivedAt < leftAt)),
  );
}
