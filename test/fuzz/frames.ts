import { type Frame, FrameReader } from "../../grader/sandbox/frames.ts";
import { FRAME_HEADER, FrameKind, MAGIC, TEXT_CAP } from "../../grader/sandbox/protocol.ts";
import { failureOf } from "../../grader/sandbox/refusal.ts";
import { type Dice, dice, mutate, oneOf, someBytes } from "./bytes.ts";

const kinds: readonly number[] = Object.values(FrameKind);
const program = { code: "", sourceMap: '{"version":3,"sources":["solution.ts"],"names":[],"mappings":"AAAA"}' };

/** what an honest runner sends when it has no numbers to send */
const honestTexts = [
  {
    name: "TypeError",
    message: "Cannot assign to read only property '0'",
    stack: "at f (nabla:submission:1:1)",
    isRangeErrorItself: false,
  },
  { place: "loss()[0].W", problem: "rows", got: "2", expected: "3" },
  { got: "undefined" },
  {},
].map((value) => Buffer.from(JSON.stringify(value)));

function encode(kind: number, payload: Uint8Array, { below, uniform }: Dice, length = payload.length): Buffer {
  const head = Buffer.alloc(FRAME_HEADER);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(kind, 4);
  head.writeUInt32LE(below(4), 8);
  head.writeUInt32LE(length, 12);
  head.writeDoubleLE(uniform(), 16);
  return Buffer.concat([head, payload]);
}

function honestFrame(random: Dice): Buffer {
  const payload = random.below(2) === 0 ? someBytes(8 * random.below(20), random) : oneOf(honestTexts, random);
  return encode(oneOf(kinds, random), payload, random);
}

/** the whole of the bytes at once, as plainly as can be: what the reader must make of them, however they are cut */
function expected(bytes: Buffer, capacity: number): { frames: string[]; violations: number; pending: number } {
  const frames: string[] = [];
  let at = 0;
  while (bytes.length - at >= FRAME_HEADER) {
    const kind = bytes.readUInt32LE(at + 4);
    const length = bytes.readUInt32LE(at + 12);
    if (bytes.readUInt32LE(at) !== MAGIC || !kinds.includes(kind) || length > Math.max(TEXT_CAP, capacity))
      return { frames, violations: 1, pending: 0 };
    if (bytes.length - at < FRAME_HEADER + length) break;
    frames.push(bytes.subarray(at, at + FRAME_HEADER + length).toString("latin1"));
    at += FRAME_HEADER + length;
  }
  return { frames, violations: 0, pending: bytes.length - at };
}

function asBytes(frame: Frame): string {
  const head = Buffer.alloc(FRAME_HEADER);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(frame.kind, 4);
  head.writeUInt32LE(frame.id, 8);
  head.writeUInt32LE(frame.payload.length, 12);
  head.writeDoubleLE(frame.nonce, 16);
  head.writeDoubleLE(frame.mathCalls, 24);
  return Buffer.concat([head, frame.payload]).toString("latin1");
}

/**
 * One stream of frames, some of them mutated, cut at random places: the reader must agree with the plain reading, must
 * hold no more than one frame, and what it hands on must be refused or explained without a throw.
 * @throws when it does not; @returns the frames that came through
 */
export function fuzzFrames(seed: string, round: number): number {
  const random = dice(seed, round);
  const { below } = random;
  const parts: Uint8Array[] = [];
  for (let i = below(5); i >= 0; i--) {
    const frame = honestFrame(random);
    const how = below(5);
    parts.push(
      how === 0
        ? mutate(frame, random)
        : how === 1
          ? someBytes(below(100), random)
          : how === 2
            ? encode(oneOf(kinds, random), frame, random, oneOf([0, 1, TEXT_CAP, TEXT_CAP + 1, 0xffffffff], random))
            : frame,
    );
  }
  const bytes = Buffer.concat(parts);
  const capacity = oneOf([0, 8, 800, 100_000], random);
  const received: Frame[] = [];
  let violations = 0;
  const reader = new FrameReader(
    (frame) => received.push(frame),
    () => violations++,
  );
  reader.capacity = capacity;
  for (let at = 0; at < bytes.length; ) {
    const step = 1 + below(below(2) === 0 ? 5 : 400);
    reader.push(bytes.subarray(at, at + step));
    at += step;
    const held = Reflect.get(reader, "held") as number;
    if (held > FRAME_HEADER + Math.max(TEXT_CAP, capacity)) throw new Error(`${held} bytes are held`);
  }
  const right = expected(bytes, capacity);
  if (violations !== right.violations) throw new Error(`${violations} violations instead of ${right.violations}`);
  if (right.violations === 0 && Reflect.get(reader, "held") !== right.pending) throw new Error("bytes went missing");
  // NaNs may change their payload on the way through a double: compare what is not NaN
  received.forEach((frame, i) => {
    if (Number.isNaN(frame.nonce) || Number.isNaN(frame.mathCalls)) return;
    if (asBytes(frame) !== right.frames[i]) throw new Error(`frame ${i} came out changed`);
  });
  if (received.length !== right.frames.length) throw new Error("another number of frames");
  for (const frame of received) {
    const failure = failureOf(frame, program, below(2) === 0 ? "loss" : "");
    const said = JSON.stringify(failure ?? {});
    if (said.length > 20_000) throw new Error("an explanation without an end");
  }
  return received.length;
}
