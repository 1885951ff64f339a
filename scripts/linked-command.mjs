/** The `nabla` command of this very package among the others, so that `npx nabla` works in a clone. */
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

/** Links it unless it is there. */
export function linkCommand(root) {
  const command = path.join(root, "bin", "nabla.mjs");
  const bin = path.join(root, "node_modules", ".bin");
  const link = path.join(bin, "nabla");
  if (process.platform === "win32" || !existsSync(command) || existsSync(link)) return;
  chmodSync(command, 0o755);
  mkdirSync(bin, { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link); // it leads nowhere: the folder was moved
  symlinkSync(path.relative(bin, command), link);
}
