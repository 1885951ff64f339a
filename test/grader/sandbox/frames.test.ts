import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Frame, FrameReader, numbersOf } from "../../../grader/sandbox/frames.ts";
import { FRAME_HEADER, FrameKind, MAGIC, TEXT_CAP } from "../../../grader/sandbox/protocol.ts";

function encode(kind: number, id: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_HEADER);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(kind, 4);
  head.writeUInt32LE(id, 8);
  head.writeUInt32LE(payload.length, 12);
  return Buffer.concat([head, payload]);
}

function reader() {
  const frames: Frame[] = [];
  const violations: string[] = [];
  return {
    frames,
    violations,
    reader: new FrameReader(
      (frame) => frames.push(frame),
      (what) => violations.push(what),
    ),
  };
}

describe("frames", () => {
  test("come out the same however the bytes are cut", () => {
    const frame = fc.tuple(
      fc.constantFrom(...Object.values(FrameKind)),
      fc.nat(1000),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (list, cuts) => {
          const bytes = Buffer.concat(list.map(([kind, id, payload]) => encode(kind, id, payload)));
          const { frames, violations, reader: r } = reader();
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const step = cuts[i % cuts.length]!;
            r.push(bytes.subarray(at, at + step));
            at += step;
          }
          expect(violations).toEqual([]);
          expect(frames.map((f) => [f.kind, f.id, [...f.payload]])).toEqual(list.map(([k, id, p]) => [k, id, [...p]]));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("whatever the bytes say, the reader neither throws nor hoards", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }),
        fc.boolean(),
        (chunks, honestStart) => {
          const { frames, violations, reader: r } = reader();
          if (honestStart) r.push(encode(FrameKind.loaded, 1, new Uint8Array()));
          for (const chunk of chunks) r.push(Buffer.from(chunk));
          expect(violations.length).toBeLessThanOrEqual(1);
          for (const frame of frames) expect(frame.payload.length).toBeLessThanOrEqual(TEXT_CAP);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("numbers are taken only in the number that was asked for", () => {
    const frame: Frame = {
      kind: 3,
      id: 1,
      nonce: 0,
      mathCalls: 0,
      payload: Buffer.from(Float64Array.of(1, Number.NaN).buffer),
    };
    expect(numbersOf(frame, 2)).toEqual(Float64Array.of(1, Number.NaN));
    for (const count of [0, 1, 3]) expect(numbersOf(frame, count)).toBeUndefined();
  });
});
