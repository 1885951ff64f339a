import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cluster, startCluster } from "../../scripts/postgres.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "nabla postgres é "));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const home = (name: string) => path.join(folder, name);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function query(cluster: Cluster, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a database that was not made to its end is made anew, and one that was is kept", async () => {
  // what initdb leaves when it is killed early: PG_VERSION is the first thing that it writes
  await mkdir(path.join(home("cut"), "postgres.new-x1"), { recursive: true });
  await writeFile(path.join(home("cut"), "postgres.new-x1", "PG_VERSION"), "18\n");
  const given = new AbortController();
  const start = startCluster(home("cut"), { signal: given.signal });
  const refused = expect(start).rejects.toThrow();
  await vi.waitFor(async () => expect(await readdir(home("cut"))).toContainEqual(expect.stringMatching(/new-(?!x1)/)));
  given.abort();
  await refused;
  expect(await readdir(home("cut"))).toEqual(["postgres.password"]);

  let cluster = await startCluster(home("cut"));
  await query(cluster, "CREATE TABLE kept AS SELECT 7 AS n");
  await cluster.stop();
  cluster = await startCluster(home("cut"));
  expect(await query(cluster, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await cluster.stop();
});

test("a lost password is set anew; nothing of the data is", async () => {
  await rm(path.join(home("cut"), "postgres.password"));
  await writeFile(path.join(home("cut"), "postgres.password"), ""); // as a full disk leaves it
  const cluster = await startCluster(home("cut"));
  expect(await query(cluster, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await cluster.stop();
});

test("the number of a server that is gone may be another program's by now: that one is left alone", async () => {
  const stranger = spawn("sleep", ["600"], { stdio: "ignore" });
  const pidFile = path.join(home("cut"), "postgres", "postmaster.pid");
  await writeFile(pidFile, `${stranger.pid}\n${path.join(home("cut"), "postgres")}\n1\n1\n\n127.0.0.1\n`);
  const cluster = await startCluster(home("cut"));
  expect(isAlive(stranger.pid!)).toBe(true);
  await cluster.stop();
  stranger.kill();
});

test("a folder that holds something, but no whole database, is left as it is", async () => {
  await mkdir(path.join(home("torn"), "postgres", "base"), { recursive: true });
  await writeFile(path.join(home("torn"), "postgres", "base", "1"), "somebody's data");
  await expect(startCluster(home("torn"))).rejects.toThrow(/PG_VERSION is missing.*backup/);
  expect(await readFile(path.join(home("torn"), "postgres", "base", "1"), "utf8")).toBe("somebody's data");
});

test("a database of another version of PostgreSQL is named as that", async () => {
  const version = path.join(home("cut"), "postgres", "PG_VERSION");
  await writeFile(version, "15\n");
  await expect(startCluster(home("cut"))).rejects.toThrow(/made by PostgreSQL 15.*dump/);
  await writeFile(version, "18\n");
});

test.skipIf(process.platform !== "linux")("the server ends when its starter is killed", async () => {
  const program = `
    const { startCluster } = await import(${JSON.stringify(path.resolve("scripts/postgres.ts"))});
    await startCluster(process.argv[1]);
    console.log("started");
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", program, home("cut")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(starter.stdout, "data");
  const pid = Number((await readFile(path.join(home("cut"), "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
  expect(isAlive(pid)).toBe(true);
  starter.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
});
