/** The database client that Prisma writes out of its schema. Plain JavaScript: whatever Node the machine has runs it. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const stampOf = (root) => path.join(root, "generated", ".nabla-schema");
const schemaOf = (root) => path.join(root, "prisma", "schema.prisma");

/** What the client is made of: the schema and the version of Prisma. */
function hashSources(root) {
  const prisma = path.join(root, "node_modules", "prisma", "package.json");
  return createHash("sha256")
    .update(readFileSync(schemaOf(root)))
    .update(readFileSync(prisma))
    .digest("hex");
}

/** Whether the client was written to its end, out of the schema as it is now. */
export function isClientCurrent(root) {
  const stamp = stampOf(root);
  return (
    existsSync(path.join(root, "generated", "prisma", "client.ts")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8").trim() === hashSources(root)
  );
}

/** Writes the client. @returns what went wrong, or null */
export function generateClient(root) {
  const prisma = path.join(root, "node_modules", "prisma", "build", "index.js");
  if (!existsSync(prisma) || !existsSync(schemaOf(root))) return null;
  const own = path.join(root, "node_modules", ".bin", "node"); // Node 24 out of npm, where there is one
  rmSync(stampOf(root), { force: true }); // one that is cut short is none
  const result = spawnSync(existsSync(own) ? own : process.execPath, [prisma, "generate"], {
    cwd: root,
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  if (result.status !== 0) return result.stderr || String(result.error ?? result.signal);
  writeFileSync(stampOf(root), `${hashSources(root)}\n`);
  return null;
}
