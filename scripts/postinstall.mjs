/**
 * After `npm install`: links the `nabla` command of this very package, so that `npx nabla` works in a clone, and writes
 * the database client. Must never fail an installation: whoever starts something later is told what is missing.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const bin = path.join(root, "node_modules", ".bin");

function linkCommand() {
  const command = path.join(root, "bin", "nabla.mjs");
  if (!existsSync(command) || process.platform === "win32") return;
  chmodSync(command, 0o755);
  const link = path.join(bin, "nabla");
  mkdirSync(bin, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(path.relative(bin, command), link);
}

function generateClient() {
  const prisma = path.join(root, "node_modules", "prisma", "build", "index.js");
  if (!existsSync(prisma) || !existsSync(path.join(root, "prisma", "schema.prisma"))) return;
  const own = path.join(bin, "node"); // Node 24 out of npm, where there is one
  const result = spawnSync(existsSync(own) ? own : process.execPath, [prisma, "generate"], {
    cwd: root,
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  if (result.status !== 0)
    console.warn(`nabla: the database client was not written.\n${result.stderr ?? result.error}`);
}

for (const step of [linkCommand, generateClient]) {
  try {
    step();
  } catch (error) {
    console.warn(`nabla: ${step.name} failed: ${error.message}`);
  }
}
