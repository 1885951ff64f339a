import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { hasBubblewrap, ownNamespaces, privateRoot } from "./bubblewrap.ts";
import { bundleForBox } from "./bundle.ts";
import { beforeNode, program as filterFor } from "./child/filters.ts";
import type { LaunchPlan } from "./child/launcher.ts";
import { temporaryFolder } from "./temporary.ts";
import { SandboxFault } from "./types.ts";
import { childrenOf } from "./watch.ts";

/**
 * Which walls a box gets besides the seal. The first that the canary finds working is used. `shared-root` is `root` with
 * the mount namespace made once for all boxes of a sandbox, which saves each of them the start of a launcher. `bubblewrap`
 * comes before our own user namespace: it needs no launcher, and is allowed on machines where other programs may make none.
 */
export type Walls = "shared-root" | "root" | "bubblewrap" | "user-namespace" | "other-user" | "none";
export const strongestFirst: readonly Walls[] = [
  "shared-root",
  "root",
  "bubblewrap",
  "user-namespace",
  "other-user",
  "none",
];

/** ms in which the kernel hands over what a dead process wrote */
const DRAIN_WITHIN = 2_000;

/** the user "nobody" of every Linux: owns no file and no process of ours */
const NOBODY = 65_534;
const WITHOUT_MOUNTS = ["--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"];
const NAMESPACES = ["--mount", ...WITHOUT_MOUNTS];

/** nothing of the grader's own environment goes in */
const environment = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  TZ: "UTC",
  LANG: "C.UTF-8",
} as unknown as NodeJS.ProcessEnv;

/** Programs and folders that boxes are made of; in a private folder that ends with the sandbox. */
export interface Workshop {
  readonly folder: string;
  readonly launcher: string;
  readonly runner: string;
  /** empty; each box mounts its own root over it */
  readonly root: string;
  readonly koffi: readonly string[];
  /** the mount namespace for `shared-root`, once it has been prepared */
  shared?: SharedRoot;
  /** what must stand before Node starts, as the kernel reads it */
  readonly filter: string;
  /** bubblewrap and its arguments, once they have been worked out */
  bubblewrap?: readonly string[];
  remove(): void;
}

/** A mount namespace that lives as long as this handle on it: no process stays in it, and nothing of it outlives the grader. */
export interface SharedRoot {
  /** where util-linux finds it */
  readonly path: string;
  close(): void;
}

/** Paths of koffi's native module, glibc's build before musl's. */
export function koffiModules(): string[] {
  const require = createRequire(import.meta.url);
  const name = `@koromix/koffi-linux-${process.arch}`;
  const folder = dirname(createRequire(require.resolve("koffi")).resolve(name));
  return ["linux", "musl"].map((libc) => join(folder, `${libc}_${process.arch}`, "koffi.node"));
}

