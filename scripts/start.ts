/** `npm start`: the whole product on this machine. Embedded PostgreSQL (or DATABASE_URL), migrations, demonstration, web, worker. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseEnv } from "../lib/env.ts";
import { demonstrationAccounts, demonstrationPassword } from "../lib/people/demonstration.ts";
import { installQueue } from "../lib/queue.ts";
import { endingWithUs } from "./child.ts";
import { claimHome } from "./claim.ts";
import { alone, checkDatabase, createDatabase, migrate } from "./database.ts";
import { checkDatabaseUrl } from "./database-problem.ts";
import { ensureDemonstration } from "./demonstration.ts";
import { addressOf, choosePort, ownAddressOf, type ReservedPort } from "./ports.ts";
import { type Cluster, startCluster } from "./postgres.ts";
import { explain, Problem } from "./problem.ts";
import { untilServed } from "./served.ts";
import { readOptions, usage } from "./start-options.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { buildWeb } from "./web-build.ts";

const root = path.resolve(import.meta.dirname, "..");
const home = path.resolve(root, process.env.NABLA_HOME || ".nabla");
const say = (sentence: string) => console.log(sentence);

/** Signs the sessions; a file that was cut short is made anew, which signs everybody out. */
async function secret(): Promise<string> {
  const file = path.join(home, "session.secret");
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept.length >= 32) return kept;
  const made = randomBytes(48).toString("base64url");
  await writeFile(`${file}.new`, made, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return made;
}

/** What to tell of a database that ended by itself; a full disk is the likeliest cause, and said as such. */
async function whyItEnded(file: string): Promise<string> {
  const end = (await readFile(file, "utf8").catch(() => "")).slice(-20_000);
  return /No space left on device/.test(end)
    ? "The database ended because the disk is full. Make room, then start Nabla again; nothing that was received is lost."
    : `The database ended by itself. Start Nabla again: what was received is there. Why it ended may stand in ${file}.`;
}

const stopped = new AbortController();
const running: { cluster?: Cluster; reserved?: ReservedPort; children: Supervised[]; release?: () => Promise<void> } = {
  children: [],
};

/** Ends what runs, in order: whoever writes to the database before the database. Safe to call twice. */
async function endAll(): Promise<void> {
  await Promise.all(running.children.map((child) => child.stop()));
  await running.reserved?.release();
  await running.cluster?.stop();
  await running.release?.();
}

async function openDatabase(): Promise<string> {
  const given = process.env.DATABASE_URL ?? "";
  if (given !== "") return given;
  say(existsSync(path.join(home, "postgres")) ? "Starting the database …" : `Making a database in ${home} …`);
  const cluster = await startCluster(home, { say, signal: stopped.signal });
  running.cluster = cluster;
  void cluster.ended.then(async () => {
    if (stopped.signal.aborted) return;
    console.error(await whyItEnded(path.join(home, "postgres.log")));
    await stop(1);
  });
  return cluster.url("nabla");
}

/** @returns whether the demonstration is in the database */
async function prepareDatabase(env: NodeJS.ProcessEnv, url: string, withDemonstration: boolean): Promise<boolean> {
  await createDatabase(url);
  await checkDatabase(url);
  const setUp = async () => {
    await migrate(url, stopped.signal);
    await installQueue(url);
    if (!withDemonstration) return false;
    const place = running.cluster ? "embedded" : `${new URL(url).host}${new URL(url).pathname}`;
    return ensureDemonstration({ home, root, env, url, place, say, signal: stopped.signal });
  };
  return alone(url, setUp, () => say("Waiting for another start that is setting up the same database …"));
}

function checkEnvironment(env: NodeJS.ProcessEnv): void {
  try {
    parseEnv({ ...env, DATABASE_URL: env.DATABASE_URL || "postgresql://embedded/nabla" });
  } catch (error) {
    throw new Problem((error as Error).message);
  }
}

