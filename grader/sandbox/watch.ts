import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Kernel accounting of one process with all its threads, ended ones included. */

/** clock ticks per second of /proc, fixed by the kernel's ABI */
const TICKS = 100;

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // the process has ended
    return undefined;
  }
}

/** CPU time in ms, user and system, in steps of 10 ms; undefined when the process is gone */
export function coarseCpuMs(pid: number): number | undefined {
  const text = contentOf(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // the name in parentheses may hold spaces; utime and stime are fields 14 and 15
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/** CPU time in ms to the nanosecond, of the threads that are alive; never less than the coarse figure */
export function cpuMs(pid: number): number | undefined {
  const coarse = coarseCpuMs(pid);
  if (coarse === undefined) return undefined;
  let nanoseconds = 0;
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const text = contentOf(`/proc/${pid}/task/${thread}/schedstat`);
      if (text !== undefined) nanoseconds += Number(text.slice(0, text.indexOf(" ")));
    }
  } catch {
    return coarse;
  }
  return Math.max(coarse, nanoseconds / 1e6);
}

/** ms that the main thread was ready to run while something else had the processor: an overloaded machine's fault */
export function starvedMs(pid: number): number {
  const text = contentOf(`/proc/${pid}/task/${pid}/schedstat`);
  return text === undefined ? 0 : Number(text.split(" ")[1]) / 1e6;
}

/**
 * ms that this process was busy, or waited for a core itself: so long an answer may have lain there unseen. The two overlap where
 * it is kept from running in the middle of something; what is charged to a program is then too little, never too much.
 */
export function lateMs(): number {
  return performance.eventLoopUtilization().active + starvedMs(process.pid);
}

export interface MemoryFigures {
  /** most resident memory so far, kept by the kernel: short peaks are not missed */
  peakMiB: number;
  /** private writable memory mapped, what RLIMIT_DATA counts, in bytes */
  dataBytes: number;
}

export function memoryOf(pid: number): MemoryFigures | undefined {
  const text = contentOf(`/proc/${pid}/status`);
  if (text === undefined) return undefined;
  const kibibytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? Number.NaN);
  const peak = kibibytes("VmHWM");
  // a process that is ending has no memory left to report
  if (Number.isNaN(peak)) return undefined;
  return { peakMiB: peak / 1024, dataBytes: kibibytes("VmData") * 1024 };
}

/** processes whose parent is `pid`; by asking every process where the kernel keeps no list */
export function childrenOf(pid: number): number[] {
  const list = contentOf(`/proc/${pid}/task/${pid}/children`);
  if (list !== undefined) return list.split(" ").filter(Boolean).map(Number);
  const parentOf = (stat: string) => Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(contentOf(`/proc/${name}/stat`) ?? ") ? 0") === pid)
    .map(Number);
}
