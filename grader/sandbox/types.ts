/**
 * What the grader asks of a sandbox. The wall is a process and the kernel (node host) or a Web Worker (pre-check in the browser).
 * Only inputs go in and only numbers come out: no expected value, verdict, score or case label ever crosses.
 */
import type { Localised, Message } from "../report.ts";

/** A value that may be sent into the box. Numbers are finite doubles. */
export type Plain = number | string | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * An argument that is not data. `state` is the very value the previous call of this session returned under `keep`
 * (`undefined` before the first, and with `"fresh"`, which begins a new sequence in the same process); the others are functions made inside the box:
 * `objective` and `objective-gradient` call back into the grader, which counts them; `random` hands out `draws` in order.
 */
export type Argument =
  | { value: Plain }
  | { state: true | "fresh" }
  | { callback: "objective" | "objective-gradient" }
  /** options object whose `random` is the stream of draws; the rest is data */
  | { value: { readonly [key: string]: Plain }; random: readonly number[] };

/** The shape that the contract promises for a result; the box copies exactly this much, once. */
export type Shape =
  | "number"
  | { vector: number }
  | { matrix: readonly [rows: number, columns: number] }
  | { list: readonly Shape[] }
  | { record: { readonly [key: string]: Shape } };

export interface Call {
  /** name of the export, such as "gradient" */
  export: string;
  args: readonly Argument[];
  shape: Shape;
  /** property of the result that is kept in the box as the next call's `state` */
  keep?: string;
}

/** Answers calls back from the box; `f` returns J(w), `grad` its gradient. Returning null ends the run: the budget is spent. */
export interface Objective {
  f(w: Float64Array): number | null;
  grad(w: Float64Array): Float64Array | null;
  dimension: number;
}

export interface Limits {
  /** CPU time of the whole session, kernel accounting */
  cpuMs: number;
  /** wall-clock time of the whole session, from the moment the box is ready */
  wallMs: number;
  memoryMiB: number;
  /** stdout and stderr together, of one call */
  outputBytes: number;
  /** what is left of the time for the whole submission; a limit that is no smaller is not the check's own */
  leftOfBudgetMs?: number;
}

/** For the operator: which layer of the wall ended a program, and what it measured. */
export interface Limiter {
  layer: /** the parent's reading of the kernel's CPU accounting, and the kernel's own limit behind it */
    | "cpu-clock"
    | "cpu-rlimit"
    | "wall-clock"
    /** the parent's reading of the resident peak; the kernel's refusal of an allocation (RLIMIT_DATA); V8's own end */
    | "memory-watch"
    | "memory-rlimit"
    | "memory-engine"
    | "output-cap"
    /** bytes on the result pipe that no honest runner sends */
    | "protocol"
    /** SIGSYS of the system call filter */
    | "seccomp"
    | "evaluation-budget"
    /** the process went by itself: exit, abort, a crash of the engine */
    | "process-end";
  measured?: number;
  limit?: number;
  unit?: "ms" | "MiB" | "bytes";
  /** exit code or signal, or what was wrong with the frame */
  how?: string;
}

/** How a student's program can end a call, other than by returning what was asked. `explanation` says which limit, by how much. */
export type Failure = {
  status:
    | "threw"
    | "bad_return"
    | "missing_export"
    | "evaluations_exceeded"
    | "time_limit"
    | "memory_limit"
    | "output_limit"
    | "security_violation"
    | "runtime_error";
  explanation: Localised;
  /** for "threw": the error's own name and message, capped and cleaned of control characters */
  error?: { name: string; message: string; isRangeErrorItself: boolean };
  /** for "threw": the TypeError of a write to a frozen object, which the arguments are */
  frozenWrite?: boolean;
  /** where in the student's files, mapped back through the source map */
  at?: Message;
  limiter?: Limiter;
};

/** `values` holds the numbers of `shape` in order, rows first; not yet checked for finiteness. */
export type Outcome = { status: "returned"; values: Float64Array } | Failure;

export interface Usage {
  cpuMs: number;
  /** time that the program took as on a machine of its own: CPU and waiting, without what others kept it from running; where it is known */
  chargedMs?: number;
  peakMemoryMiB: number;
  /** what the program printed, capped, control characters escaped */
  output: string;
  /** calls of Math.exp, tanh, log, pow, sqrt and their kin counted in the box, for evidence only (the student could forge it) */
  mathCalls: number;
}

/** One sealed process (or Web Worker) with the student's module loaded in it. After any failure other than "threw", "bad_return" or "missing_export" it is dead. */
export interface Session {
  call(call: Call, objective?: Objective): Promise<Outcome>;
  /** why the module could not be loaded; every call is answered with it */
  readonly loadFailure?: Failure | undefined;
  usage(): Usage;
  close(): Promise<void>;
}

/** What compile() made of the student's files: one JavaScript module and its source map, both text. */
export interface Program {
  code: string;
  sourceMap: string;
}

export interface Sandbox {
  readonly level: "A" | "B" | "C" | "D";
  /** by which means, for operators: as the canary found */
  readonly walls?: string;
  /** Loads the module (its top level runs here, on the student's clock). A failure to load is returned by every later call. */
  open(program: Program, limits: Limits): Promise<Session>;
  close(): Promise<void>;
}

/** Thrown when the fault is ours (spawn failed, seal refused, canary changed): retried elsewhere, never the student's. */
export class SandboxFault extends Error {
  override name = "SandboxFault";
}
