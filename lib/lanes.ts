/** Lanes of the queue, the most urgent first. */
export const lanes = ["sitting", "deadline", "practice", "rejudge"] as const;
export type Lane = (typeof lanes)[number];

/**
 * Seconds after its arrival at which the first job of somebody is due. Between two lanes lie more than the turns that one
 * owner may have waiting, so that a person's later hand-ins do not fall into the next lane.
 */
const slackSeconds: Record<Lane, number> = { sitting: 0, deadline: 7200, practice: 14_400, rejudge: 86_400 };

/** Seconds by which each further unfinished job of the same owner and lane comes later. */
const turnSeconds = 1200;

/** 2026-01-01T00:00:00Z in seconds: with it as the origin an instant fits PostgreSQL's integer until 2094. */
const origin = 1_767_225_600;

/**
 * Earliest due first. Waiting counts by itself, without anybody raising priorities: a job is overtaken only by what arrives
 * within the distance of the two lanes after it, and so nothing starves.
 * @param job.unfinished jobs of the same owner in this lane that wait or run
 * @param job.now seconds since 1970, by the database's clock: every process must mean the same instant
 * @returns the queue's priority, higher is sooner
 */
export function priorityOf(job: { lane: Lane; unfinished: number; now: number }): number {
  return -Math.round(job.now - origin + slackSeconds[job.lane] + turnSeconds * job.unfinished);
}
