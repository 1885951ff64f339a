import { numberOf, type SystemCall } from "./syscalls.ts";

/**
 * Classic BPF programs for seccomp. An instruction is 8 bytes, little-endian { u16 code, u8 jt, u8 jf, u32 k };
 * it reads struct seccomp_data: nr at 0, arch at 4, the low half of argument i at 16 + 8 i.
 */
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const RETURN = 0x06;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const deny = (errno: number) => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;

const NR = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

/** AUDIT_ARCH of the only instruction sets we have tables for */
const auditArch: Record<string, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** calls of the x32 ABI carry this bit: the same kernel functions under other numbers */
const X32_BIT = 0x40000000;

export interface Rules {
  /** no honest program, and nothing in Node, ever makes these: the attempt ends the process with SIGSYS */
  kill?: readonly SystemCall[];
  refuse?: readonly SystemCall[];
  /** "not implemented", so that the C library or libuv falls back to something else */
  absent?: readonly SystemCall[];
  /** allowed only when the first argument is one of these values */
  onlyWith?: readonly { call: SystemCall; firstArgument: readonly number[] }[];
}

export function program(rules: Rules, arch: string): Uint8Array {
  const audit = auditArch[arch];
  if (audit === undefined) throw new Error(`no seccomp filter for ${arch}`);
  const code: [code: number, jt: number, jf: number, k: number][] = [
    [LOAD, 0, 0, ARCH],
    [JUMP_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NR],
  ];
  if (arch === "x64") code.push([JUMP_AT_LEAST, 0, 1, X32_BIT], [RETURN, 0, 0, KILL_PROCESS]);
  const each = (calls: readonly SystemCall[] | undefined, action: number) => {
    for (const call of calls ?? []) {
      const number = numberOf(call, arch);
      if (number !== null) code.push([JUMP_EQUAL, 0, 1, number], [RETURN, 0, 0, action]);
    }
  };
  each(rules.kill, KILL_PROCESS);
  each(rules.refuse, deny(EPERM));
  each(rules.absent, deny(ENOSYS));
  for (const { call, firstArgument: values } of rules.onlyWith ?? []) {
    const number = numberOf(call, arch);
    if (number === null) continue;
    code.push([JUMP_EQUAL, 0, values.length * 2 + 2, number], [LOAD, 0, 0, FIRST_ARGUMENT]);
    for (const value of values) code.push([JUMP_EQUAL, 0, 1, value >>> 0], [RETURN, 0, 0, ALLOW]);
    code.push([RETURN, 0, 0, deny(EPERM)]);
  }
  code.push([RETURN, 0, 0, ALLOW]);

  const bytes = new DataView(new ArrayBuffer(code.length * 8));
  code.forEach(([operation, jt, jf, k], index) => {
    bytes.setUint16(index * 8, operation, true);
    bytes.setUint8(index * 8 + 2, jt);
    bytes.setUint8(index * 8 + 3, jf);
    bytes.setUint32(index * 8 + 4, k, true);
  });
  return new Uint8Array(bytes.buffer);
}

const otherProcesses = ["ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd"] as const;
const kernelDoors = [
  "bpf",
  "perf_event_open",
  "userfaultfd",
  "add_key",
  "request_key",
  "keyctl",
  "unshare",
  "setns",
  "mount",
  "umount2",
  "pivot_root",
  "chroot",
  "open_tree",
  "move_mount",
  "fsopen",
  "fsconfig",
  "fsmount",
  "fspick",
  "mount_setattr",
  "open_by_handle_at",
  "name_to_handle_at",
  "init_module",
  "finit_module",
  "delete_module",
  "kexec_load",
  "kexec_file_load",
  "reboot",
  "swapon",
  "acct",
  "quotactl",
  "uselib",
  "modify_ldt",
  "iopl",
  "ioperm",
  "memfd_secret",
  "vmsplice",
] as const;

const ioUring = ["io_uring_setup", "io_uring_enter", "io_uring_register"] as const;

const files = [
  "open",
  "openat",
  "openat2",
  "creat",
  "stat",
  "lstat",
  "newfstatat",
  "statx",
  "statfs",
  "access",
  "faccessat",
  "faccessat2",
  "readlink",
  "readlinkat",
  "getdents",
  "getdents64",
  "chdir",
  "fchdir",
  "rename",
  "renameat",
  "renameat2",
  "mkdir",
  "mkdirat",
  "rmdir",
  "link",
  "linkat",
  "unlink",
  "unlinkat",
  "symlink",
  "symlinkat",
  "chmod",
  "fchmod",
  "fchmodat",
  "fchmodat2",
  "chown",
  "fchown",
  "lchown",
  "fchownat",
  "truncate",
  "ftruncate",
  "fallocate",
  "utime",
  "utimes",
  "futimesat",
  "utimensat",
  "mknod",
  "mknodat",
  "setxattr",
  "lsetxattr",
  "fsetxattr",
  "removexattr",
  "lremovexattr",
  "fremovexattr",
  "flock",
  "inotify_init",
  "inotify_init1",
  "fanotify_init",
  "memfd_create",
] as const;

const network = [
  "socket",
  "connect",
  "bind",
  "listen",
  "accept",
  "accept4",
  "sendto",
  "recvfrom",
  "sendmsg",
  "recvmsg",
  "sendmmsg",
  "recvmmsg",
  "shutdown",
  "setsockopt",
] as const;

/** memory and queues that System V and POSIX share between processes */
const sharedObjects = ["shmget", "shmat", "shmctl", "semget", "msgget", "mq_open"] as const;

const identity = [
  "setuid",
  "setgid",
  "setreuid",
  "setregid",
  "setgroups",
  "setresuid",
  "setresgid",
  "personality",
  "setpriority",
  "sethostname",
] as const;

/** Before Node starts: libuv opens an io_uring otherwise, and aborts when it is taken away later. */
export const beforeNode: Rules = { absent: ioUring };

/** After the runner has warmed up and before any student code. Threads exist already; no new one, no new process. */
export function sealRules(ownPid: number): Rules {
  return {
    kill: [...otherProcesses, ...kernelDoors],
    refuse: [
      ...files,
      ...network,
      ...sharedObjects,
      ...identity,
      "socketpair",
      "clone",
      "fork",
      "vfork",
      "execve",
      "execveat",
      "tkill",
      "rt_sigqueueinfo",
      "rt_tgsigqueueinfo",
      "pidfd_open",
      "pidfd_send_signal",
      "process_madvise",
    ],
    absent: [...ioUring, "clone3"],
    // abort() must still be able to end this process, and setrlimit to lower its own limit
    onlyWith: [
      { call: "kill", firstArgument: [ownPid] },
      { call: "tgkill", firstArgument: [ownPid] },
      { call: "prlimit64", firstArgument: [0, ownPid] },
    ],
  };
}

/** The compilers run as separate programs with threads and files of their own, but need no network and no door to the kernel. */
export const compilerRules: Rules = {
  kill: [...otherProcesses, ...kernelDoors],
  refuse: [...network.filter((call) => !["sendmsg", "recvmsg", "shutdown"].includes(call)), ...sharedObjects],
};
