import { FRAME_HEADER, FrameKind, MAGIC, TEXT_CAP } from "./protocol.ts";

export interface Frame {
  kind: number;
  id: number;
  nonce: number;
  mathCalls: number;
  payload: Buffer;
}

const kinds = new Set<number>(Object.values(FrameKind));

/**
 * Cuts the bytes of the result pipe into frames. Never holds more than one frame: `capacity` is what the question allows
 * as an answer. Anything else is a violation, told once; afterwards nothing is read any more.
 */
export class FrameReader {
  /** bytes of numbers that the question in flight may be answered with */
  capacity = TEXT_CAP;
  private pending: Buffer = Buffer.alloc(0);
  private broken = false;
  private readonly onFrame: (frame: Frame) => void;
  private readonly onViolation: (what: string) => void;

  constructor(onFrame: (frame: Frame) => void, onViolation: (what: string) => void) {
    this.onFrame = onFrame;
    this.onViolation = onViolation;
  }

  push(chunk: Buffer): void {
    if (this.broken) return;
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    while (!this.broken && this.pending.length >= FRAME_HEADER) {
      const length = this.pending.readUInt32LE(12);
      const kind = this.pending.readUInt32LE(4);
      if (this.pending.readUInt32LE(0) !== MAGIC || !kinds.has(kind)) {
        this.violation("not a frame");
        return;
      }
      if (length > Math.max(TEXT_CAP, this.capacity)) {
        this.violation(`a frame of ${length} bytes`);
        return;
      }
      if (this.pending.length < FRAME_HEADER + length) return;
      const frame: Frame = {
        kind,
        id: this.pending.readUInt32LE(8),
        nonce: this.pending.readDoubleLE(16),
        mathCalls: this.pending.readDoubleLE(24),
        payload: this.pending.subarray(FRAME_HEADER, FRAME_HEADER + length),
      };
      this.pending = this.pending.subarray(FRAME_HEADER + length);
      this.onFrame(frame);
    }
  }

  private violation(what: string): void {
    this.broken = true;
    this.pending = Buffer.alloc(0);
    this.onViolation(what);
  }
}

/** The payload as doubles in memory of their own; undefined when it is not exactly `count` of them. */
export function numbersOf(frame: Frame, count: number): Float64Array | undefined {
  if (frame.payload.length !== count * 8) return undefined;
  const values = new Float64Array(count);
  new Uint8Array(values.buffer).set(frame.payload);
  return values;
}

export function encodeRequest(kind: number, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(8 + body.byteLength);
  bytes.writeUInt32LE(body.byteLength, 0);
  bytes.writeUInt32LE(kind, 4);
  bytes.set(body, 8);
  return bytes;
}
