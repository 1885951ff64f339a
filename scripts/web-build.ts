import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const sources = [
  "{app,lib,grader,generated,public}/**/*",
  "{next.config.js,proxy.ts,instrumentation.ts,tsconfig.json,package.json,package-lock.json}",
];

/** SHA-256 over everything that a build is made of. */
async function hashSources(root: string): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(path.join(entry.parentPath, entry.name));
  }
  const hash = createHash("sha256").update(process.version);
  for (const file of files.sort()) hash.update(`\0${path.relative(root, file)}\0`).update(await readFile(file));
  return hash.digest("hex");
}

/**
 * Builds the pages unless the last build was made of the same sources.
 * @param say told when a build begins, since it takes a while, and that it goes on
 * @param signal gives up
 */
export async function buildWeb(
  root: string,
  env: NodeJS.ProcessEnv,
  say: (sentence: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const stamp = path.join(root, ".next", "nabla-sources");
  const wanted = await hashSources(root);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  signal?.throwIfAborted();
  say("Building the pages (once after every change of the sources, up to a minute) …");
  await rm(stamp, { force: true }); // a build that is cut short is none, also for the sources of the one before
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const watch = path.join(root, "scripts", "end-with-parent.mjs");
  const began = Date.now();
  const child = spawn(process.execPath, ["--import", watch, next, "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    signal,
  });
  const alive = setInterval(() => say(`  still building, ${Math.round((Date.now() - began) / 1000)} s`), 20_000);
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout!.on("data", keep);
  child.stderr!.on("data", keep);
  try {
    const end = await new Promise<number | string | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, killedBy) => resolve(killedBy ?? code));
    });
    if (end !== 0) throw new Error(`The pages could not be built (${end}):\n${output.trim()}`);
  } finally {
    clearInterval(alive);
  }
  await writeFile(stamp, wanted);
}
