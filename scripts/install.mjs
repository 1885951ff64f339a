/** Installs the packages of this clone. Plain JavaScript without dependencies: nothing is installed yet when it runs. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** A sentence for the person at the terminal. */
export class Refusal extends Error {}

const filesOf = (root) => {
  const modules = path.join(root, "node_modules");
  return {
    modules,
    lockfile: path.join(root, "package-lock.json"),
    stamp: path.join(modules, ".nabla-installed"),
    npmsOwn: path.join(modules, ".package-lock.json"),
    claim: path.join(root, ".nabla", "install.pid"),
  };
};

/** What was installed is what the lockfile asks for: its hash is written down after every installation. */
const hashWanted = (root) =>
  createHash("sha256")
    .update(readFileSync(filesOf(root).lockfile))
    .digest("hex");

function isInstalled(root) {
  const { modules, lockfile, stamp, npmsOwn } = filesOf(root);
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8").trim() === hashWanted(root);
  // installed by hand: npm's own copy of the lockfile, the last thing that it writes, is newer than the lockfile
  return existsSync(npmsOwn) && statSync(npmsOwn).mtimeMs >= statSync(lockfile).mtimeMs;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  try {
    return /npm|with-setup/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")); // numbers are used again
  } catch {
    return process.platform !== "linux";
  }
}

/** Two installations into one folder would destroy each other: the second one waits. Resolves with whether an earlier one was cut short. */
async function claim(root) {
  const file = filesOf(root).claim;
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; ; ) {
    try {
      writeFileSync(file, `${process.pid}`, { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const pids = readFileSync(file, "utf8").trim().split(" ").map(Number);
    const other = pids.find(isAlive);
    if (other === undefined) {
      rmSync(file, { force: true });
      rmSync(filesOf(root).npmsOwn, { force: true }); // it was cut short: what it left is not whole
      continue;
    }
    if (!told) console.log(`nabla: process ${other} is installing into this folder: waiting for it …`);
    told = true;
    await pause(1000);
  }
}

/** npm keeps what it fetched below the home folder; where there is none, or none that can be written, below ours. */
function cacheFor(root) {
  const given = process.env.npm_config_cache;
  if (!given) return [];
  try {
    mkdirSync(given, { recursive: true });
    accessSync(given, constants.W_OK | constants.X_OK);
    return [];
  } catch {
    return ["--cache", path.join(root, ".nabla", "npm-cache")];
  }
}

/** Of the packages, in bytes; npm meets the end of a disk only after minutes. */
const neededBytes = 1.5 * 2 ** 30;

function checkRoom(root) {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  // what is installed already makes room first
  if (free >= neededBytes || existsSync(path.join(root, "node_modules", ".bin"))) return;
  throw new Refusal(
    `the disk has ${Math.round(free / 2 ** 20)} MiB left and the packages need about ${neededBytes / 2 ** 30} GiB: make some room and start again.`,
  );
}

/** Runs npm and resolves with what it complained of; null when it was content. */
function runNpm(root, args) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  // all of them, whatever the environment leaves out (NODE_ENV=production): the pages are built here
  const all = ["--include=dev", "--include=optional", "--include=prod"];
  const [command, ...rest] = [
    ...npm,
    ...args,
    ...all,
    ...cacheFor(root),
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const began = Date.now();
  const child = spawn(command, rest, {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
    shell: process.platform === "win32",
  });
  // the claim holds as long as npm runs, also when this process is killed
  writeFileSync(filesOf(root).claim, `${process.pid} ${child.pid}`);
  let given = null;
  const giveUp = (signal) => {
    given = signal;
    child.kill("SIGTERM");
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, giveUp);
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  // npm is silent for long stretches where there is no terminal: say that it is alive
  const alive = setInterval(() => {
    console.log(`nabla: still installing, ${Math.round((Date.now() - began) / 1000)} s`);
  }, 15_000);
  return new Promise((resolve, reject) => {
    const end = (complaint) => {
      clearInterval(alive);
      for (const signal of signals) process.off(signal, giveUp);
      if (given) reject(new Refusal("the installation was stopped; the next start begins it anew."));
      else resolve(complaint);
    };
    child.once("error", (error) => end(`${error.code} ${error.message}`));
    child.once("close", (code, killedBy) => end(code === 0 ? null : `${complaints}${killedBy ?? ""}`));
  });
}

/** What npm's complaint means to whoever has to do something about it. */
export function sentenceFor(complaints, root) {
  if (/ENOSPC|EDQUOT/.test(complaints)) return "the disk is full: make some room (about 2 GB) and start again.";
  if (/EACCES|EPERM|EROFS/.test(complaints))
    return `there is no permission to write below ${root}: change its owner, or clone elsewhere.`;
  if (/CERT_NOT_YET_VALID|CERT_HAS_EXPIRED/.test(complaints))
    return "npm does not trust its registry's certificate by this machine's date: set the clock and start again.";
  if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(complaints))
    return "npm does not trust the certificate of its registry, or of a proxy on the way: name its authority with npm config set cafile FILE.";
  if (
    /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|E407/.test(
      complaints,
    )
  )
    return "npm could not reach its registry: check the network (and the proxy, if there is one) and start again.";
  if (/ENOENT npm$|spawn npm ENOENT/m.test(complaints))
    return "there is no npm on this machine: see https://nodejs.org.";
  if (/SIGKILL|heap out of memory|ENOMEM/.test(complaints))
    return "npm was ended for want of memory: close other programs and start again.";
  return "npm could not install the packages; its messages are above.";
}

/**
 * Installs what package-lock.json asks for, unless it is there.
 * @throws Refusal
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return stampInstalled(root);
  try {
    await claim(root);
  } catch (error) {
    throw new Refusal(sentenceFor(`${error.code} ${error.message}`, root));
  }
  const { claim: claimed, npmsOwn } = filesOf(root);
  try {
    if (isInstalled(root)) return stampInstalled(root); // by the one that we waited for
    checkRoom(root);
    console.log("nabla: installing what package-lock.json asks for (a few minutes the first time) …");
    let complaints = await runNpm(root, ["ci"]);
    // a lockfile written where the registry lacks packages of other systems is not complete enough for `ci` everywhere
    if (complaints?.includes("EUSAGE")) complaints = await runNpm(root, ["install", "--no-save"]);
    if (complaints === null) return stampInstalled(root);
    rmSync(npmsOwn, { force: true });
    console.error(complaints.split("\n").slice(0, 40).join("\n"));
    throw new Refusal(sentenceFor(complaints, root));
  } finally {
    rmSync(claimed, { force: true });
  }
}

function stampInstalled(root) {
  const { modules, stamp } = filesOf(root);
  const wanted = hashWanted(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8").trim() === wanted) return;
  mkdirSync(modules, { recursive: true });
  try {
    writeFileSync(stamp, `${wanted}\n`);
  } catch (error) {
    throw new Refusal(sentenceFor(`${error.code} ${error.message}`, root));
  }
}
