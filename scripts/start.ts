/** `npm start`: the whole product on this machine. Embedded PostgreSQL (or DATABASE_URL), migrations, demonstration, web, worker. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { demonstrationAccounts, demonstrationPassword } from "../lib/people/demonstration.ts";
import { installQueue } from "../lib/queue.ts";
import { createDatabase, migrate } from "./database.ts";
import { choosePort } from "./ports.ts";
import { type Cluster, startCluster } from "./postgres.ts";
import { explain, Problem } from "./problem.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { buildWeb } from "./web-build.ts";

const root = path.resolve(import.meta.dirname, "..");
const home = path.resolve(root, process.env.NABLA_HOME || ".nabla");
const say = (sentence: string) => console.log(sentence);

const usage = `npm start -- [--port N] [--host ADDRESS] [--no-demo] [--no-web]
  --port N       serve on this port (or PORT); without it, the first free one from 3000 on
  --host ADDRESS listen on this address; 127.0.0.1 unless given
  --no-demo      no demonstration course and accounts (or NABLA_DEMO=0)
  --no-web       database and worker only`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        host: { type: "string", default: "127.0.0.1" },
        "no-demo": { type: "boolean", default: process.env.NABLA_DEMO === "0" },
        "no-web": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const port = values.port ?? (process.env.PORT || undefined);
    if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Error(`"${port}" is not a port`);
    return { ...values, port: port === undefined ? undefined : Number(port) };
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${usage}`);
  }
}

/** Only one starter may use the folder: the database server in it belongs to that one. */
async function claimHome(): Promise<void> {
  await mkdir(home, { recursive: true });
  const file = path.join(home, "start.pid");
  const other = existsSync(file) ? Number(await readFile(file, "utf8")) : Number.NaN;
  if (Number.isInteger(other) && other !== process.pid && (await isStarter(other))) {
    throw new Problem(
      `Nabla is already running from ${home} (process ${other}). Stop it first, or name another folder in NABLA_HOME.`,
    );
  }
  await writeFile(file, String(process.pid));
}

/** A process of that number that really is a starter: numbers are used again. */
async function isStarter(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "start.ts");
  return command.includes("start.ts");
}

async function secret(): Promise<string> {
  const file = path.join(home, "session.secret");
  if (!existsSync(file)) await writeFile(file, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return (await readFile(file, "utf8")).trim();
}

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

function seed(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "prisma", "seed.ts")], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "pipe"],
    });
    let complaints = "";
    child.stderr.on("data", (chunk) => {
      complaints += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`the demonstration could not be made:\n${complaints}`)),
    );
  });
}

async function untilServed(url: string, given: AbortSignal): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !given.aborted) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!given.aborted) throw new Problem(`The pages do not answer. See ${path.join(home, "web.log")}.`);
}

/** What to tell of a database that ended by itself; a full disk is the likeliest cause, and said as such. */
async function whyItEnded(file: string): Promise<string> {
  const end = (await readFile(file, "utf8").catch(() => "")).slice(-20_000);
  return /No space left on device/.test(end)
    ? "The database ended because the disk is full. Make room, then start Nabla again; nothing that was received is lost."
    : `The database ended by itself. See ${file}.`;
}

const stopped = new AbortController();
const running: { cluster?: Cluster; children: Supervised[] } = { children: [] };
let claimed = false;

async function stopAll(): Promise<void> {
  if (stopped.signal.aborted) return;
  stopped.abort();
  await Promise.all(running.children.map((child) => child.stop()));
  await running.cluster?.stop();
  if (claimed) await rm(path.join(home, "start.pid"), { force: true });
}

async function start(): Promise<void> {
  const options = readArguments();
  if (options.help) return say(usage);
  await claimHome();
  claimed = true;
  const port = options["no-web"] ? 0 : await choosePort(options.port, options.host);

  let databaseUrl = process.env.DATABASE_URL ?? "";
  if (databaseUrl === "") {
    say(existsSync(path.join(home, "postgres")) ? "Starting the database …" : `Making a database in ${home} …`);
    running.cluster = await startCluster(home);
    databaseUrl = running.cluster.url("nabla");
    void running.cluster.ended.then(() => {
      if (stopped.signal.aborted) return;
      void whyItEnded(path.join(home, "postgres.log"))
        .then((why) => console.error(why))
        .then(stopAll)
        .then(() => process.exit(1));
    });
  }
  const address = `http://${options.host === "127.0.0.1" || options.host === "0.0.0.0" ? "localhost" : options.host}:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (await secret()),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || address,
    WORKER_CONCURRENCY: process.env.WORKER_CONCURRENCY || String(Math.max(1, Math.floor(availableParallelism() / 2))),
  };

  const prepareDatabase = async () => {
    await createDatabase(databaseUrl);
    await migrate(databaseUrl);
    await installQueue(databaseUrl);
    if (options["no-demo"]) return false;
    // the mark stays when a start is cut short in between, so that the next one finishes the demonstration
    const unfinished = path.join(home, "demonstration.unfinished");
    const { isEmpty, hasDemonstration } = await lookInto(databaseUrl);
    if (!isEmpty && !existsSync(unfinished)) return hasDemonstration;
    say("Making the demonstration course …");
    await writeFile(unfinished, "");
    await seed(env);
    await rm(unfinished);
    return true;
  };
  const [demonstration] = await Promise.all([
    prepareDatabase(),
    options["no-web"] ? undefined : buildWeb(root, env, say),
  ]);
  env.NABLA_DEMO = demonstration ? "1" : "0";
  if (stopped.signal.aborted) return;

  const worker = await supervise({
    name: "worker",
    args: [path.join(root, "lib", "worker.ts")],
    cwd: root,
    env: { ...env, NABLA_PROCESS: "worker" },
    log: path.join(home, "worker.log"),
    say,
  });
  running.children.push(worker);
  if (!options["no-web"]) {
    const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
    const web = await supervise({
      name: "web server",
      args: [
        "--import",
        path.join(root, "scripts", "end-with-parent.mjs"),
        next,
        "start",
        "-p",
        String(port),
        "-H",
        options.host,
      ],
      cwd: root,
      env: { ...env, NABLA_PROCESS: "web", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      log: path.join(home, "web.log"),
      say,
    });
    running.children.push(web);
    await untilServed(`http://${options.host === "0.0.0.0" ? "127.0.0.1" : options.host}:${port}`, stopped.signal);
  }
  if (stopped.signal.aborted) return;

  say(options["no-web"] ? "\nThe database and the worker are started." : `\nNabla is running: ${env.NEXTAUTH_URL}`);
  if (demonstration) {
    say(`\nDemonstration accounts, all with the password  ${demonstrationPassword}`);
    for (const { email, role } of demonstrationAccounts) say(`  ${role.padEnd(11)} ${email}`);
  }
  say(`\nData and logs are in ${home}. Ctrl-C stops everything; nothing is lost.`);
}

let signals = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals === 1) {
      say("\nStopping: finishing what is being graded …");
      void stopAll().then(() => {
        say("Stopped.");
        process.exit(0);
      });
    } else if (signals === 3) {
      // asked again and again: what is being graded goes back to the queue
      for (const child of running.children) child.kill();
    }
  });
}

try {
  await start();
} catch (error) {
  console.error(`\n${explain(error, home)}`);
  await stopAll();
  process.exitCode = 1;
}
