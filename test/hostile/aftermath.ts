import { readdirSync, readFileSync } from "node:fs";

/** processes of this test run's boxes: children of ours that run a box's program */
export function boxProcesses(): string[] {
  const found: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, "utf8");
      const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (parent === process.pid && /nabla-(?:box|compile)-/.test(command)) found.push(`${pid} ${command}`);
    } catch {
      // ended meanwhile
    }
  }
  return found;
}

/** the mounts that boxes would leave, without the numbers that change by themselves */
export function unmarked(mountinfo: string): string {
  return mountinfo
    .split("\n")
    .filter((line) => line.includes("nabla-"))
    .map((line) => line.split(" ").slice(4).join(" "))
    .join("\n");
}
