import { setTimeout as wait } from "node:timers/promises";
import { log } from "../log.ts";

/** Memory, in bytes, that grading one hand-in may take: its box, its compiler and what the grader itself holds. */
export const perJobBytes = 512 * 2 ** 20;

/** How many hand-ins may be graded at the same time where so much memory is left; always at least one. */
export function affordable(wanted: number, availableBytes: number): number {
  return Math.max(1, Math.min(wanted, Math.floor(availableBytes / perJobBytes)));
}

/** Looks again so often, in ms. */
const everyMs = 500;
/** What is scarce for so long, in ms, is not going to come back by waiting. */
const patienceMs = 30_000;

/**
 * Holds a job back while the machine is short of memory: a box that the kernel kills for it would be blamed on the student.
 * @param available bytes left for this process and its children, control groups considered
 */
export async function untilMemory(signal: AbortSignal, available = () => process.availableMemory()): Promise<void> {
  for (let waited = 0; available() < perJobBytes && waited < patienceMs; waited += everyMs) {
    if (waited === 0) log().warn({ availableMiB: Math.round(available() / 2 ** 20) }, "a job waits for memory");
    await wait(everyMs, undefined, { signal });
  }
}
