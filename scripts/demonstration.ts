import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { demonstrationAccounts } from "../lib/people/demonstration.ts";
import { runNode } from "./child.ts";

/** Whether there is nothing yet in a database, and whether the demonstration's accounts are in it. */
async function lookInto(url: string): Promise<{ isEmpty: boolean; hasDemonstration: boolean }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ courses: number; people: number }>(
      "SELECT (SELECT count(*)::int FROM courses) AS courses, (SELECT count(*)::int FROM people WHERE email = $1) AS people",
      [demonstrationAccounts[0].email],
    );
    return { isEmpty: rows[0]!.courses === 0, hasDemonstration: rows[0]!.people > 0 };
  } finally {
    await client.end();
  }
}

interface Start {
  /** Nabla's data */
  home: string;
  root: string;
  env: NodeJS.ProcessEnv;
  url: string;
  /** names the database: another one may be given to the next start */
  place: string;
  say: (sentence: string) => void;
  signal: AbortSignal;
}

async function seed({ root, env, signal }: Start): Promise<void> {
  const program = path.join(root, "prisma", "seed.ts");
  const { end, output } = await runNode([program], { cwd: root, env, signal, shows: true });
  if (end !== 0) throw new Error(`the demonstration could not be made (${end}):\n${output}`);
}

/**
 * Makes the demonstration in a database that has no course yet, or finishes one that was cut short.
 * @returns whether it is there
 */
export async function ensureDemonstration(start: Start): Promise<boolean> {
  const { home, url, place, say, signal } = start;
  // stays when a start is cut short in between
  const mark = path.join(home, "demonstration.unfinished");
  const isUnfinished = (await readFile(mark, "utf8").catch(() => null)) === place;
  const { isEmpty, hasDemonstration } = await lookInto(url);
  if (!isEmpty && !isUnfinished) return hasDemonstration;
  signal.throwIfAborted();
  say("Making the demonstration course …");
  await writeFile(mark, place);
  await seed(start);
  await rm(mark);
  return true;
}
