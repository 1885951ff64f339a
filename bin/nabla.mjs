#!/usr/bin/env node
// The `nabla` command. Plain JavaScript that any Node since 16 can read: the TypeScript behind it needs Node 24, which
// `npm install` puts into node_modules/.bin where the system's own is older.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = realpathSync(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const needed = 24;
const major = Number(process.versions.node.split(".")[0]);

function stop(sentence) {
  process.stderr.write(`nabla: ${sentence}\n`);
  process.exit(3);
}

if (!existsSync(path.join(root, "node_modules", "zod"))) {
  stop(`its packages are not installed. Run "npm install" in ${root} first.`);
}

if (major < needed) {
  const own = path.join(root, "node_modules", ".bin", "node");
  if (!existsSync(own)) {
    stop(
      `it needs Node ${needed} or newer, this is ${process.version}, and "npm install" has not brought one along. ` +
        'Install Node 24 from https://nodejs.org, or run "npm install" again with optional dependencies.',
    );
  }
  const child = spawn(own, [here, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => stop(`${own} could not be started (${error.message}).`));
  child.on("exit", (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 3);
  });
} else {
  // a progress bar or a library's banner must never get between a report and whoever reads it
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
  const { env, stdout, stderr } = process;
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  const { main } = await import(pathToFileURL(path.join(root, "grader", "cli", "main.ts")).href);
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => abort.abort());
  const write = (stream) => (text) => new Promise((resolve) => stream.write(text, resolve));
  stdout.on("error", () => {});
  const code = await main(process.argv.slice(2), {
    out: write(stdout),
    err: write(stderr),
    colour: Boolean(stdout.isTTY) && !env.NO_COLOR,
    live: Boolean(stderr.isTTY),
    language: /^pt/i.test(language) ? "pt-BR" : "en",
    directory: process.cwd(),
    root,
    chromePath: env.CHROME_PATH,
    trustedCodeOnly: env.SANDBOX_UNSAFE === "trusted-code-only",
    signal: abort.signal,
  });
  process.exit(code);
}
