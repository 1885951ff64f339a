import { availableParallelism } from "node:os";
import { findWalls } from "./canary.ts";
import { openWorkshop, type Walls, type Workshop } from "./launch.ts";
import { BoxSession } from "./session.ts";
import { type Spare, startSpare } from "./spare.ts";
import type { Limits, Program, Sandbox, Session } from "./types.ts";
import { SandboxFault } from "./types.ts";

/** ms; a short check is over by then */
const REFILL_AFTER = 5;

export interface SandboxOptions {
  /** sealed processes kept waiting, 15 to 21 MiB of memory each; one more than the processors unless told otherwise, 8 at most */
  spares?: number;
  /** memory limit that the first spares are made for; later ones follow the limits that are asked for */
  memoryMiB?: number;
  /** walls to try, the strongest first; all that there are unless told otherwise */
  walls?: readonly Walls[];
  /** run although there are no namespaces, only the seal */
  allowLevelC?: boolean;
  /** run although the seal itself does not hold: for code that is trusted anyway. Reports are stamped D. */
  unsafeTrustedCodeOnly?: boolean;
}

/**
 * A pool of warm, sealed, one-shot processes on Linux.
 * @throws SandboxFault when this machine cannot wall programs in as strongly as the options demand
 */
export async function createSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox & { readonly notes: readonly string[]; readonly walls: Walls }> {
  if (process.platform !== "linux") throw new SandboxFault("programs can be run on Linux only");
  const workshop = openWorkshop();
  try {
    const finding = await findWalls(workshop, options.walls);
    if (finding.level === "D" && !options.unsafeTrustedCodeOnly)
      throw new SandboxFault(`programs cannot be sealed in on this machine: ${finding.notes.join("; ")}`);
    if (finding.level === "C" && !options.allowLevelC && !options.unsafeTrustedCodeOnly)
      throw new SandboxFault(
        `no namespaces for programs on this machine, only the seal (level C, which must be allowed): ${finding.notes.join("; ")}`,
      );
    const pool = new Pool(workshop, finding.walls, options.spares ?? usualSpares(), options.memoryMiB ?? 256);
    return {
      level: finding.level,
      walls: finding.walls,
      notes: finding.notes,
      open: (program, limits) => pool.open(program, limits),
      close: () => pool.close(),
    };
  } catch (error) {
    workshop.remove();
    throw error;
  }
}

/** checks follow each other faster than one process starts: while one runs, the next ones get ready beside it */
function usualSpares(): number {
  return Math.min(availableParallelism() + 1, 8);
}

class Pool {
  private readonly workshop: Workshop;
  private readonly walls: Walls;
  private readonly size: number;
  private memoryMiB: number;
  private spares: Promise<Spare>[] = [];
  private readonly sessions = new Set<BoxSession>();
  private closed = false;
  private readonly atExit = () => this.killAll();
  private readonly alive = new Set<Spare>();

  constructor(workshop: Workshop, walls: Walls, size: number, memoryMiB: number) {
    this.workshop = workshop;
    this.walls = walls;
    this.size = size;
    this.memoryMiB = memoryMiB;
    process.once("exit", this.atExit);
    this.refill();
  }

  async open(program: Program, limits: Limits): Promise<Session> {
    if (this.closed) throw new SandboxFault("the sandbox is closed");
    const spare = await this.take(limits.memoryMiB);
    spare.release();
    // starting a process takes a while of this thread's time: the program that waits for it goes first
    setTimeout(() => this.refill(), REFILL_AFTER).unref();
    const session = new BoxSession(spare.box, spare.pid, program, limits);
    this.sessions.add(session);
    void spare.box.ended.then(() => this.sessions.delete(session));
    try {
      await session.load();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  async close(): Promise<void> {
    this.closed = true;
    process.off("exit", this.atExit);
    await Promise.all([...this.sessions].map((session) => session.close()));
    await this.drop(this.spares.splice(0));
    this.workshop.remove();
  }

  /** A spare that died while it waited is ours to replace, twice at most. */
  private async take(memoryMiB: number): Promise<Spare> {
    if (memoryMiB !== this.memoryMiB) {
      // the heap flag is set when a process starts: spares for another limit are of no use
      this.memoryMiB = memoryMiB;
      void this.drop(this.spares.splice(0));
    }
    let failure: unknown;
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const spare = await (this.spares.shift() ?? this.start());
        if (this.alive.has(spare)) return spare;
      } catch (error) {
        failure = error;
      }
    }
    throw new SandboxFault("no box could be started", { cause: failure });
  }

  private async start(): Promise<Spare> {
    const spare = await startSpare(this.workshop, this.walls, this.memoryMiB);
    spare.rest();
    this.alive.add(spare);
    void spare.box.ended.then(() => this.alive.delete(spare));
    return spare;
  }

  private refill(): void {
    while (!this.closed && this.spares.length < this.size) {
      const spare = this.start();
      // told to whoever takes it
      spare.catch(() => {});
      this.spares.push(spare);
    }
  }

  private async drop(spares: Promise<Spare>[]): Promise<void> {
    for (const result of await Promise.allSettled(spares)) {
      if (result.status !== "fulfilled") continue;
      result.value.release();
      result.value.box.stop();
      await result.value.box.ended;
    }
  }

  private killAll(): void {
    for (const spare of this.alive) spare.box.stop();
    this.workshop.remove();
  }
}
