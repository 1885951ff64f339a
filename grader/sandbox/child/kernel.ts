import { constants } from "node:os";

/**
 * The few C library calls that building and sealing a box takes, through koffi's native module.
 * Loaded by path with dlopen so that the box needs one file of koffi's package, not its JavaScript.
 */
export interface Kernel {
  mount(source: string | null, target: string, type: string | null, flags: number, data: string | null): void;
  unmount(target: string, flags: number): void;
  pivotRoot(newRoot: string, putOld: string): void;
  setGroups(): void;
  setGid(gid: number): void;
  setUid(uid: number): void;
  dropCapabilities(): void;
  noNewPrivileges(): void;
  /** SIGKILL for this process when its parent ends; lost when a process changes its user, so called after that */
  dieWithParent(): void;
  /** soft and hard limit alike, so that the process cannot raise it again */
  setLimit(resource: number, value: number): void;
  seccomp(program: Uint8Array): void;
  /** 0 when the kernel has no Landlock */
  landlockVersion(): number;
  landlock(attributes: Uint8Array, rules: readonly { fd: number; access: bigint }[]): void;
  /** lets a descriptor live on in the program that this process becomes */
  keepOnExec(fd: number): void;
  /** reads and writes of this descriptor wait */
  makeBlocking(fd: number): void;
  /** a raw call with integer arguments: its result, or minus errno */
  raw(number: number, a?: number, b?: number, c?: number): number;
  rawPath(number: number, directory: number, path: string, flags: number): number;
}

export class KernelRefusal extends Error {
  override name = "KernelRefusal";
}

/** numbers of the calls that have no wrapper in the C library; the same on x86_64 and arm64 but for three */
const LANDLOCK_CREATE_RULESET = 444;
const LANDLOCK_ADD_RULE = 445;
const LANDLOCK_RESTRICT_SELF = 446;
const SECCOMP = process.arch === "arm64" ? 277 : 317;
const PIVOT_ROOT = process.arch === "arm64" ? 41 : 155;
const FCNTL = process.arch === "arm64" ? 25 : 72;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;
const CAPSET = process.arch === "arm64" ? 91 : 126;

const PR_SET_PDEATHSIG = 1;
const PR_SET_NO_NEW_PRIVS = 38;
const PR_CAPBSET_DROP = 24;
const PR_SET_SECUREBITS = 28;
/** NOROOT, NO_SETUID_FIXUP and NO_CAP_AMBIENT_RAISE with their locks: uid 0 of a namespace is nobody special */
const SECUREBITS = 0x1 | 0x2 | 0x4 | 0x8 | 0x40 | 0x80;

const SECCOMP_SET_MODE_FILTER = 1;
/** all threads; and no Spectre-v4 penalty, which some kernels tie to seccomp */
const SECCOMP_FLAGS = 0x1 | 0x4;

interface Koffi {
  load(path: null): { func(prototype: string): (...args: unknown[]) => number };
  struct(name: string, fields: Record<string, string>): unknown;
  errno(): number;
}

/** @param candidates paths of koffi's native module, for glibc and for musl; the first that loads is used */
export function openKernel(candidates: readonly string[]): { kernel: Kernel; used: string } {
  let failure: unknown;
  for (const path of candidates) {
    try {
      const holder = { exports: {} as unknown };
      process.dlopen(holder, path);
      return { kernel: bind(holder.exports as Koffi), used: path };
    } catch (error) {
      failure = error;
    }
  }
  throw new KernelRefusal("koffi's native module does not load", { cause: failure });
}

