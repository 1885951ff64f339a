import { commitDurably } from "../clock.ts";
import { db, type Tx } from "../db.ts";

/** How long a transaction may wait for a connection and take, in ms: a whole class starts within seconds. */
const patience = { maxWait: 20_000, timeout: 20_000 };

/** Runs a change of a quiz or an attempt in one transaction that is on disk when this returns. */
export function inTransaction<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    await commitDurably(tx);
    return act(tx);
  }, patience);
}
