import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { db } from "../../lib/db.ts";
import { watch } from "../../lib/submissions/live.ts";
import { announce, changesChannel } from "../../lib/submissions/notify.ts";
import { startTestDatabase } from "../support/database.ts";

const { url } = startTestDatabase();

/** A watcher that has begun to listen. */
async function watcher(submissionId: string) {
  const stop = new AbortController();
  const changes = watch(submissionId, AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]));
  await changes.next();
  return { stop, changes };
}

const listeners = async () =>
  db().$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN nabla_submission'`;

test("every watcher hears of a change in its submission, over one connection", async () => {
  const id = randomUUID();
  const all = await Promise.all([watcher(id), watcher(id), watcher(randomUUID())]);
  await announce(db(), id);
  const heard = await Promise.all(all.slice(0, 2).map(({ changes }) => changes.next()));
  expect(heard.map(({ value }) => value)).toEqual([{ kind: "changed" }, { kind: "changed" }]);
  await expect.poll(listeners, { timeout: 20_000 }).toHaveLength(1);
  for (const { stop } of all) stop.abort();
  expect(await all[0]!.changes.next()).toEqual({ done: true, value: undefined });
});

test("a change is announced when its transaction commits, and not when it does not", async () => {
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  await client.query(`LISTEN ${changesChannel}`);
  const [undone, done] = [randomUUID(), randomUUID()];
  const first = new Promise((resolve) => client.once("notification", ({ payload }) => resolve(payload)));
  const broken = db().$transaction(async (tx) => {
    await announce(tx, undone);
    throw new Error("undone");
  });
  await expect(broken).rejects.toThrow("undone");
  await db().$transaction((tx) => announce(tx, done));
  expect(await first).toBe(done);
  await client.end();
});

test("a watcher whose connection was cut listens again, and looks once more for what it missed", async () => {
  const id = randomUUID();
  const { changes, stop } = await watcher(id);
  await expect.poll(listeners, { timeout: 20_000 }).toHaveLength(1);
  const [{ pid }] = (await listeners()) as [{ pid: number }];
  await db().$executeRaw`SELECT pg_terminate_backend(${pid}::int)`;
  await expect.poll(listeners, { timeout: 20_000 }).not.toEqual([{ pid }]);
  // those that had come before the cut, then the look after it, then what is announced over the new connection
  for (let i = 0; i < 3; i++) {
    await announce(db(), id);
    expect(await changes.next()).toMatchObject({ done: false, value: { kind: "changed" } });
  }
  stop.abort();
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});
