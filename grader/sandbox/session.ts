import { randomInt } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { type Cause, causeOf } from "./endings.ts";
import * as explain from "./explain.ts";
import { encodeRequest, type Frame, FrameReader, numbersOf } from "./frames.ts";
import type { Box } from "./launch.ts";
import { Meter } from "./meter.ts";
import { clean, Noise } from "./noise.ts";
import { FrameKind, type LoadRequest, RequestKind } from "./protocol.ts";
import { failureOf } from "./refusal.ts";
import { sizeOf } from "./shapes.ts";
import type { Call, Failure, Limits, Objective, Outcome, Program, Session, Usage } from "./types.ts";
import { SandboxFault } from "./types.ts";
import { memoryOf } from "./watch.ts";

/** how often a running program's time and memory are read, in ms */
const WATCH_EVERY = 10;
/** the kernel's own CPU limit stands this far above ours: it matters only if the grader itself dies */
const BACKSTOP_SECONDS = 5;

interface Question {
  id: number;
  nonce: number;
  objective: Objective | undefined;
  /** the one answer has come: whatever follows was not asked for */
  answered: boolean;
  settle: (result: Frame | Failure) => void;
  fail: (fault: SandboxFault) => void;
}

const isFrame = (result: Frame | Failure): result is Frame => "payload" in result;
/** failures that leave the process as it was */
const survivable = new Set<Failure["status"]>(["threw", "bad_return", "missing_export"]);

/** JSON would quietly turn NaN and Infinity into null */
function finiteOnly(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new SandboxFault(`an argument holds a number that is not finite (at ${key})`);
  return value;
}

/** One run of one submission in one sealed process; the verdict, the time and the memory are kept on this side of the wall. */
export class BoxSession implements Session {
  private readonly box: Box;
  private readonly pid: number;
  private readonly program: Program;
  private readonly limits: Limits;
  private readonly noise: Noise;
  private readonly frames: FrameReader;
  private readonly input: Writable;
  private readonly meter: Meter;
  private mathCalls = 0;
  private lastId = 0;
  private question: Question | undefined;
  private dead: Failure | undefined;
  private fault: SandboxFault | undefined;
  private closed = false;
  loadFailure: Failure | undefined;

  constructor(box: Box, pid: number, program: Program, limits: Limits) {
    this.box = box;
    this.pid = pid;
    this.program = program;
    this.limits = limits;
    this.noise = new Noise(limits.outputBytes);
    this.input = box.child.stdin!;
    this.meter = new Meter(pid, limits);
    this.frames = new FrameReader(
      (frame) => this.received(frame),
      (what) => this.condemn(this.violation(what)),
    );
    (box.child.stdio[3] as Readable).on("data", (chunk: Buffer) => this.frames.push(chunk));
    for (const stream of [box.child.stdout!, box.child.stderr!]) {
      stream.on("data", (chunk: Buffer) => {
        if (!this.noise.add(chunk)) this.condemn(this.tooMuchOutput());
      });
    }
    void box.ended.then(async (ending) => {
      // what the program wrote last, its answer or the engine's last words, may arrive after its end is told
      await box.drained;
      this.endedByItself(ending);
    });
  }

  /** Runs the module's top level. What goes wrong there is what every later call returns. */
  async load(): Promise<void> {
    const base = memoryOf(this.pid);
    if (!base) throw new SandboxFault("the box ended before it was used");
    const request: Omit<LoadRequest, "id" | "nonce"> = {
      code: this.program.code,
      dataLimit: base.dataBytes + this.limits.memoryMiB * 2 ** 20,
      cpuSeconds: Math.ceil((this.meter.cpuAtStart + this.limits.cpuMs) / 1000) + BACKSTOP_SECONDS,
    };
    const result = await this.ask(RequestKind.load, request, 0, undefined);
    if (isFrame(result) && result.kind === FrameKind.loaded) return;
    const failure = isFrame(result) ? this.refusalIn(result, "") : result;
    this.dead = failure ?? this.violation("answer of a wrong kind");
    this.loadFailure = this.dead;
    this.box.stop();
  }

  async call(call: Call, objective?: Objective): Promise<Outcome> {
    if (this.closed) throw new SandboxFault("the session is closed");
    if (this.dead) return this.dead;
    const count = sizeOf(call.shape);
    this.meter.during = { export: call.export, call: this.lastId };
    this.noise.begin();
    const request = { ...call, dimension: objective?.dimension ?? 0 };
    const result = await this.ask(RequestKind.call, request, count * 8, objective);
    const outcome = isFrame(result) ? this.outcomeOf(result, count, call.export) : result;
    if (outcome.status !== "returned" && !survivable.has(outcome.status)) {
      this.dead ??= outcome;
      this.box.stop();
    }
    return outcome;
  }

  private outcomeOf(frame: Frame, count: number, name: string): Outcome {
    if (frame.kind === FrameKind.values) {
      const values = numbersOf(frame, count);
      if (values) return { status: "returned", values };
    }
    return this.refusalIn(frame, name) ?? this.violation("answer of a wrong kind");
  }

  /** An allocation that the kernel refused is a limit met, although the program only sees an error. */
  private refusalIn(frame: Frame, name: string): Failure | undefined {
    const failure = failureOf(frame, this.program, name);
    return failure?.status === "memory_limit" ? this.meter.outOfMemory("memory-rlimit") : failure;
  }

