import { readFileSync } from "node:fs";

/** Processor seconds that a process and its children have used. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // pid (command) state …; a command may hold spaces and brackets
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const own = (Number(fields[11]) + Number(fields[12])) / 100;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return own + children.reduce((sum, child) => sum + processorSeconds(Number(child)), 0);
}
