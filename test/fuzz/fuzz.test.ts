import { expect, test } from "vitest";
import { fuzzArchive } from "./archives.ts";
import { fuzzFrames } from "./frames.ts";

/** A short run of what `node test/fuzz/run.ts` does for as long as one likes. */
const seed = "the same in every run";

test("10,000 streams of frames, mutated and cut at random, are read as if they came in one piece", () => {
  let frames = 0;
  for (let round = 0; round < 10_000; round++) {
    try {
      frames += fuzzFrames(seed, round);
    } catch (cause) {
      throw new Error(`stream ${round}`, { cause });
    }
  }
  expect(frames).toBeGreaterThan(5_000);
});

test("5,000 archives, mutated and crossed, are taken or refused in words", async () => {
  let taken = 0;
  for (let round = 0; round < 5_000; round++) {
    try {
      if (await fuzzArchive(seed, round)) taken++;
    } catch (cause) {
      throw new Error(`archive ${round}`, { cause });
    }
  }
  expect(taken).toBeGreaterThan(50);
  expect(taken).toBeLessThan(4_500);
});
