import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import type { Kernel } from "./kernel.ts";

const RDONLY = 0x1;
const NOSUID = 0x2;
const NODEV = 0x4;
const NOEXEC = 0x8;
const REMOUNT = 0x20;
const BIND = 0x1000;
const REC = 0x4000;
const PRIVATE = 0x40000;
const DETACH = 2;

/** the ELF interpreter is opened by the name in the program's header, which may be a link to the file that is mapped */
export const interpreters = [
  "/lib64/ld-linux-x86-64.so.2",
  "/lib/ld-linux-aarch64.so.1",
  "/lib/ld-musl-x86_64.so.1",
  "/lib/ld-musl-aarch64.so.1",
];

/** Files that a process runs on: its own program, the C library and the other shared objects. @param maps its /proc/…/maps */
export function filesMapped(maps: string): string[] {
  const found = new Set<string>();
  for (const line of maps.split("\n")) {
    const slash = line.indexOf("/");
    if (slash > 0 && !line.endsWith(" (deleted)")) found.add(line.slice(slash));
  }
  return [...found];
}

/** libstdc++.so.6.0.30 is looked for as libstdc++.so.6 */
export function shortName(path: string): string | undefined {
  return /^(.*\.so\.\d+)\.\d[\d.]*$/.exec(path)?.[1];
}

/** In a user namespace a remount may not take flags off: what came from a noexec file system must stay so. */
function makeReadOnly(kernel: Kernel, target: string): void {
  const flags = BIND | REMOUNT | RDONLY | NOSUID | NODEV;
  try {
    kernel.mount(null, target, null, flags, null);
  } catch {
    kernel.mount(null, target, null, flags | NOEXEC, null);
  }
}

export interface RootPlan {
  /** an empty folder to mount the new root on */
  at: string;
  /** files and folders besides those that this process runs on */
  also: readonly string[];
  /** symbolic links to make, name to target */
  links?: Readonly<Record<string, string>>;
  /** a small writable folder, in MiB; without it nothing in the box can be written */
  scratch?: { path: string; mebibytes: number };
}

/**
 * Changes to a root that holds nothing but what is listed, read-only, with no /proc, /sys or /dev.
 * Needs a mount namespace of one's own.
 */
export function enterPrivateRoot(kernel: Kernel, plan: RootPlan): void {
  kernel.mount(null, "/", null, REC | PRIVATE, null);
  kernel.mount("nabla", plan.at, "tmpfs", NOSUID | NODEV, "size=1m,nr_inodes=512,mode=755");
  const wanted = new Set([
    ...filesMapped(readFileSync("/proc/self/maps", "utf8")),
    ...interpreters.filter((path) => existsSync(path)),
    ...plan.also,
  ]);
  for (const path of wanted) {
    const target = plan.at + path;
    mkdirSync(dirname(target), { recursive: true });
    if (statSync(path).isDirectory()) mkdirSync(target, { recursive: true });
    else closeSync(openSync(target, "wx"));
    kernel.mount(path, target, null, BIND | REC, null);
    makeReadOnly(kernel, target);
    const short = shortName(path);
    if (short !== undefined && !wanted.has(short)) symlinkSync(path, plan.at + short);
  }
  for (const [name, target] of Object.entries(plan.links ?? {})) {
    mkdirSync(dirname(plan.at + name), { recursive: true });
    symlinkSync(target, plan.at + name);
  }
  if (plan.scratch) {
    const target = plan.at + plan.scratch.path;
    mkdirSync(target, { recursive: true });
    const size = `size=${plan.scratch.mebibytes}m,nr_inodes=4096,mode=1777`;
    kernel.mount("nabla", target, "tmpfs", NOSUID | NODEV | NOEXEC, size);
  }
  process.chdir(plan.at);
  kernel.pivotRoot(".", ".");
  kernel.unmount(".", DETACH);
  process.chdir("/");
  kernel.mount(null, "/", null, REMOUNT | RDONLY | NOSUID | NODEV, null);
}