async function start(): Promise<void> {
  const options = readOptions();
  if (options.help) return say(usage);
  if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
  checkEnvironment(process.env);
  running.release = await claimHome(home);
  if (!options["no-web"]) running.reserved = await choosePort(options.port, options.host);
  const port = running.reserved?.port ?? 0;

  const databaseUrl = await openDatabase();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (await secret()),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || addressOf(options.host, port),
    WORKER_CONCURRENCY: process.env.WORKER_CONCURRENCY || String(Math.max(1, Math.floor(availableParallelism() / 2))),
  };
  // what fails first is what is told; the other is given up
  const together = new AbortController();
  const giveUp = AbortSignal.any([stopped.signal, together.signal]);
  const building = options["no-web"] ? Promise.resolve() : buildWeb(root, env, say, giveUp);
  const preparing = prepareDatabase(env, databaseUrl, !options["no-demo"]);
  const both = Promise.all([preparing, building]);
  await both.catch(async () => {
    together.abort();
    await Promise.allSettled([preparing, building]);
  });
  const [demonstration] = await both;
  env.NABLA_DEMO = demonstration ? "1" : "0";
  if (stopped.signal.aborted) return;

  const worker = await supervise({
    name: "worker",
    args: [path.join(root, "lib", "worker.ts")],
    cwd: root,
    env: { ...env, NABLA_PROCESS: "worker" },
    log: path.join(home, "worker.log"),
    say,
    patience: 75_000, // it finishes what it grades within 60 s
  });
  running.children.push(worker);
  if (stopped.signal.aborted) return;
  if (!options["no-web"]) {
    const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
    await running.reserved?.release();
    const serve = endingWithUs([next, "start", "-p", String(port), "-H", options.host], {
      ...env,
      NABLA_PROCESS: "web",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    });
    const web = await supervise({
      name: "web server",
      args: serve.words,
      cwd: root,
      env: serve.env,
      log: path.join(home, "web.log"),
      say,
      patience: 15_000,
    });
    running.children.push(web);
    await untilServed(ownAddressOf(options.host, port), path.join(home, "web.log"), stopped.signal);
  }
  if (stopped.signal.aborted) return;

  say(options["no-web"] ? "\nThe database and the worker are started." : `\nNabla is running: ${env.NEXTAUTH_URL}`);
  if (demonstration) {
    say(`\nDemonstration accounts, all with the password  ${demonstrationPassword}`);
    for (const { email, role } of demonstrationAccounts) say(`  ${role.padEnd(11)} ${email}`);
  }
  say(`\nData and logs are in ${home}. Ctrl-C stops everything; nothing is lost.`);
}

let starting: Promise<void> = Promise.resolve();

/** Gives up what is being started, ends what runs, and this process. */
async function stop(code: number): Promise<void> {
  if (stopped.signal.aborted) return;
  stopped.abort();
  // a step that cannot be cut short, such as asking a far database, is not waited for
  const soon = new Promise((resolve) => setTimeout(resolve, 5000).unref());
  await Promise.race([starting.catch(() => undefined), soon]);
  await endAll();
  if (code === 0) say("Stopped.");
  process.exit(code);
}

let asked = 0;
let askedAt = Number.NEGATIVE_INFINITY;

/** One Ctrl-C may arrive several times, from the terminal and from npm: what comes within a second is one. */
function askToStop(): void {
  if (performance.now() - askedAt < 1000) return;
  askedAt = performance.now();
  asked += 1;
  if (asked === 1) {
    say(running.children.length > 0 ? "\nStopping: finishing what is being graded …" : "\nStopping …");
    void stop(0);
  } else if (asked === 2) {
    say("Still finishing. Ask once more to end at once: what is being graded goes back to the queue.");
  } else {
    for (const child of running.children) child.kill();
  }
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, askToStop);
// whoever started this process is gone, however that ended
process.on("disconnect", askToStop);
process.channel?.unref();
// a terminal that was closed takes no more words; stopping goes on without
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

async function fail(error: unknown): Promise<void> {
  if (stopped.signal.aborted) return; // it was given up, and ends as that
  console.error(`\n${explain(error, home)}`);
  await stop(1);
}
process.on("uncaughtException", (error) => void fail(error));
process.on("unhandledRejection", (error) => void fail(error));

starting = start();
await starting.catch(fail);
