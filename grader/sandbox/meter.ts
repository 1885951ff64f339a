import * as explain from "./explain.ts";
import type { Failure, Limiter, Limits } from "./types.ts";
import { coarseCpuMs, cpuMs, lateMs, memoryOf, starvedMs } from "./watch.ts";

/** how many times the wall limit may pass while the program is kept from running by others */
const PATIENCE = 5;
/** A wall limit that is only what was left of the submission's budget may be too short for patience to mean anything. */
const LEAST_PATIENCE_MS = 6_000;
/** share of the memory limit */
const NEAR = 0.6;

/** Time and memory of one process since the session began, by the kernel's accounting, held against the limits. */
export class Meter {
  cpuMs = 0;
  peakMiB = 0;
  /** what the program is doing, for messages */
  during: explain.During = "load";
  private readonly pid: number;
  private readonly limits: Limits;
  /** what starting and sealing had cost */
  readonly cpuAtStart: number;
  private dataAtStart: number | undefined;
  private mostData = 0;
  private wallBefore = 0;
  private began: number | undefined;
  private starvedAtBeginning = 0;
  private lateBefore = 0;
  private lateAtBeginning = 0;
  private readonly starvedAtStart: number;
  private starved = 0;

  constructor(pid: number, limits: Limits) {
    this.pid = pid;
    this.limits = limits;
    this.cpuAtStart = cpuMs(pid) ?? 0;
    this.starvedAtStart = starvedMs(pid);
  }

  /** The wall clock runs while the program has something to do, and only then. */
  start(): void {
    this.began = performance.now();
    this.starvedAtBeginning = starvedMs(this.pid);
    this.lateAtBeginning = lateMs();
  }

  stop(): void {
    this.wallBefore = this.elapsed();
    this.lateBefore = this.late();
    this.began = undefined;
  }

  /** cheap enough for every few ms; CPU in steps of 10 ms */
  glance(): Failure | undefined {
    this.note(coarseCpuMs(this.pid));
    return this.limitMet() ?? this.wallLimitMet();
  }

  /** to the nanosecond, for the end of a call */
  read(): Failure | undefined {
    this.note(cpuMs(this.pid));
    return this.limitMet();
  }

  /** Time on the program's own account: neither what an overloaded machine kept it waiting for is in it, nor what it waited for us. */
  get chargedMs(): number {
    return Math.max(this.cpuMs, this.elapsed() - this.starved - this.late());
  }

  private note(cpu: number | undefined): void {
    // of a process that has ended nothing can be read: what was seen last counts
    this.starved = Math.max(this.starved, starvedMs(this.pid) - this.starvedAtStart);
    if (cpu !== undefined) this.cpuMs = Math.max(this.cpuMs, cpu - this.cpuAtStart);
    const memory = memoryOf(this.pid);
    if (!memory) return;
    this.dataAtStart ??= memory.dataBytes;
    this.peakMiB = Math.max(this.peakMiB, memory.peakMiB);
    this.mostData = Math.max(this.mostData, memory.dataBytes - this.dataAtStart);
  }

  /** An engine that crashes with this much in use has most likely been refused memory, whatever its last words are. */
  get wasNearMemoryLimit(): boolean {
    const limit = this.limits.memoryMiB * 2 ** 20;
    return Math.max(this.mostData, this.peakMiB * 2 ** 20) > NEAR * limit;
  }

  private elapsed(): number {
    return this.wallBefore + (this.began === undefined ? 0 : performance.now() - this.began);
  }

  /** time of `elapsed` in which we could not have seen an answer, or worked out what the program had asked for */
  private late(): number {
    return this.lateBefore + (this.began === undefined ? 0 : lateMs() - this.lateAtBeginning);
  }

  private limitMet(): Failure | undefined {
    if (this.peakMiB > this.limits.memoryMiB) return this.outOfMemory("memory-watch");
    if (this.cpuMs > this.limits.cpuMs) return this.outOfTime("cpu-clock");
    return undefined;
  }

  private get patienceMs(): number {
    const { wallMs, leftOfBudgetMs = Number.POSITIVE_INFINITY } = this.limits;
    return wallMs < leftOfBudgetMs ? PATIENCE * wallMs : Math.max(PATIENCE * wallMs, LEAST_PATIENCE_MS);
  }

  /** A machine under load is no reason for another verdict, but there is an end to patience. */
  private wallLimitMet(): Failure | undefined {
    const elapsed = this.elapsed();
    if (elapsed <= this.limits.wallMs) return undefined;
    const starved = starvedMs(this.pid) - this.starvedAtBeginning;
    if (elapsed - starved - this.late() <= this.limits.wallMs && elapsed <= this.patienceMs) return undefined;
    return {
      status: "time_limit",
      explanation: explain.wallLimit(this.cpuMs, this.limits, this.during),
      limiter: { layer: "wall-clock", measured: elapsed, limit: this.limits.wallMs, unit: "ms" },
    };
  }

  outOfMemory(layer: Limiter["layer"], how?: string): Failure {
    return {
      status: "memory_limit",
      explanation: explain.memoryLimit(this.peakMiB, this.limits, this.during),
      limiter: { layer, measured: this.peakMiB, limit: this.limits.memoryMiB, unit: "MiB", ...(how ? { how } : {}) },
    };
  }

  outOfTime(layer: Limiter["layer"]): Failure {
    return {
      status: "time_limit",
      explanation: explain.cpuLimit(this.cpuMs, this.limits, this.during),
      limiter: { layer, measured: this.cpuMs, limit: this.limits.cpuMs, unit: "ms" },
    };
  }
}
