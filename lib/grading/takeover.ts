import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { PgBoss } from "pg-boss";
import { db } from "../db.ts";
import { log } from "../log.ts";
import { type GradingMessage, gradingQueue } from "../queue.ts";

/** Machine, process and a word that tells two processes of one number apart. */
export function newWorkerId(): string {
  return `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
}

/** Whether a worker of this machine has ended; of a worker elsewhere nothing can be known. */
function isDead(workerId: string): boolean {
  const [machine, pid] = workerId.split("/");
  if (machine !== hostname() || !/^\d+$/.test(pid ?? "")) return false;
  if (Number(pid) === process.pid) return true; // ours is another worker's number, used again
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/**
 * Puts jobs back into the queue whose worker died on this machine, so that they need not wait until its heartbeat is missed.
 * Should a worker be taken for dead wrongly, the job is graded twice and still published once.
 */
export async function releaseJobsOfTheDead(boss: PgBoss): Promise<void> {
  const held = await db().gradingJob.findMany({
    where: { startedAt: { not: null }, finishedAt: null, failedAt: null, workerId: { startsWith: `${hostname()}/` } },
    select: { id: true, workerId: true },
  });
  for (const { id, workerId } of held) {
    if (workerId === null || !isDead(workerId)) continue;
    const data: GradingMessage = { jobId: id };
    const messages = await boss.findJobs<GradingMessage>(gradingQueue, { data });
    for (const message of messages.filter(({ state }) => state === "active")) {
      // this attempt only: it may have been taken up again in the meantime
      await boss.fail(gradingQueue, { id: message.id, retryCount: message.retryCount }, { reason: "its worker died" });
      log().warn({ jobId: id, workerId }, "a job of a worker that died is put back");
    }
  }
}
