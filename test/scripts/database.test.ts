import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alone, checkDatabase, createDatabase, migrate } from "../../scripts/database.ts";
import { checkDatabaseUrl } from "../../scripts/database-problem.ts";
import { type Cluster, startCluster } from "../../scripts/postgres.ts";
import { Problem } from "../../scripts/problem.ts";

let folder: string;
let cluster: Cluster;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "nabla-database-"));
  cluster = await startCluster(folder, { durable: false });
});
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(sql: string, database = "postgres"): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function urlWith(database: string, change: (url: URL) => void): string {
  const url = new URL(cluster.url(database));
  change(url);
  return url.href;
}

describe("a migration whose applying process was killed", () => {
  test("before it was applied is applied; after it, only noted; nothing is lost", async () => {
    const url = cluster.url("cut");
    await createDatabase(url);
    await migrate(url);
    await run("INSERT INTO rate_limits (key, points) VALUES ('kept', 1)", "cut");
    const unfinish = (name: string) =>
      run(
        `UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0 WHERE migration_name = '${name}'`,
        "cut",
      );
    // as if it was rolled back with its connection
    await run("ALTER TABLE workers DROP COLUMN walls", "cut");
    await unfinish("20261123000700_walls");
    await migrate(url);
    await run("SELECT walls FROM workers", "cut");
    // as if its process ended between the migration and the note
    await unfinish("20261123000600_reopened");
    await migrate(url);
    await run("SELECT reopened_at FROM quiz_attempts", "cut");
    expect(await run("SELECT key FROM rate_limits", "cut")).toEqual([{ key: "kept" }]);
    const unfinished = "SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL";
    expect(await run(unfinished, "cut")).toEqual([]);
  }, 300_000);
});

describe("a database that will not do is told by one sentence", () => {
  test("another encoding", async () => {
    await run(
      "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc TEMPLATE template0",
    );
    await expect(checkDatabase(cluster.url("latin"))).rejects.toThrow(/stores text as LATIN1.*CREATE DATABASE/);
  });

  test("a user who may not make databases, and then not make tables", async () => {
    await run("CREATE ROLE modest LOGIN PASSWORD 'x'");
    const url = urlWith("theirs", (u) => {
      [u.username, u.password] = ["modest", "x"];
    });
    await expect(createDatabase(url)).rejects.toThrow(/no database "theirs".*CREATE DATABASE "theirs" OWNER "modest"/);
    await run("CREATE DATABASE theirs");
    await expect(migrate(url)).rejects.toThrow(/"modest" may not make tables.*OWNER TO "modest"/);
    await run(`ALTER DATABASE theirs OWNER TO modest`);
    await migrate(url);
    await checkDatabase(url);
  }, 120_000);

  test("tables of something else", async () => {
    await createDatabase(cluster.url("others"));
    await run("CREATE TABLE invoices (id int)", "others");
    await expect(migrate(cluster.url("others"))).rejects.toThrow(/holds tables of something else/);
  });

  test("a replica or another one that is read-only", async () => {
    await createDatabase(cluster.url("replica"));
    await run("ALTER DATABASE replica SET default_transaction_read_only = on");
    await expect(checkDatabase(cluster.url("replica"))).rejects.toThrow(/is read-only/);
  });

  test.each<[string, (url: URL) => void, RegExp]>([
    ["a wrong password", (u) => (u.password = "wrong"), /refused the user "nabla" or the password/],
    ["an unknown user", (u) => (u.username = "nobody"), /refused the user "nobody"/],
    ["a port where nobody listens", (u) => (u.port = "1"), /at 127\.0\.0\.1:1 does not answer/],
    ["a name that no host has", (u) => (u.hostname = "database.invalid"), /at database\.invalid:\d+ does not answer/],
    ["TLS where there is none", (u) => u.searchParams.set("sslmode", "require"), /speaks no TLS: take sslmode out/],
  ])("%s", async (_, change, sentence) => {
    const refused = createDatabase(urlWith("nabla", change));
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.toBeInstanceOf(Problem);
  });

  test("a server that takes the connection and then says nothing", async () => {
    const server = net.createServer((socket) => void setTimeout(() => socket.destroy(), 200));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    const url = urlWith("nabla", (u) => {
      u.port = String(port);
    });
    await expect(createDatabase(url)).rejects.toThrow(/does not answer/);
    server.close();
  });

  test.each(["nabla", "mysql://localhost/nabla", "postgresql://u:p@ss/w#rd@host", "postgresql://host:5432"])(
    "what is no address: %s",
    (text) => {
      expect(() => checkDatabaseUrl(text)).toThrow(/postgresql:\/\/user:password@host.*%40/);
    },
  );
});

test("two that set up one database do it one after the other", async () => {
  const done: string[] = [];
  let waited = 0;
  const setUp = (name: string) => async () => {
    done.push(`${name} begins`);
    await run("SELECT pg_sleep(0.1)");
    done.push(`${name} ends`);
  };
  const url = cluster.url("postgres");
  await Promise.all(["a", "b"].map((name) => alone(url, setUp(name), () => (waited += 1))));
  const [first, second] = done[0] === "a begins" ? ["a", "b"] : ["b", "a"];
  expect(done).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  expect(waited).toBe(1);
});
