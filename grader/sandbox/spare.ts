import type { Readable } from "node:stream";
import { encodeRequest, type Frame, FrameReader } from "./frames.ts";
import { type Box, launch, type Walls, type Workshop } from "./launch.ts";
import { Noise } from "./noise.ts";
import { FrameKind } from "./protocol.ts";
import { SandboxFault } from "./types.ts";

/** ms for a box to start, warm up and seal; generous, since it is ours and nobody's clock runs */
const START_WITHIN = 30_000;

/** A box that has sealed itself and waits for its one submission. */
export interface Spare {
  box: Box;
  pid: number;
  /** asks a question before the submission is loaded (the canary's) */
  probe(kind: number): Promise<Frame>;
  /** an idle spare keeps nobody's program from ending */
  rest(): void;
  /** stops listening and keeps the event loop alive again: the session takes over */
  release(): void;
}

/** Starts a box and waits until it says READY. */
export async function startSpare(workshop: Workshop, walls: Walls, memoryMiB: number): Promise<Spare> {
  const box = launch(workshop, walls, memoryMiB);
  const noise = new Noise(4_096);
  let next: ((frame: Frame) => void) | undefined;
  let fail: ((fault: SandboxFault) => void) | undefined;
  const reader = new FrameReader(
    (frame) => next?.(frame),
    (what) => fail?.(new SandboxFault(`a box began with ${what}`)),
  );
  const frames = box.child.stdio[3] as Readable;
  const listen = (chunk: Buffer) => reader.push(chunk);
  const hear = (chunk: Buffer) => void noise.add(chunk);
  frames.on("data", listen);
  box.child.stdout!.on("data", hear);
  box.child.stderr!.on("data", hear);

  const frameWithin = (what: string) =>
    new Promise<Frame>((resolve, reject) => {
      const late = setTimeout(() => fail?.(new SandboxFault(`a box did not ${what} in time`)), START_WITHIN);
      next = (frame) => {
        clearTimeout(late);
        resolve(frame);
      };
      fail = (fault) => {
        clearTimeout(late);
        box.stop();
        reject(fault);
      };
    });

  void box.ended.then(({ code, signal }) =>
    fail?.(new SandboxFault(`a box ended while starting (${signal ?? `exit ${code}`}): ${noise.text()}`)),
  );
  const ready = await frameWithin("start");
  if (ready.kind !== FrameKind.ready) {
    box.stop();
    throw new SandboxFault("a box did not begin with READY");
  }
  const probe = async (kind: number) => {
    box.child.stdin!.write(encodeRequest(kind, new Uint8Array()));
    return frameWithin("answer its probe");
  };
  const pid = box.innerPid();
  const holding = [box.child, ...box.child.stdio] as unknown as { ref?(): void; unref?(): void }[];
  const rest = () => {
    for (const handle of holding) handle?.unref?.();
  };
  const release = () => {
    for (const handle of holding) handle?.ref?.();
    next = undefined;
    fail = undefined;
    frames.off("data", listen);
    box.child.stdout!.off("data", hear);
    box.child.stderr!.off("data", hear);
  };
  return { box, pid, probe, rest, release };
}
