import process from "node:process";
import { program, sealRules } from "./filters.ts";
import type { Kernel } from "./kernel.ts";
import { lockFiles } from "./landlock.ts";
import { numberOf, type SystemCall } from "./syscalls.ts";

const RLIMIT_FSIZE = 1;
const RLIMIT_CORE = 4;
const RLIMIT_NOFILE = 7;

/**
 * Takes files, processes, signals and sockets away from this process for good. After it the native module may well be
 * found again by student code: the kernel's rules hold for it, too.
 */
export function seal(kernel: Kernel): void {
  kernel.dieWithParent();
  kernel.setLimit(RLIMIT_CORE, 0);
  kernel.setLimit(RLIMIT_FSIZE, 0);
  kernel.setLimit(RLIMIT_NOFILE, 128);
  kernel.noNewPrivileges();
  lockFiles(kernel, []);
  kernel.seccomp(program(sealRules(process.pid), process.arch));
}

/** Tries what must not work. A result of 0 or more means that it did. */
export function probe(kernel: Kernel): Record<string, number> {
  const HERE = -100;
  const CREATE_FOR_WRITING = 0o101;
  const AF_INET = 2;
  const AF_UNIX = 1;
  const STREAM = 1;
  const nr = (call: SystemCall) => numberOf(call, process.arch)!;
  const path = (name: string, flags: number) => kernel.rawPath(nr("openat"), HERE, name, flags);
  return {
    "read /etc/passwd": path("/etc/passwd", 0),
    "read /proc/self/environ": path("/proc/self/environ", 0),
    "read its own program": path(process.execPath, 0),
    "write a file": path("/tmp/nabla-canary", CREATE_FOR_WRITING),
    "open a TCP socket": kernel.raw(nr("socket"), AF_INET, STREAM, 0),
    "open a Unix socket": kernel.raw(nr("socket"), AF_UNIX, STREAM, 0),
    "signal its parent": kernel.raw(nr("kill"), process.ppid, 0),
    "signal everyone": kernel.raw(nr("kill"), -1, 0),
    "start a process": kernel.raw(nr("clone"), 17),
    "run a program": kernel.rawPath(nr("execveat"), HERE, "/bin/true", 0),
    "set up an io_uring": kernel.raw(nr("io_uring_setup"), 1, 0),
    "become another user": kernel.raw(nr("setuid"), 0),
    "make a memory file": kernel.raw(nr("memfd_create"), 0, 0),
  };
}