export function openWorkshop(): Workshop {
  const folder = temporaryFolder("nabla-box-");
  const write = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  };
  const root = join(folder, "root");
  mkdirSync(root);
  const workshop: Workshop = {
    folder,
    launcher: write("launcher.mjs", bundleForBox(new URL("./child/launcher.ts", import.meta.url))),
    runner: write("runner.mjs", bundleForBox(new URL("./child/runner.ts", import.meta.url))),
    root,
    koffi: koffiModules(),
    filter: write("filter", Buffer.from(filterFor(beforeNode, process.arch))),
    remove: () => {
      workshop.shared?.close();
      delete workshop.shared;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return workshop;
}

/** A started box: `stop` ends every process in it at once. */
export interface Box {
  child: ChildProcess;
  /** process id of the program inside, seen from here; known when it has said READY */
  innerPid(): number;
  stop(): void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** everything that it wrote has been read */
  drained: Promise<void>;
}

export function canTry(walls: Walls): boolean {
  if (walls === "bubblewrap") return hasBubblewrap();
  return process.getuid?.() === 0 || walls === "user-namespace" || walls === "none";
}

/** with a process tree of its own, whose first process is the program */
export function isWrapped(walls: Walls): boolean {
  return walls !== "other-user" && walls !== "none";
}

/** the user that the launcher becomes behind these walls; undefined to stay who one is */
export function userBehind(walls: Walls): number | undefined {
  return walls === "shared-root" || walls === "root" || walls === "other-user" ? NOBODY : undefined;
}

/** util-linux's way to tie a process to its parent's life: a grader that is killed leaves no program running. */
const DIE_WITH_PARENT = ["setpriv", "--pdeathsig", "KILL"];
let canDieWithParent: boolean | undefined;

function tied(command: string[]): string[] {
  canDieWithParent ??=
    spawnSync(DIE_WITH_PARENT[0]!, [...DIE_WITH_PARENT.slice(1), "true"], { env: environment }).status === 0;
  return canDieWithParent ? [...DIE_WITH_PARENT, ...command] : command;
}

/** A real root becomes nobody before bubblewrap makes its namespaces: whoever broke out of them would be nobody, too. */
function asNobody(): string[] {
  if (process.getuid?.() !== 0) return tied([]);
  return [...DIE_WITH_PARENT, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];
}

/** The command that runs a program behind these walls. */
export function commandFor(walls: Walls, program: readonly string[]): string[] {
  if (walls === "root") return tied(["unshare", ...NAMESPACES, ...program]);
  if (walls === "bubblewrap") return [...asNobody(), ...ownNamespaces, ...program];
  if (walls === "user-namespace") return tied(["unshare", "--user", "--map-root-user", ...NAMESPACES, ...program]);
  return tied([...program]);
}

function nodeFlags(memoryMiB: number): string[] {
  return [
    "--experimental-vm-modules",
    "--no-warnings",
    "--disable-sigusr1",
    "--no-deprecation",
    `--max-old-space-size=${memoryMiB}`,
  ];
}

function launcherOf(workshop: Workshop, plan: LaunchPlan): string[] {
  return [process.execPath, "--disable-sigusr1", "--no-warnings", workshop.launcher, JSON.stringify(plan)];
}

/**
 * Builds the root that all boxes share: a process makes it in a mount namespace of its own, this one takes hold of the
 * namespace, and the process ends.
 * @throws SandboxFault when the machine does not let us
 */
export async function prepareSharedRoot(workshop: Workshop): Promise<void> {
  const plan: LaunchPlan = { koffi: workshop.koffi, root: workshop.root, also: [workshop.runner], become: "wait" };
  const box = startBox(tied(["unshare", "--mount", ...launcherOf(workshop, plan)]), false);
  const told: Buffer[] = [];
  for (const stream of [box.child.stdout!, box.child.stderr!]) stream.on("data", (chunk) => told.push(chunk));
  const ready = await new Promise<Buffer | undefined>((resolve) => {
    (box.child.stdio[3] as Readable).once("data", (chunk: Buffer) => resolve(chunk));
    void box.ended.then(() => resolve(undefined));
  });
  try {
    if (ready === undefined) throw new SandboxFault(`no shared root: ${Buffer.concat(told).toString("utf8")}`);
    const handle = openSync(`/proc/${box.innerPid()}/ns/mnt`, "r");
    workshop.shared = {
      path: `/proc/${process.pid}/fd/${handle}`,
      close: () => closeSync(handle),
    };
  } finally {
    box.stop();
    await box.ended;
  }
}

export function launch(workshop: Workshop, walls: Walls, memoryMiB: number): Box {
  if (walls === "shared-root") return startBox(commandInSharedRoot(workshop, memoryMiB), true);
  if (walls === "bubblewrap") return launchInBubblewrap(workshop, memoryMiB);
  const isolated = isWrapped(walls);
  const user = userBehind(walls);
  const plan: LaunchPlan = {
    koffi: workshop.koffi,
    ...(isolated ? { root: workshop.root } : {}),
    ...(user === undefined ? {} : { user }),
    also: [workshop.runner],
    become: [process.execPath, ...nodeFlags(memoryMiB), workshop.runner],
  };
  return startBox(commandFor(walls, launcherOf(workshop, plan)), isolated);
}

/** nsenter comes last: behind it no program of the host is left to be run, and the user is changed in the same step. */
function commandInSharedRoot({ shared, runner, koffi }: Workshop, memoryMiB: number): string[] {
  if (!shared) throw new SandboxFault("the shared root is not prepared");
  const enter = ["nsenter", `--mount=${shared.path}`, `--setuid=${NOBODY}`, `--setgid=${NOBODY}`];
  const node = [process.execPath, ...nodeFlags(memoryMiB), runner, ...koffi];
  return [...withoutIoUring(), "unshare", ...WITHOUT_MOUNTS, ...enter, ...node];
}

/** Bubblewrap outlives the program inside and tells its death by a signal as shells do: 128 and the signal's number. */
function told({ code, signal }: Awaited<Box["ended"]>): Awaited<Box["ended"]> {
  const name = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  return name ? { code: null, signal: name as NodeJS.Signals } : { code, signal };
}

/** Bubblewrap builds the root, sets the filter that must stand before Node starts, and becomes the runner. */
function launchInBubblewrap(workshop: Workshop, memoryMiB: number): Box {
  const koffi = workshop.koffi.filter((file) => existsSync(file));
  workshop.bubblewrap ??= privateRoot([workshop.runner, ...koffi], NOBODY);
  const node = [process.execPath, ...nodeFlags(memoryMiB), workshop.runner, ...koffi];
  const filter = openSync(workshop.filter, "r");
  try {
    const box = startBox([...asNobody(), ...workshop.bubblewrap, ...node], true, [filter]);
    return { ...box, ended: box.ended.then(told) };
  } finally {
    closeSync(filter);
  }
}

/**
 * Perl, which every Debian has, makes three system calls and becomes the next program within 2 ms: SIGKILL when the parent
 * ends, no new privileges, and the filter that must stand before Node starts. struct sock_fprog is a length and a pointer.
 */
const PERL = `
my ($prctl, $seccomp, $count, $filter) = (shift() + 0, shift() + 0, shift() + 0, pack("H*", shift()));
my $program = pack("S x6 P", $count, $filter);
syscall($prctl, 1, 9, 0, 0, 0) == 0 or die "pdeathsig: $!";
syscall($prctl, 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
syscall($seccomp, 1, 0, $program) == 0 or die "seccomp: $!";
exec { $ARGV[0] } @ARGV or die "exec: $!";`;

function withoutIoUring(): string[] {
  const filter = Buffer.from(filterFor(beforeNode, process.arch));
  const calls = process.arch === "arm64" ? [167, 277] : [157, 317];
  return ["perl", "-e", PERL, "--", ...calls.map(String), `${filter.length / 8}`, filter.toString("hex")];
}

/** Starts a command as a box: own session and process group, clean environment, four pipes, and descriptors of ours after them. */
export function startBox(command: readonly string[], wrapped: boolean, more: readonly number[] = []): Box {
  const child = spawn(command[0]!, command.slice(1), {
    detached: true,
    cwd: "/",
    env: environment,
    stdio: ["pipe", "pipe", "pipe", "pipe", ...more],
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: null, signal: null }));
  });
  for (const stream of child.stdio) stream?.on("error", () => {});
  const drained = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    // pipes end with the last process that holds them: all of them are dead, so this is never waited for
    child.once("exit", () => void setTimeout(resolve, DRAIN_WITHIN).unref());
    child.once("error", () => resolve());
  });
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  const innerPid = () => {
    const outer = child.pid;
    if (outer === undefined) throw new SandboxFault(`cannot start ${command[0]}`);
    if (!wrapped) return outer;
    const children = childrenOf(outer);
    if (children.length !== 1) throw new SandboxFault("the box has not exactly one process");
    return children[0]!;
  };
  return { child, innerPid, stop, ended, drained };
}
