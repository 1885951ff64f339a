import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

const root = path.resolve(import.meta.dirname, "..");

async function inMaintenance<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

const nameIn = (url: string) => pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));

/**
 * Makes the database that `url` names unless it is there.
 * @param template name of a database to copy; nobody may be connected to it
 */
export async function createDatabase(url: string, template?: string): Promise<void> {
  if (!template && (await exists(url))) return;
  const copy = template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : "";
  await inMaintenance(url, async (client) => {
    try {
      await client.query(`CREATE DATABASE ${nameIn(url)}${copy}`);
    } catch (error) {
      if ((error as { code?: string }).code !== "42P04") throw error; // duplicate_database
    }
  });
}

async function exists(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "3D000") return false; // invalid_catalog_name
    throw error;
  } finally {
    await client.end();
  }
}

/** Drops the database that `url` names, with whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await inMaintenance(url, (client) => client.query(`DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`));
}

/** Whether every migration of prisma/migrations was applied: a quick look that spares most starts the whole of Prisma. */
async function isMigrated(url: string): Promise<boolean> {
  const folders = await readdir(path.join(root, "prisma", "migrations"), { withFileTypes: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql =
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
    const { rows } = await client.query<{ migration_name: string }>(sql);
    const applied = new Set(rows.map((row) => row.migration_name));
    return folders.every((entry) => !entry.isDirectory() || applied.has(entry.name));
  } catch (error) {
    if ((error as { code?: string }).code === "42P01") return false; // undefined_table: nothing was ever applied
    throw error;
  } finally {
    await client.end();
  }
}

/** Applies the migrations that the database has not seen yet: `prisma migrate deploy`. */
export async function migrate(url: string): Promise<void> {
  if (await isMigrated(url)) return;
  const prisma = path.join(root, "node_modules", "prisma", "build", "index.js");
  const child = spawn(process.execPath, [prisma, "migrate", "deploy"], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1", // no telemetry
      // the engine's first line asks for `node`: ours, not an older one that happens to come first
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The database could not be migrated:\n${output.trim()}`);
}
