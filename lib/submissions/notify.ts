import type { Tx } from "../db.ts";

/** Channel of PostgreSQL on which changes are announced; the payload is the id of what changed: a submission or a course. */
export const changesChannel = "nabla_submission";

/** Announces a change to every process that watches. Within a transaction it is sent with the commit. */
export async function announce(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${changesChannel}, ${id})`;
}
