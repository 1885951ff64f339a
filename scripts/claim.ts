import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Problem } from "./problem.ts";

/** A process of that number that really is a starter: numbers are used again, also by other accounts. */
async function isStarter(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  // where processes of others cannot be read: better to refuse than to share a database's folder
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "start.ts");
  return command.includes("start.ts");
}

const numberIn = async (file: string) => Number((await readFile(file, "utf8").catch(() => "")).trim());

async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
  } catch (error) {
    if (!["EEXIST", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    throw new Problem(`${home} is a file and not a folder. Move it away, or name another folder in NABLA_HOME.`);
  }
}

/**
 * Only one starter may use the folder: the database server in it belongs to that one. Two that start at the same instant do not both get it.
 * @returns gives the folder back
 * @throws Problem naming the process that has it
 */
export async function claimHome(home: string): Promise<() => Promise<void>> {
  await makeHome(home);
  const file = path.join(home, "start.pid");
  const own = `${file}.${process.pid}`;
  const refuse = (other: number) =>
    new Problem(
      `Nabla is already running from ${home} (process ${other}). Stop it first, or name another folder in NABLA_HOME.`,
    );
  await writeFile(own, String(process.pid));
  try {
    for (;;) {
      // a link appears with its content or not at all
      const isOurs = await link(own, file).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "EEXIST") return false;
          throw error;
        },
      );
      if (isOurs) break;
      const other = await numberIn(file);
      if (await isStarter(other)) throw refuse(other);
      const old = `${own}.old`;
      await rename(file, old).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
      const moved = await numberIn(old);
      if (moved !== other && (await isStarter(moved))) {
        // somebody else was faster, between our look and our move
        await link(old, file).catch(() => undefined);
        await rm(old, { force: true });
        throw refuse(moved);
      }
      await rm(old, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await numberIn(file)) === process.pid) await rm(file, { force: true });
  };
}
