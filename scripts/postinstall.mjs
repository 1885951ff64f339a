/**
 * After `npm install`: links the `nabla` command and writes the database client. Must never fail an installation: whoever
 * starts something later is told what is missing.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./generated-client.mjs";
import { linkCommand } from "./linked-command.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

function writeClient() {
  const complaint = generateClient(root);
  if (complaint) throw new Error(complaint);
}

for (const step of [() => linkCommand(root), writeClient]) {
  try {
    step();
  } catch (error) {
    console.warn(`nabla: the installation is not complete, the next start tries again: ${error.message}`);
  }
}
