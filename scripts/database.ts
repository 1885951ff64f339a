import { readdir } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { type Ended, runNode } from "./child.ts";
import { databaseProblem } from "./database-problem.ts";
import { Problem } from "./problem.ts";

const root = path.resolve(import.meta.dirname, "..");

/** How long a server may take to answer, in ms. */
const patience = 15_000;

/**
 * Acts with a connection of its own.
 * @throws Problem where the server cannot be reached or refuses
 */
async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience });
  client.on("error", () => {}); // a connection that breaks fails what is asked next
  try {
    await client.connect();
    return await act(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** As the database `postgres` of the same server, which is always there. */
function maintenanceOf(url: string): string {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  return maintenance.href;
}

const nameIn = (url: string) => pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));

const codeOf = (error: unknown) => (error as { code?: string }).code;

/**
 * Makes the database that `url` names unless it is there.
 * @param template name of a database to copy; nobody may be connected to it
 * @throws Problem
 */
export async function createDatabase(url: string, template?: string): Promise<void> {
  try {
    if (!template && (await exists(url))) return;
    await withClient(maintenanceOf(url), async (client) => {
      const create = async (how: string) => {
        await client.query(`CREATE DATABASE ${nameIn(url)} ${how}`).catch((error) => {
          if (codeOf(error) !== "42P04") throw error; // duplicate_database
        });
      };
      if (template) return create(`TEMPLATE ${pg.escapeIdentifier(template)}`);
      // also where the server's own databases are in another encoding, whose locale does not go with this one
      await create("ENCODING 'UTF8' TEMPLATE template0").catch(async (error) => {
        if (codeOf(error) !== "22023") throw error; // invalid_parameter_value
        await create("ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
      });
    });
  } catch (error) {
    throw databaseProblem(error, url);
  }
}

async function exists(url: string): Promise<boolean> {
  try {
    return await withClient(url, async () => true);
  } catch (error) {
    if (codeOf(error) === "3D000") return false; // invalid_catalog_name
    throw error;
  }
}

/** Drops the database that `url` names, with whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await withClient(maintenanceOf(url), (client) => client.query(`DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`));
}

/** PostgreSQL 14: the oldest that its makers still mend. */
const oldest = 14;

/**
 * Whether a server and a database are such that Nabla can live in them.
 * @throws Problem
 */
export async function checkDatabase(url: string): Promise<void> {
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ version: string; encoding: string; read_only: string }>(
        `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
                current_setting('transaction_read_only') AS read_only`,
      );
      const { version, encoding, read_only } = rows[0]!;
      if (Number.parseInt(version, 10) < oldest)
        throw new Problem(`The database server is PostgreSQL ${version}; Nabla needs ${oldest} or newer.`);
      if (encoding !== "UTF8") {
        throw new Problem(
          `The database ${nameIn(url)} stores text as ${encoding}, which has no letters for formulas. Make another one: ` +
            `CREATE DATABASE nabla ENCODING 'UTF8' TEMPLATE template0;`,
        );
      }
      if (read_only === "on")
        throw new Problem(`The database ${nameIn(url)} is read-only (a replica?): name the primary in DATABASE_URL.`);
    });
  } catch (error) {
    throw databaseProblem(error, url);
  }
}

/** Of sessions that set up a database, so that two starters on one database do it one after the other. */
const setUpLock = 6_221_252;

/** Runs what must not happen twice at once in a database, on whichever machines. */
export async function alone<T>(url: string, act: () => Promise<T>, onWait: () => void): Promise<T> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [setUpLock]);
    if (!rows[0]!.got) {
      onWait();
      await client.query("SELECT pg_advisory_lock($1)", [setUpLock]);
    }
    return act();
  });
}

interface MigrationRow {
  migration_name: string;
  unfinished: boolean;
}

async function migrationsIn(url: string): Promise<MigrationRow[]> {
  return withClient(url, async (client) => {
    try {
      const sql = `SELECT migration_name, finished_at IS NULL AS unfinished
        FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
      return (await client.query<MigrationRow>(sql)).rows;
    } catch (error) {
      if (codeOf(error) === "42P01") return []; // undefined_table: nothing was ever applied
      throw error;
    }
  });
}

/** Whether every migration of prisma/migrations was applied: a quick look that spares most starts the whole of Prisma. */
async function isMigrated(url: string): Promise<boolean> {
  const folders = await readdir(path.join(root, "prisma", "migrations"), { withFileTypes: true });
  const rows = await migrationsIn(url);
  const applied = new Set(rows.filter((row) => !row.unfinished).map((row) => row.migration_name));
  return folders.every((entry) => !entry.isDirectory() || applied.has(entry.name));
}

function prisma(url: string, words: string[], signal?: AbortSignal): Promise<Ended> {
  const program = path.join(root, "node_modules", "prisma", "build", "index.js");
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1", // no telemetry
    NO_COLOR: "1",
    // the engine's first line asks for `node`: ours, not an older one that happens to come first
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`,
  };
  return runNode([program, "migrate", ...words], { cwd: root, env, signal });
}

const isThereAlready = /already exists/;

/**
 * Settles migrations that were begun and never noted as finished, at which Prisma would stop for ever: whoever applied them was killed, or
 * they failed. The server takes each as one transaction, so it is there as a whole or not at all.
 */
async function settle(url: string, names: string[], signal?: AbortSignal): Promise<void> {
  for (const name of names) {
    await prisma(url, ["resolve", "--rolled-back", name], signal);
  }
}

/**
 * Applies the migrations that the database has not seen yet: `prisma migrate deploy`. The caller makes sure that nobody else does at the same time.
 * @throws Problem
 */
export async function migrate(url: string, signal?: AbortSignal): Promise<void> {
  try {
    if (await isMigrated(url)) return;
    const begun = (await migrationsIn(url)).filter((row) => row.unfinished).map((row) => row.migration_name);
    await settle(url, begun, signal);
    let { end, output } = await prisma(url, ["deploy"], signal);
    if (end !== 0 && isThereAlready.test(output)) {
      // killed between the migration itself and the note that it was applied
      const failed = (await migrationsIn(url)).find((row) => row.unfinished)?.migration_name;
      if (failed && begun.includes(failed)) {
        await prisma(url, ["resolve", "--rolled-back", failed], signal);
        await prisma(url, ["resolve", "--applied", failed], signal);
        ({ end, output } = await prisma(url, ["deploy"], signal));
      }
    }
    if (end !== 0) throw new Error(`The database could not be migrated (${end}):\n${output}`);
  } catch (error) {
    throw databaseProblem(error, url);
  }
}
