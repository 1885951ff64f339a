import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Process number of the web server that a starter with this NABLA_HOME keeps running; null while there is none. */
export async function webProcess(home: string): Promise<number | null> {
  const starter = Number(await readFile(path.join(home, "start.pid"), "utf8"));
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // pid (command) state parent …; a command may hold spaces and brackets
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (parent !== starter) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (command.startsWith("next-server") || command.includes("next/dist/bin/next")) return Number(name);
  }
  return null;
}
