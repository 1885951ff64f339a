import { db } from "../db.ts";

/** A worker says so often that it lives, in ms. */
export const beatEveryMs = 5000;

/** Silence, in seconds, after which a worker counts as gone; three beats and some. */
export const goneAfterSeconds = 18;

/** Rows of workers that ended are kept so long, in days, to look back at a bad night. */
const keptDays = 7;

export interface WorkerFacts {
  id: string;
  level: string;
  /** by which means student code is held */
  walls?: string;
  backend: string;
  graderVersion: string;
  concurrency: number;
}

/** Makes a worker known to the others and to operators. All instants are the database's, so that clocks need not agree. */
export async function registerWorker(worker: WorkerFacts): Promise<void> {
  await db().$executeRaw`DELETE FROM workers WHERE seen_at < now() - make_interval(days => ${keptDays}::int)`;
  await db().$executeRaw`
    INSERT INTO workers (id, level, walls, backend, grader_version, concurrency)
    VALUES (${worker.id}, ${worker.level}, ${worker.walls ?? null}, ${worker.backend}, ${worker.graderVersion}, ${worker.concurrency}::int)`;
}

export async function beat(workerId: string): Promise<void> {
  await db().$executeRaw`UPDATE workers SET seen_at = now() WHERE id = ${workerId}`;
}

/** The worker finishes what it is at and takes nothing new. */
export async function markDraining(workerId: string): Promise<void> {
  await db().$executeRaw`UPDATE workers SET seen_at = now(), draining_at = now() WHERE id = ${workerId}`;
}

export async function markStopped(workerId: string): Promise<void> {
  await db().$executeRaw`UPDATE workers SET seen_at = now(), stopped_at = now() WHERE id = ${workerId}`;
}

/** The worker found that it cannot be trusted, and takes itself out. `note` is for operators. */
export async function takeOutOfService(workerId: string, note: string): Promise<void> {
  await db().$executeRaw`
    UPDATE workers SET seen_at = now(), out_of_service_at = now(), note = ${note} WHERE id = ${workerId}`;
}
