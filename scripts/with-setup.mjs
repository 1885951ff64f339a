/**
 * `node scripts/with-setup.mjs scripts/X.ts …`: makes a fresh clone ready, then runs X under Node 24. Plain JavaScript without
 * dependencies, because it runs before anything is installed, on whatever Node the machine has (20 or newer).
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient, isClientCurrent } from "./generated-client.mjs";
import { ensureInstalled, Refusal } from "./install.mjs";
import { linkCommand } from "./linked-command.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const bin = path.join(root, "node_modules", ".bin");
const oldestSetUp = 20; // can install
const oldestRun = 24; // can run TypeScript as it is

function stop(sentence) {
  console.error(`\nnabla: ${sentence}\n`);
  process.exit(1);
}

// a terminal that was closed takes no more words
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const major = Number(process.versions.node.split(".")[0]);
if (major < oldestSetUp)
  stop(`Node ${oldestSetUp} or newer is needed; this is ${process.version}. See https://nodejs.org.`);

function nodeForRunning() {
  const own = path.join(bin, process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(own) && spawnSync(own, ["--version"], { stdio: "ignore" }).status === 0) return own;
  if (major >= oldestRun) return process.execPath;
  return stop(
    `Node ${oldestRun} or newer is needed to run on ${process.platform}-${process.arch}; this is ${process.version}, and the one among the packages is missing or does not run. Install it from https://nodejs.org, or run: npm ci --include=optional`,
  );
}

/** What postinstall does, unless scripts were switched off, it was cut short or its sources changed since. */
function finishInstallation() {
  try {
    linkCommand(root);
    const complaint = isClientCurrent(root) ? null : generateClient(root);
    if (complaint) stop(`the database client could not be written: ${complaint}`);
  } catch (error) {
    if (error.code === "EACCES" || error.code === "EROFS" || error.code === "EPERM")
      stop(`there is no permission to write ${error.path ?? `below ${root}`}: change its owner, or clone elsewhere.`);
    if (error.code === "ENOSPC") stop("the disk is full: make some room (about 2 GB) and start again.");
    stop(`the installation is not complete (${error.message}). Remove node_modules and start again.`);
  }
}

const [script, ...args] = process.argv.slice(2);
if (!script) stop("say which script to run");
try {
  await ensureInstalled(root);
} catch (error) {
  stop(error instanceof Refusal ? error.message : `the packages could not be installed: ${error.message}`);
}
const node = nodeForRunning();
finishInstallation();

const child = spawn(node, [path.resolve(root, script), ...args], {
  cwd: root,
  // the channel tells the child when this process is gone, however that ended
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
});
// Ctrl-C reaches the child by itself where they share a terminal; its end is what we wait for
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

/** The numbers of the parent and of its parent: npm starts a shell, and the shell this. */
function ancestors() {
  try {
    // pid (command) state parent …; a command may hold spaces and brackets
    const status = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return String(process.ppid);
  }
}
// npm that was killed passes nothing on
const starters = ancestors();
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (ancestors() !== starters) child.kill("SIGTERM");
  }, 2000).unref();
}
child.once("error", (error) => stop(`${node} could not be started: ${error.message}`));
child.once("exit", (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else process.exit(code ?? 1);
});
