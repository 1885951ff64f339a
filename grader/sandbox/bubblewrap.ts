import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { filesMapped, interpreters, shortName } from "./child/root.ts";

/** The descriptor on which a box's bubblewrap finds the filter that must stand before Node starts. */
export const FILTER_DESCRIPTOR = 4;

const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
let installed: boolean | undefined;

/** Whether bubblewrap is on this machine; asked once. */
export function hasBubblewrap(): boolean {
  installed ??=
    spawnSync("bwrap", ["--version"], { env: { PATH: path } as unknown as NodeJS.ProcessEnv, stdio: "ignore" })
      .status === 0;
  return installed;
}

const NAMESPACES = ["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"];
const ALWAYS = [...NAMESPACES, "--unshare-cgroup-try", "--die-with-parent", "--as-pid-1", "--hostname", "box"];
const CLEAN = ["--clearenv", "--setenv", "TZ", "UTC", "--setenv", "LANG", "C.UTF-8"];

/** What Node itself is made of on this machine: its program, the C library and the other shared objects. */
function nodeFiles(): string[] {
  const read = 'process.stdout.write(require("node:fs").readFileSync("/proc/self/maps", "utf8"))';
  return filesMapped(execFileSync(process.execPath, ["-e", read], { env: {} as NodeJS.ProcessEnv, encoding: "utf8" }));
}

/**
 * Arguments that let bubblewrap make a root with nothing in it but Node and `files`, read-only, without /proc, /sys and /dev,
 * and become a command in it as user "nobody" without any capability.
 */
export function privateRoot(files: readonly string[], nobody: number): string[] {
  const wanted = new Set([...nodeFiles(), ...interpreters.filter((file) => existsSync(file)), ...files]);
  const binds = [...wanted].flatMap((file) => {
    const short = shortName(file);
    return ["--ro-bind", file, file, ...(short && !wanted.has(short) ? ["--symlink", file, short] : [])];
  });
  const user = ["--uid", `${nobody}`, "--gid", `${nobody}`, "--cap-drop", "ALL"];
  return [
    "bwrap",
    ...ALWAYS,
    ...user,
    ...CLEAN,
    ...binds,
    ...["--remount-ro", "/", "--chdir", "/", "--seccomp", `${FILTER_DESCRIPTOR}`, "--"],
  ];
}

/** Arguments for a program that walls itself in further: the host's files, and the powers of a root over its own namespaces. */
export const ownNamespaces: readonly string[] = [
  "bwrap",
  ...ALWAYS,
  ...["--uid", "0", "--gid", "0", "--cap-add", "ALL", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--"],
];
