/**
 * `node scripts/with-setup.mjs scripts/X.ts …`: makes a fresh clone ready, then runs X under Node 24. Plain JavaScript without
 * dependencies, because it runs before anything is installed, on whatever Node the machine has (20 or newer).
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const oldestSetUp = 20; // can install
const oldestRun = 24; // can run TypeScript as it is

function stop(sentence) {
  console.error(`\nnabla: ${sentence}\n`);
  process.exit(1);
}

const major = Number(process.versions.node.split(".")[0]);
if (major < oldestSetUp)
  stop(`Node ${oldestSetUp} or newer is needed; this is ${process.version}. See https://nodejs.org.`);

/** What was installed is what the lockfile asks for: its hash is written down after every installation. */
const lockfile = path.join(root, "package-lock.json");
const stamp = path.join(modules, ".nabla-installed");
const wanted = createHash("sha256").update(readFileSync(lockfile)).digest("hex");

function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8").trim() === wanted;
  // installed by hand: npm's own copy of the lockfile is newer than the lockfile
  const own = path.join(modules, ".package-lock.json");
  return existsSync(own) && statSync(own).mtimeMs >= statSync(lockfile).mtimeMs;
}

/** Runs npm and resolves with what it complained of; null when it was content. */
function runNpm(args) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [command, ...rest] = [...npm, ...args, "--no-audit", "--no-fund", "--loglevel=error"];
  const began = Date.now();
  const child = spawn(command, rest, {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
    shell: process.platform === "win32",
  });
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  // npm is silent for long stretches where there is no terminal: say that it is alive
  const alive = setInterval(() => {
    console.log(`nabla: still installing, ${Math.round((Date.now() - began) / 1000)} s`);
  }, 15_000);
  return new Promise((resolve) => {
    child.once("error", (error) => {
      clearInterval(alive);
      resolve(`${error.code} ${error.message}`);
    });
    child.once("close", (code) => {
      clearInterval(alive);
      resolve(code === 0 ? null : complaints);
    });
  });
}

async function install() {
  console.log("nabla: installing what package-lock.json asks for (a few minutes the first time) …");
  let complaints = await runNpm(["ci"]);
  // a lockfile written where the registry lacks packages of other systems is not complete enough for `ci` everywhere
  if (complaints?.includes("EUSAGE")) complaints = await runNpm(["install", "--no-save"]);
  if (complaints === null) return;
  console.error(complaints.split("\n").slice(0, 40).join("\n"));
  if (/ENOSPC/.test(complaints)) stop("the disk is full: make some room (about 2 GB) and start again.");
  if (/EACCES|EPERM|EROFS/.test(complaints)) {
    stop(`there is no permission to write below ${root}: change its owner, or clone elsewhere.`);
  }
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN/.test(complaints)) {
    stop("npm could not reach its registry: check the network and start again.");
  }
  stop("npm could not install the packages; its messages are above.");
}

function nodeForRunning() {
  const own = path.join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(own) && spawnSync(own, ["--version"], { stdio: "ignore" }).status === 0) return own;
  if (major >= oldestRun) return process.execPath;
  return stop(
    `Node ${oldestRun} or newer is needed to run on ${process.platform}-${process.arch}; this is ${process.version}. See https://nodejs.org.`,
  );
}

/** The database client is written by postinstall, unless scripts were switched off or its schema changed since. */
function writeClient(node) {
  const client = path.join(root, "generated", "prisma", "client.ts");
  const schema = path.join(root, "prisma", "schema.prisma");
  if (existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs) return;
  const { status } = spawnSync(node, [path.join(root, "scripts", "postinstall.mjs")], { cwd: root, stdio: "inherit" });
  if (status !== 0 || !existsSync(client)) stop("the database client could not be written; see above.");
}

const [script, ...args] = process.argv.slice(2);
if (!script) stop("say which script to run");
if (!isInstalled()) {
  await install();
  mkdirSync(modules, { recursive: true });
}
const node = nodeForRunning();
if (!existsSync(stamp) || readFileSync(stamp, "utf8").trim() !== wanted) writeFileSync(stamp, `${wanted}\n`);
writeClient(node);

const bin = path.join(modules, ".bin");
const child = spawn(node, [path.resolve(root, script), ...args], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
});
// Ctrl-C reaches the child by itself where they share a terminal; its end is what we wait for
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.once("error", (error) => stop(`${node} could not be started: ${error.message}`));
child.once("exit", (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else process.exit(code ?? 1);
});
