import { db } from "../db.ts";
import { log } from "../log.ts";
import { gradingQueue } from "../queue.ts";
import { selectCapacity } from "../workers/queries.ts";

export interface Readiness {
  ready: boolean;
  database: boolean;
  /** its tables are there and know the queue */
  queue: boolean;
  /** at least one takes jobs now; without one, hand-ins are received and wait */
  worker: boolean;
}

/** A database that does not answer within this time, in ms, is not there. */
const patienceMs = 3000;

async function look(): Promise<Readiness> {
  const queues = await db().$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.queue WHERE name = ${gradingQueue}`;
  const { workers } = await selectCapacity(db());
  const queue = queues.length === 1;
  return { ready: queue && workers > 0, database: true, queue, worker: workers > 0 };
}

/** Looks at everything that grading needs; never throws. */
export async function readiness(): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    log().warn({ error }, "not ready");
    return { ready: false, database: false, queue: false, worker: false };
  } finally {
    clearTimeout(timer);
  }
}