function bind(koffi: Koffi): Kernel {
  const c = koffi.load(null);
  koffi.struct("sock_fprog", { len: "uint16", filter: "const void *" });
  const mount = c.func("int mount(const char *, const char *, const char *, unsigned long, const char *)");
  const umount2 = c.func("int umount2(const char *, int)");
  const setgroups = c.func("int setgroups(size_t, const void *)");
  const setresgid = c.func("int setresgid(uint32_t, uint32_t, uint32_t)");
  const setresuid = c.func("int setresuid(uint32_t, uint32_t, uint32_t)");
  const prctl = c.func("int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)");
  const setrlimit = c.func("int setrlimit(int, const void *)");
  const syscallIntegers = c.func("long syscall(long, long, long, long, long, long, long)");
  const syscallPaths = c.func("long syscall(long, const char *, const char *)");
  const syscallOpen = c.func("long syscall(long, long, const char *, long, long)");
  const syscallTwoBuffers = c.func("long syscall(long, const void *, const void *)");
  const syscallRuleset = c.func("long syscall(long, const void *, size_t, long)");
  const syscallRule = c.func("long syscall(long, long, long, const void *, long)");
  const syscallSeccomp = c.func("long syscall(long, long, long, const sock_fprog *)");

  const errorName = (number: number) =>
    Object.entries(constants.errno).find(([, value]) => value === number)?.[0] ?? String(number);
  const must = (what: string, result: number): number => {
    if (result < 0) throw new KernelRefusal(`${what}: ${errorName(koffi.errno())}`);
    return result;
  };
  const orErrno = (result: number): number => (result < 0 ? -koffi.errno() : result);

  return {
    mount: (source, target, type, flags, data) => {
      must(`mount ${source} on ${target}`, mount(source, target, type, flags, data));
    },
    unmount: (target, flags) => {
      must(`umount ${target}`, umount2(target, flags));
    },
    pivotRoot: (newRoot, putOld) => {
      must("pivot_root", syscallPaths(PIVOT_ROOT, newRoot, putOld));
    },
    setGroups: () => {
      must("setgroups", setgroups(0, null));
    },
    setGid: (gid) => {
      must("setresgid", setresgid(gid, gid, gid));
    },
    setUid: (uid) => {
      must("setresuid", setresuid(uid, uid, uid));
    },
    dropCapabilities: () => {
      // refused to a root without CAP_SETPCAP; no_new_privs keeps what is dropped below from coming back then
      prctl(PR_SET_SECUREBITS, SECUREBITS, 0, 0, 0);
      // ends at the first number that the kernel does not know
      for (let capability = 0; prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) === 0; capability++);
      // header: version 3, this thread; data: effective, permitted, inheritable twice, all empty
      const header = new Uint32Array([0x20080522, 0]);
      must("capset", syscallTwoBuffers(CAPSET, header, new Uint32Array(6)));
    },
    noNewPrivileges: () => {
      must("no_new_privs", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    },
    dieWithParent: () => {
      must("pdeathsig", prctl(PR_SET_PDEATHSIG, constants.signals.SIGKILL, 0, 0, 0));
    },
    setLimit: (resource, value) => {
      must(`setrlimit ${resource}`, setrlimit(resource, new BigUint64Array([BigInt(value), BigInt(value)])));
    },
    seccomp: (program) => {
      const description = { len: program.byteLength / 8, filter: program };
      must("seccomp", syscallSeccomp(SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FLAGS, description));
    },
    landlockVersion: () => Math.max(0, syscallRuleset(LANDLOCK_CREATE_RULESET, null, 0, 1)),
    landlock: (attributes, rules) => {
      const ruleset = must(
        "landlock_create_ruleset",
        syscallRuleset(LANDLOCK_CREATE_RULESET, attributes, attributes.byteLength, 0),
      );
      for (const rule of rules) {
        // packed: u64 allowed access, s32 file descriptor
        const bytes = new DataView(new ArrayBuffer(12));
        bytes.setBigUint64(0, rule.access, true);
        bytes.setInt32(8, rule.fd, true);
        must("landlock_add_rule", syscallRule(LANDLOCK_ADD_RULE, ruleset, 1, new Uint8Array(bytes.buffer), 0));
      }
      must("landlock_restrict_self", syscallIntegers(LANDLOCK_RESTRICT_SELF, ruleset, 0, 0, 0, 0, 0));
    },
    keepOnExec: (fd) => {
      must("fcntl", syscallIntegers(FCNTL, fd, F_SETFD, 0, 0, 0, 0));
    },
    makeBlocking: (fd) => {
      const flags = must("fcntl", syscallIntegers(FCNTL, fd, F_GETFL, 0, 0, 0, 0));
      must("fcntl", syscallIntegers(FCNTL, fd, F_SETFL, flags & ~O_NONBLOCK, 0, 0, 0));
    },
    raw: (number, a = 0, b = 0, c2 = 0) => orErrno(syscallIntegers(number, a, b, c2, 0, 0, 0)),
    rawPath: (number, directory, path, flags) => orErrno(syscallOpen(number, directory, path, flags, 0o600)),
  };
}
