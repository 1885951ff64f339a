import { db, type Tx } from "../db.ts";
import { goneAfterSeconds } from "./register.ts";

/** `gone` stopped without a word: killed, cut off, or its machine is. */
export type WorkerState = "alive" | "draining" | "stopped" | "out-of-service" | "gone";

export interface WorkerRow {
  id: string;
  state: WorkerState;
  level: string;
  /** by which means student code is held; null for workers of before it was asked */
  walls: string | null;
  backend: string;
  graderVersion: string;
  concurrency: number;
  startedAt: string;
  seenAt: string;
  note: string | null;
}

interface Stored {
  id: string;
  level: string;
  walls: string | null;
  backend: string;
  grader_version: string;
  concurrency: number;
  started_at: Date;
  seen_at: Date;
  draining_at: Date | null;
  stopped_at: Date | null;
  out_of_service_at: Date | null;
  note: string | null;
  silent: boolean;
}

function stateOf(worker: Stored): WorkerState {
  if (worker.out_of_service_at) return "out-of-service";
  if (worker.stopped_at) return "stopped";
  if (worker.silent) return "gone";
  return worker.draining_at ? "draining" : "alive";
}

/** Workers that live, and those that ended within the last day, the newest first. */
export async function selectWorkers(): Promise<WorkerRow[]> {
  const rows = await db().$queryRaw<Stored[]>`
    SELECT *, seen_at < now() - make_interval(secs => ${goneAfterSeconds}::int) AS silent
    FROM workers WHERE seen_at > now() - interval '1 day' ORDER BY started_at DESC LIMIT 100`;
  return rows.map((row) => ({
    id: row.id,
    state: stateOf(row),
    level: row.level,
    walls: row.walls,
    backend: row.backend,
    graderVersion: row.grader_version,
    concurrency: row.concurrency,
    startedAt: row.started_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    note: row.note,
  }));
}

/** Workers that take jobs now, and how many hand-ins they grade at the same time. */
export async function selectCapacity(tx: Tx): Promise<{ workers: number; concurrency: number }> {
  const [row] = await tx.$queryRaw<{ workers: number; concurrency: number }[]>`
    SELECT count(*)::int AS workers, coalesce(sum(concurrency), 0)::int AS concurrency FROM workers
    WHERE stopped_at IS NULL AND draining_at IS NULL AND out_of_service_at IS NULL
      AND seen_at >= now() - make_interval(secs => ${goneAfterSeconds}::int)`;
  return row!;
}
