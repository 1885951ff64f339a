/**
 * First program in a box. Builds the walls that need privileges, gives the privileges up, and becomes the runner.
 * Called with one argument, the JSON of a LaunchPlan.
 */
import { beforeNode, program } from "./filters.ts";
import { openKernel } from "./kernel.ts";
import { enterPrivateRoot } from "./root.ts";

export interface LaunchPlan {
  koffi: readonly string[];
  /** mount point of the private root; undefined without a mount namespace */
  root: string | undefined;
  /** the unprivileged user to become, when the launcher is the real root */
  user: number | undefined;
  runner: string;
  node: string;
  nodeFlags: readonly string[];
}

const RLIMIT_FSIZE = 1;
const RLIMIT_CORE = 4;
const RLIMIT_NOFILE = 7;

function launch(plan: LaunchPlan): never {
  const { kernel, used } = openKernel(plan.koffi);
  kernel.setLimit(RLIMIT_CORE, 0);
  kernel.setLimit(RLIMIT_FSIZE, 0);
  kernel.setLimit(RLIMIT_NOFILE, 128);
  if (plan.root !== undefined) enterPrivateRoot(kernel, { at: plan.root, also: [plan.runner] });
  if (plan.user !== undefined) {
    kernel.setGroups();
    kernel.setGid(plan.user);
    kernel.setUid(plan.user);
  } else if (process.getuid!() === 0) kernel.dropCapabilities();
  kernel.dieWithParent();
  kernel.noNewPrivileges();
  kernel.seccomp(program(beforeNode, process.arch));
  // Node marks every descriptor it finds as its own; execve gives back only the first three
  kernel.keepOnExec(3);
  const environment: Record<string, string> = { TZ: "UTC", LANG: "C.UTF-8" };
  process.execve!(plan.node, [plan.node, ...plan.nodeFlags, plan.runner, used], environment as NodeJS.ProcessEnv);
  throw new Error(`execve of ${plan.node} returned`);
}

launch(JSON.parse(process.argv[2]!) as LaunchPlan);