  private violation(how: string): Failure {
    const explanation = explain.violation(how, this.meter.during);
    return { status: "security_violation", explanation, limiter: { layer: "protocol", how } };
  }

  private tooMuchOutput(): Failure {
    const { bytes } = this.noise;
    return {
      status: "output_limit",
      explanation: explain.outputLimit(bytes, this.limits, this.meter.during),
      limiter: { layer: "output-cap", measured: bytes, limit: this.limits.outputBytes, unit: "bytes" },
    };
  }

  usage(): Usage {
    return {
      cpuMs: this.meter.cpuMs,
      chargedMs: this.meter.chargedMs,
      peakMemoryMiB: this.meter.peakMiB,
      output: this.noise.text(),
      mathCalls: this.mathCalls,
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.box.stop();
    await this.box.ended;
  }

  private async ask(
    kind: number,
    body: object,
    capacity: number,
    objective: Objective | undefined,
  ): Promise<Frame | Failure> {
    if (this.question) throw new SandboxFault("one call at a time");
    if (this.fault) throw this.fault;
    const id = ++this.lastId;
    const nonce = randomInt(2 ** 47);
    this.frames.capacity = Math.max(capacity, (objective?.dimension ?? 0) * 8);
    this.meter.start();
    let watch: NodeJS.Timeout | undefined;
    try {
      const result = await new Promise<Frame | Failure>((resolve, reject) => {
        this.question = { id, nonce, objective, answered: false, settle: resolve, fail: reject };
        watch = setInterval(() => this.watch(), WATCH_EVERY);
        this.input.write(encodeRequest(kind, Buffer.from(JSON.stringify({ ...body, id, nonce }, finiteOnly))));
      });
      // what was printed before the answer travels in another pipe: let it arrive
      await setImmediate();
      this.meter.stop();
      return this.withinLimits(result);
    } finally {
      clearInterval(watch);
      this.question = undefined;
    }
  }

  /** An answer counts only if it was given within the limits, and if nothing else came with it. */
  private withinLimits(result: Frame | Failure): Frame | Failure {
    const met = this.meter.read();
    if (this.dead) return this.dead;
    if (!isFrame(result)) return result;
    return met ?? result;
  }

  private watch(): void {
    const met = this.meter.glance();
    if (met) this.condemn(met);
  }

  private condemn(failure: Failure): void {
    this.dead ??= failure;
    this.box.stop();
    this.question?.settle(this.dead);
  }

  private received(frame: Frame): void {
    const question = this.question;
    if (this.dead) return;
    if (!question || question.answered || frame.id !== question.id || frame.nonce !== question.nonce) {
      this.condemn(this.violation("an answer that was not asked for"));
      return;
    }
    if (Number.isFinite(frame.mathCalls) && frame.mathCalls >= 0) this.mathCalls = frame.mathCalls;
    if (frame.kind === FrameKind.objective || frame.kind === FrameKind.objectiveGradient) {
      this.callBack(question, frame);
      return;
    }
    question.answered = true;
    question.settle(frame);
  }

  /** The program asks for f(w) or its gradient. The time that the answer takes is ours, as the meter knows. */
  private callBack(question: Question, frame: Frame): void {
    const objective = question.objective;
    const point = objective && numbersOf(frame, objective.dimension);
    if (!objective || !point) {
      this.condemn(this.violation("a call that was not offered"));
      return;
    }
    let answer: Float64Array | number | null;
    try {
      answer = frame.kind === FrameKind.objective ? objective.f(point) : objective.grad(point);
    } catch (error) {
      this.box.stop();
      question.fail(new SandboxFault("the objective of a check threw", { cause: error }));
      return;
    }
    if (answer === null) {
      this.condemn({
        status: "evaluations_exceeded",
        explanation: explain.evaluationsExceeded(this.meter.during),
        limiter: { layer: "evaluation-budget" },
      });
      return;
    }
    const numbers = typeof answer === "number" ? new Float64Array([answer]) : answer;
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    this.input.write(encodeRequest(RequestKind.numbers, bytes));
  }

  private endedByItself(ending: { code: number | null; signal: NodeJS.Signals | null }): void {
    if (this.dead || this.closed) return;
    const { cause, how } = causeOf(ending, this.noise.raw());
    const failure = this.failureOfEnding(cause, clean(how));
    if (failure instanceof SandboxFault) {
      this.fault = failure;
      this.question?.fail(failure);
    } else this.condemn(failure);
  }

  private failureOfEnding(cause: Cause, how: string): Failure | SandboxFault {
    const { during } = this.meter;
    switch (cause) {
      case "forbidden-call":
        return {
          status: "security_violation",
          explanation: explain.forbiddenCall(during),
          limiter: { layer: "seccomp", how },
        };
      case "memory":
        return this.meter.outOfMemory("memory-engine", how);
      case "cpu":
        return this.meter.outOfTime("cpu-rlimit");
      case "crash":
        if (this.meter.wasNearMemoryLimit) return this.meter.outOfMemory("memory-engine", how);
        return this.ended(how);
      case "killed":
        return new SandboxFault("something else than the grader killed the box (out of memory on this machine?)");
      default:
        return this.ended(how);
    }
  }

  private ended(how: string): Failure {
    return {
      status: "runtime_error",
      explanation: explain.endedWithoutAnswer(this.meter.during, how),
      limiter: { layer: "process-end", how },
    };
  }
}
