import type { Kernel } from "./kernel.ts";

/** Rights on files by Landlock ABI; a ruleset handles all the rights that its kernel knows. */
const EXECUTE = 1n << 0n;
const READ_FILE = 1n << 2n;
const READ_DIR = 1n << 3n;
const baseRights = (1n << 13n) - 1n;
const REFER = 1n << 13n;
const TRUNCATE = 1n << 14n;
const IOCTL_DEV = 1n << 15n;

export const readAndExecuteFile = EXECUTE | READ_FILE;
export const readAndExecuteFolder = readAndExecuteFile | READ_DIR;
/** everything of the first ABI: for a scratch folder */
export const readAndWrite = baseRights;

/** struct landlock_ruleset_attr: handled_access_fs, handled_access_net (ABI 4), scoped (ABI 6) */
function attributes(version: number): Uint8Array {
  let files = baseRights;
  if (version >= 2) files |= REFER;
  if (version >= 3) files |= TRUNCATE;
  if (version >= 5) files |= IOCTL_DEV;
  const fields = [files];
  // bind and connect over TCP
  if (version >= 4) fields.push(0b11n);
  // abstract Unix sockets and signals to processes outside
  if (version >= 6) fields.push(0b11n);
  return new Uint8Array(new BigUint64Array(fields).buffer);
}

/**
 * Takes every file away from this thread and its children but what the rules give back.
 * @returns false where the kernel has no Landlock; seccomp still stands then
 */
export function lockFiles(kernel: Kernel, rules: readonly { fd: number; access: bigint }[]): boolean {
  const version = kernel.landlockVersion();
  if (version === 0) return false;
  kernel.landlock(attributes(version), rules);
  return true;
}
