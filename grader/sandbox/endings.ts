import { constants } from "node:os";

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A shell's and unshare's way to pass a signal on is 128 + its number. */
function signalOf(ending: Ending): NodeJS.Signals | null {
  if (ending.signal !== null) return ending.signal;
  if (ending.code === null || ending.code <= 128) return null;
  const number = ending.code - 128;
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return (found?.[0] as NodeJS.Signals | undefined) ?? null;
}

/** V8's and Node's own words when memory runs out, on the error pipe; the last are of Node's wrappers of malloc and realloc */
const outOfMemory =
  /ret != nullptr|heap out of memory|Reached heap limit|invalid table size|Fatal process (?:OOM|out of memory)|Array buffer allocation failed|allocation failed/i;

export type Cause = "forbidden-call" | "memory" | "cpu" | "killed" | "crash" | "exit";

/**
 * Why a process ended on its own. `killed` is a SIGKILL that we did not send: the kernel's out-of-memory killer or an
 * operator, which is not the student's doing as far as we know.
 */
export function causeOf(ending: Ending, noise: string): { cause: Cause; how: string } {
  const signal = signalOf(ending);
  if (signal === "SIGSYS") return { cause: "forbidden-call", how: "SIGSYS" };
  if (signal === "SIGXCPU") return { cause: "cpu", how: "SIGXCPU" };
  if (signal === "SIGKILL") return { cause: "killed", how: "SIGKILL" };
  if (signal !== null) return { cause: outOfMemory.test(noise) ? "memory" : "crash", how: signal };
  if (ending.code !== 0 && outOfMemory.test(noise)) return { cause: "memory", how: `exit ${ending.code}` };
  return { cause: "exit", how: `exit ${ending.code}` };
}
