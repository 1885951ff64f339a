import type { Tx } from "../db.ts";
import { selectCapacity } from "../workers/queries.ts";

/** Jobs whose durations say how long the next one will take. */
const recent = 20;

/**
 * Place of a waiting job, 1 is next, and a guess of the seconds until it begins: the jobs before it, each as long as the
 * last ones were, shared by the workers that live now.
 */
export async function placeInQueue(
  tx: Tx,
  job: { id: string; priority: number; createdAt: Date },
): Promise<{ place: number; estimateSeconds: number | null }> {
  const [ahead, pace, { concurrency }] = await Promise.all([
    tx.gradingJob.count({
      where: {
        startedAt: null,
        finishedAt: null,
        failedAt: null,
        OR: [
          { priority: { gt: job.priority } },
          { priority: job.priority, createdAt: { lt: job.createdAt } },
          { priority: job.priority, createdAt: job.createdAt, id: { lt: job.id } },
        ],
      },
    }),
    tx.gradingJob.findMany({
      where: { finishedAt: { not: null }, startedAt: { not: null } },
      orderBy: { finishedAt: "desc" },
      take: recent,
      select: { startedAt: true, finishedAt: true },
    }),
    selectCapacity(tx),
  ]);
  const place = ahead + 1;
  if (pace.length === 0) return { place, estimateSeconds: null };
  const seconds =
    pace.reduce((sum, { startedAt, finishedAt }) => sum + Math.max(0, +finishedAt! - +startedAt!) / 1000, 0) /
    pace.length;
  return { place, estimateSeconds: Math.ceil((seconds * place) / Math.max(1, concurrency)) };
}
