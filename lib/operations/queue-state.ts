import { db } from "../db.ts";
import { type Lane, lanes } from "../lanes.ts";

export interface LaneState {
  lane: Lane;
  waiting: number;
  running: number;
  /** seconds that the oldest of the waiting has waited; 0 when none waits */
  oldestSeconds: number;
}

/** How full each lane is. No person can be recognised in it. */
export async function selectLanes(): Promise<LaneState[]> {
  const rows = await db().$queryRaw<LaneState[]>`
    SELECT lane::text AS lane,
      count(*) FILTER (WHERE started_at IS NULL)::int AS waiting,
      count(*) FILTER (WHERE started_at IS NOT NULL)::int AS running,
      greatest(0, coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE started_at IS NULL)), 0))::float8 AS "oldestSeconds"
    FROM grading_jobs WHERE finished_at IS NULL AND failed_at IS NULL GROUP BY lane`;
  return lanes.map(
    (lane) => rows.find((row) => row.lane === lane) ?? { lane, waiting: 0, running: 0, oldestSeconds: 0 },
  );
}

/** Jobs that were given up and that nobody has looked at yet. */
export function countGivenUp(): Promise<number> {
  return db().gradingJob.count({ where: { failedAt: { not: null }, discardedAt: null } });
}
