import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleForBox } from "./bundle.ts";
import type { LaunchPlan } from "./child/launcher.ts";
import { temporaryFolder } from "./temporary.ts";
import { SandboxFault } from "./types.ts";
import { childrenOf } from "./watch.ts";

/** Which walls a box gets besides the seal. The strongest that the canary finds working is used. */
export type Walls = "root" | "user-namespace" | "other-user" | "none";
export const strongestFirst: readonly Walls[] = ["root", "user-namespace", "other-user", "none"];

/** the user "nobody" of every Linux: owns no file and no process of ours */
const NOBODY = 65_534;
const NAMESPACES = ["--net", "--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child"];

/** nothing of the grader's own environment goes in */
const environment = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  TZ: "UTC",
} as unknown as NodeJS.ProcessEnv;

/** Programs and folders that boxes are made of; in a private folder that ends with the sandbox. */
export interface Workshop {
  readonly folder: string;
  readonly launcher: string;
  readonly runner: string;
  /** empty; each box mounts its own root over it */
  readonly root: string;
  readonly koffi: readonly string[];
  remove(): void;
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
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  };
  const root = join(folder, "root");
  mkdirSync(root);
  return {
    folder,
    launcher: write("launcher.mjs", bundleForBox(new URL("./child/launcher.ts", import.meta.url))),
    runner: write("runner.mjs", bundleForBox(new URL("./child/runner.ts", import.meta.url))),
    root,
    koffi: koffiModules(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A started box: `stop` ends every process in it at once. */
export interface Box {
  child: ChildProcess;
  /** process id of the program inside, seen from here; known when it has said READY */
  innerPid(): number;
  stop(): void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export function canTry(walls: Walls): boolean {
  return process.getuid?.() === 0 || walls === "user-namespace" || walls === "none";
}

/** the user to become behind these walls; undefined to stay who one is */
export function userBehind(walls: Walls): number | undefined {
  return walls === "root" || walls === "other-user" ? NOBODY : undefined;
}

/** util-linux's way to tie a process to its parent's life: a grader that is killed leaves no program running. */
const DIE_WITH_PARENT = ["setpriv", "--pdeathsig", "KILL"];
let canDieWithParent: boolean | undefined;

function tied(command: string[]): string[] {
  canDieWithParent ??=
    spawnSync(DIE_WITH_PARENT[0]!, [...DIE_WITH_PARENT.slice(1), "true"], { env: environment }).status === 0;
  return canDieWithParent ? [...DIE_WITH_PARENT, ...command] : command;
}

/** The command that runs a program behind these walls. */
export function commandFor(walls: Walls, program: readonly string[]): string[] {
  if (walls === "root") return tied(["unshare", ...NAMESPACES, ...program]);
  if (walls === "user-namespace") return tied(["unshare", "--user", "--map-root-user", ...NAMESPACES, ...program]);
  return tied([...program]);
}

export function launch(workshop: Workshop, walls: Walls, memoryMiB: number): Box {
  const isolated = walls === "root" || walls === "user-namespace";
  const plan: LaunchPlan = {
    koffi: workshop.koffi,
    root: isolated ? workshop.root : undefined,
    user: userBehind(walls),
    runner: workshop.runner,
    node: process.execPath,
    nodeFlags: [
      "--experimental-vm-modules",
      "--no-warnings",
      "--disable-sigusr1",
      "--no-deprecation",
      `--max-old-space-size=${memoryMiB}`,
    ],
  };
  const launcher = [process.execPath, "--disable-sigusr1", "--no-warnings", workshop.launcher, JSON.stringify(plan)];
  return startBox(commandFor(walls, launcher), isolated);
}

/** Starts a command as a box: own session and process group, clean environment, four pipes. */
export function startBox(command: readonly string[], wrapped: boolean): Box {
  const child = spawn(command[0]!, command.slice(1), {
    detached: true,
    cwd: "/",
    env: environment,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: null, signal: null }));
  });
  for (const stream of child.stdio) stream?.on("error", () => {});
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
  return { child, innerPid, stop, ended };
}
