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
  private chunks: Buffer[] = [];
  private held = 0;
  private broken = false;
  private readonly onFrame: (frame: Frame) => void;
  private readonly onViolation: (what: string) => void;

  constructor(onFrame: (frame: Frame) => void, onViolation: (what: string) => void) {
    this.onFrame = onFrame;
    this.onViolation = onViolation;
  }

  push(chunk: Buffer): void {
    if (this.broken) return;
    this.chunks.push(chunk);
    this.held += chunk.length;
    while (!this.broken && this.held >= FRAME_HEADER) {
      const header = this.front(FRAME_HEADER);
      const kind = header.readUInt32LE(4);
      const length = header.readUInt32LE(12);
      if (header.readUInt32LE(0) !== MAGIC || !kinds.has(kind)) {
        this.violation("not a frame");
        return;
      }
      if (length > Math.max(TEXT_CAP, this.capacity)) {
        this.violation(`a frame of ${length} bytes`);
        return;
      }
      if (this.held < FRAME_HEADER + length) return;
      const whole = this.front(FRAME_HEADER + length);
      this.drop(FRAME_HEADER + length);
      this.onFrame({
        kind,
        id: whole.readUInt32LE(8),
        nonce: whole.readDoubleLE(16),
        mathCalls: whole.readDoubleLE(24),
        payload: whole.subarray(FRAME_HEADER),
      });
    }
  }

  /** The first bytes in one piece; chunks are joined only when a piece spans them, so a long frame is copied once. */
  private front(length: number): Buffer {
    if (this.chunks[0]!.length < length) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0]!.subarray(0, length);
  }

  private drop(length: number): void {
    this.held -= length;
    const rest = this.chunks[0]!.subarray(length);
    if (rest.length > 0) this.chunks[0] = rest;
    else this.chunks.shift();
  }

  private violation(what: string): void {
    this.broken = true;
    this.chunks = [];
    this.held = 0;
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
