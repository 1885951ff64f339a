import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Problem } from "./problem.ts";

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
 * @param say told when a build begins, since it takes a while
 */
export async function buildWeb(root: string, env: NodeJS.ProcessEnv, say: (sentence: string) => void): Promise<void> {
  const stamp = path.join(root, ".next", "nabla-sources");
  const wanted = await hashSources(root);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  say("Building the pages (once after every change of the sources, up to a minute) …");
  const child = spawn(process.execPath, [path.join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Problem(`The pages could not be built:\n${output.trim()}`);
  await writeFile(stamp, wanted);
}
