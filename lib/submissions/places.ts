import { db } from "../db.ts";
import { forget, processWide } from "../process-wide.ts";
import { watch } from "./live.ts";

/** Whoever asks within this time, in ms, gets one and the same answer: a class that waits asks all at once. */
const freshMs = 1000;

/** Place of each submission that waits, 1 is next; the same order as in `placeInQueue`. */
async function selectPlaces(): Promise<ReadonlyMap<string, number>> {
  const rows = await db().$queryRaw<{ id: string; place: number }[]>`
    SELECT submission_id AS id, row_number() OVER (ORDER BY priority DESC, created_at, id)::int AS place
    FROM grading_jobs WHERE started_at IS NULL AND finished_at IS NULL AND failed_at IS NULL`;
  return new Map(rows.map(({ id, place }) => [id, place]));
}

function places(): Promise<ReadonlyMap<string, number>> {
  const shared = processWide("places", () => ({ at: performance.now(), answer: selectPlaces() }));
  if (performance.now() - shared.at < freshMs) return shared.answer;
  forget("places");
  return places();
}

/** `watch` for a submission: what is announced, and that it moved up in the queue, which nobody announces. */
export function watchSubmission(id: string, signal: AbortSignal) {
  let last: number | undefined;
  return watch(id, signal, async () => {
    const place = (await places()).get(id);
    const moved = place !== last;
    last = place;
    return moved;
  });
}
