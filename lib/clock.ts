import type { Tx } from "./db.ts";

/** The database's clock, which all processes share: what one of them calls late must be late for the others. */
export async function databaseClock(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp()::timestamptz(3) AS now`;
  return row!.now;
}

/** What is acknowledged is on disk before it is said, also on a server that is set to answer before it has written. */
export async function commitDurably(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local')`;
}
