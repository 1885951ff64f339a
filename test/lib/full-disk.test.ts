import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { closeQueue, installQueue } from "../../lib/queue.ts";
import { type Submitted, submit } from "../../lib/submissions/submit.ts";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { type Cluster, startCluster } from "../../scripts/postgres.ts";
import { makePerson } from "../support/people.ts";
import { makeSmallDisk } from "../support/small-disk.ts";

const disk = await makeSmallDisk(220);
if (!disk) console.info("the full disk is not tried: this process may not mount a file system");

let cluster: Cluster | undefined;
let students: Actor[];

beforeAll(async () => {
  if (!disk) return;
  cluster = await startCluster(disk.folder);
  process.env.DATABASE_URL = cluster.url("nabla_test");
  process.env.LOG_LEVEL = "silent";
  await createDatabase(process.env.DATABASE_URL);
  await migrate(process.env.DATABASE_URL);
  await installQueue(process.env.DATABASE_URL);
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  students = await Promise.all(
    Array.from({ length: 12 }, (_, n) => makePerson(`Student ${n}`, { courseId, role: "student" })),
  );
});
afterAll(async () => {
  if (!disk) return;
  await closeQueue().catch(() => undefined);
  await db().$disconnect();
  await cluster?.stop();
  await disk.remove();
});

/** Close to the most that a hand-in may hold, and not compressible: the disk is to notice. */
const large = (seed: number) => {
  let state = seed + 1;
  const text = Array.from({ length: 110_000 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state.toString(36).padStart(6, "0");
  }).join("");
  return new TextEncoder().encode(`export const x = "${text}";\n`);
};

const handIn = (n: number): Promise<Submitted> =>
  submit(students[n % students.length]!, {
    courseSlug: "small",
    projectSlug: "small",
    idempotencyKey: `full-disk-${n}`,
    files: [{ path: "solution.ts", bytes: large(n) }],
  });

test.skipIf(!disk)(
  "a full disk refuses hand-ins aloud, loses none that was received, and goes on when there is room",
  async () => {
    const acknowledged: string[] = [];
    const refused: number[] = [];
    await disk!.fill(4 * 2 ** 20);
    for (let n = 0; n < 12; n += 1) {
      const answer = await handIn(n).catch(() => null);
      if (answer?.ok) acknowledged.push(answer.submissionId);
      else refused.push(n);
    }
    expect(refused.length).toBeGreaterThan(0);
    await disk!.free();
    // without room for its journal the server may have ended: whoever keeps it running starts it again
    await cluster!.stop();
    cluster = await startCluster(disk!.folder, { port: cluster!.port });
    const stored = await db().submission.findMany({ select: { id: true } });
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));

    // sent again with the same key, as the page does: each is there once
    for (const n of refused) expect(await handIn(n)).toMatchObject({ ok: true });
    expect(await db().submission.count()).toBe(12);
    expect(await db().gradingJob.count()).toBe(12);
  },
  120_000,
);
