import type { Tx } from "../db.ts";

/** Channel of PostgreSQL on which changes of submissions are announced; the payload is the submission's id. */
export const submissionChannel = "nabla_submission";

/** Announces a change to every process that watches. Within a transaction it is sent with the commit. */
export async function announce(tx: Tx, submissionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${submissionChannel}, ${submissionId})`;
}
