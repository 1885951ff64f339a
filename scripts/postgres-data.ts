/** The folder that a PostgreSQL server keeps its data in: making it whole or not at all, its password, what a killed server left in it. */
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Launcher, launch } from "./postgres-account.ts";
import type { Binaries } from "./postgres-binaries.ts";
import { Problem } from "./problem.ts";

const run = promisify(execFile);

/** The server's password, made when it is not there; a file that was cut short counts as not there. */
export async function passwordIn(folder: string): Promise<string> {
  const file = path.join(folder, "postgres.password");
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept !== "") return kept;
  const password = randomBytes(24).toString("base64url");
  await writeFile(`${file}.new`, password, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return password;
}

async function writeAsServer(
  launcher: Launcher,
  program: string,
  args: string[],
  input?: string,
  signal?: AbortSignal,
) {
  const { command, args: words, options } = launch(launcher, program, args);
  const child = spawn(command, words, { ...options, stdio: ["pipe", "pipe", "pipe"], signal });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.stdin.on("error", () => {}); // it ended before it read: its exit code says so
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    let failure: Error | undefined;
    child.once("error", (error) => {
      failure = error;
    });
    // also after it was told to give up: it clears up first
    child.once("close", (code) => (failure ? reject(failure) : resolve(code)));
  });
  return { code, output: output.trim() };
}

const unfinished = "postgres.new-";

/**
 * Makes the data folder. Its name is there only when everything in it is: initdb writes PG_VERSION first, so a folder that was
 * cut short would look like a database that does not start.
 * @throws Problem when the folder is there, but no database in it: it may be somebody's data, so nothing is removed
 */
export async function makeData(
  binaries: Binaries,
  launcher: Launcher,
  data: string,
  password: string,
  signal?: AbortSignal,
): Promise<void> {
  const home = path.dirname(data);
  for (const name of await readdir(home)) {
    if (name.startsWith(unfinished)) await rm(path.join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(path.join(data, "PG_VERSION"))) return;
  if (existsSync(data) && (await readdir(data)).length > 0) {
    throw new Problem(
      `${data} holds no whole database (PG_VERSION is missing). Put a backup back in its place, or move it away to begin with an empty one.`,
    );
  }
  const making = await mkdtemp(path.join(home, unfinished));
  const secret = await mkdtemp(path.join(tmpdir(), "nabla-"));
  try {
    const passwordFile = path.join(secret, "password");
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (launcher.uid !== undefined) {
      await chmod(home, (await stat(home)).mode | 0o111); // the account has to reach its folder in it
      for (const place of [making, secret, passwordFile]) await chown(place, launcher.uid, launcher.gid!);
    }
    const { code, output } = await writeAsServer(
      launcher,
      binaries.initdb,
      [
        `--pgdata=${making}`,
        "--username=nabla",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
      ],
      undefined,
      signal,
    );
    if (code !== 0) throw new Error(`initdb failed: ${output}`);
    await rm(data, { recursive: true, force: true }); // empty, or not there
    await rename(making, data);
  } catch (error) {
    await rm(making, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}

/** Gives the owner of the data the password that its file says, by the server's single-user mode: for files that were lost or mixed up. */
export async function setPassword(binaries: Binaries, launcher: Launcher, data: string, password: string) {
  const sql = `ALTER ROLE nabla PASSWORD '${password.replaceAll("'", "''")}';\n`;
  const { code, output } = await writeAsServer(launcher, binaries.postgres, ["--single", "-D", data, "postgres"], sql);
  if (code !== 0) throw new Error(`the database's password could not be set: ${output}`);
}

async function commandOf(pid: number): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  if (words !== null) return words.replaceAll("\0", " ");
  if (process.platform === "linux") return "";
  return run("ps", ["-p", String(pid), "-o", "command="]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/**
 * Stops a server that a killed starter left behind. The file that names it also stays behind when a machine loses power, and by then the
 * number may be another program's: that one is left alone, and the file, at which the server would stumble, is removed.
 */
export async function stopLeftBehind(binaries: Binaries, launcher: Launcher, data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return rm(file, { force: true });
  if (!(await commandOf(pid)).includes(` -D ${data} `)) return rm(file, { force: true });
  const { command, args, options } = launch(launcher, binaries.pg_ctl, ["stop", "-m", "fast", "-D", data]);
  await run(command, args, options).catch(() => undefined); // it ended by itself in between
}
