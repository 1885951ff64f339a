/**
 * Runs another script in a process that may not make namespaces, as in most containers: node without-namespaces.ts SCRIPT.
 */
import { program } from "../../../grader/sandbox/child/filters.ts";
import { openKernel } from "../../../grader/sandbox/child/kernel.ts";
import { koffiModules } from "../../../grader/sandbox/launch.ts";

const { kernel } = openKernel(koffiModules());
kernel.noNewPrivileges();
kernel.seccomp(
  program({ refuse: ["unshare"], absent: ["io_uring_setup", "io_uring_enter", "io_uring_register"] }, process.arch),
);
process.execve!(process.execPath, [process.execPath, "--no-warnings", process.argv[2]!], {
  PATH: "/usr/bin:/bin",
} as unknown as NodeJS.ProcessEnv);
