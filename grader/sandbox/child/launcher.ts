/**
 * First program in a box. Builds the walls that need privileges, gives the privileges up, and becomes the runner; or
 * builds a root for others to enter, and waits until it has been taken hold of.
 * Called with one argument, the JSON of a LaunchPlan.
 */
import { readSync, writeSync } from "node:fs";
import { beforeNode, program } from "./filters.ts";
import { type Kernel, openKernel } from "./kernel.ts";
import { enterPrivateRoot } from "./root.ts";

export interface LaunchPlan {
  koffi: readonly string[];
  /** mount point of the private root; missing without a mount namespace */
  root?: string;
  /** the unprivileged user to become, when the launcher is the real root */
  user?: number;
  /** files that the root holds besides what Node itself needs */
  also: readonly string[];
  /** the command to become; koffi's path is added to it */
  become: readonly string[] | "wait";
}

function become(command: readonly string[], { user }: LaunchPlan, kernel: Kernel, koffi: string): never {
  if (user !== undefined) {
    kernel.setGroups();
    kernel.setGid(user);
    kernel.setUid(user);
  } else if (process.getuid!() === 0) kernel.dropCapabilities();
  kernel.dieWithParent();
  kernel.noNewPrivileges();
  kernel.seccomp(program(beforeNode, process.arch));
  // Node marks every descriptor it finds as its own; execve gives back only the first three
  kernel.keepOnExec(3);
  const environment: Record<string, string> = { TZ: "UTC", LANG: "C.UTF-8" };
  process.execve!(command[0]!, [...command, koffi], environment as NodeJS.ProcessEnv);
  throw new Error(`execve of ${command[0]} returned`);
}

function launch(plan: LaunchPlan): void {
  const { kernel, used } = openKernel(plan.koffi);
  if (plan.root !== undefined) enterPrivateRoot(kernel, { at: plan.root, also: plan.also });
  if (plan.become !== "wait") become(plan.become, plan, kernel, used);
  writeSync(3, "ready\n");
  kernel.makeBlocking(0);
  readSync(0, Buffer.alloc(1));
}

launch(JSON.parse(process.argv[2]!) as LaunchPlan);
