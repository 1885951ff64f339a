import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { db } from "../../lib/db.ts";
import { closeQueue, installQueue } from "../../lib/queue.ts";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { type Cluster, startCluster } from "../../scripts/postgres.ts";

/**
 * A real, migrated PostgreSQL for the tests of one file, with the queue in it; lib/ finds it by DATABASE_URL. The server
 * is made for the file and thrown away after it: no test can meet another one's rows.
 */
export function startTestDatabase(): { url: () => string } {
  let cluster: Cluster;
  let folder: string;
  let url = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "nabla-database-"));
    cluster = await startCluster(folder, { durable: false });
    url = cluster.url("nabla_test");
    process.env.DATABASE_URL = url;
    process.env.LOG_LEVEL = "silent";
    await createDatabase(url);
    await migrate(url);
    await installQueue(url);
  });
  afterAll(async () => {
    await closeQueue();
    await db().$disconnect();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { url: () => url };
}
