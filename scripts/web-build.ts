import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runNode } from "./child.ts";

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
  const made = path.join(root, ".next", "BUILD_ID");
  if (existsSync(made) && existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  signal?.throwIfAborted();
  say("Building the pages (once after every change of the sources, up to a minute) …");
  await rm(made, { force: true });
  await rm(stamp, { force: true }); // a build that is cut short is none, also for the sources of the one before
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const began = Date.now();
  const alive = setInterval(() => say(`  still building, ${Math.round((Date.now() - began) / 1000)} s`), 20_000);
  try {
    const production = { ...env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    const { end, output } = await runNode([next, "build"], { cwd: root, env: production, signal });
    if (end !== 0 || !existsSync(made)) throw new Error(`The pages could not be built (${end}):\n${output}`);
  } finally {
    clearInterval(alive);
  }
  await writeFile(stamp, wanted);
}
