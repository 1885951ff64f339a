import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Runs one statement in the database of the product under test, for states that nobody can bring about through the pages. */
export async function inDatabase(sql: string, values: unknown[] = []): Promise<Record<string, string>[]> {
  const home = process.env.NABLA_E2E_HOME ?? "";
  const [password, lock] = await Promise.all([
    readFile(path.join(home, "postgres.password"), "utf8"),
    readFile(path.join(home, "postgres", "postmaster.pid"), "utf8"),
  ]);
  const port = lock.split("\n")[3];
  const client = new pg.Client({ connectionString: `postgresql://nabla:${password.trim()}@127.0.0.1:${port}/nabla` });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
