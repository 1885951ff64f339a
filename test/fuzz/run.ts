/**
 * node test/fuzz/run.ts [SECONDS] [SEED]
 * Frames and archives for as long as wanted; stops at the first failure and says how to see it again. Memory is watched: a
 * reader that hoards would show.
 */
import { fuzzArchive } from "./archives.ts";
import { fuzzFrames } from "./frames.ts";

const seconds = Number(process.argv[2] ?? 60);
const seed = process.argv[3] ?? String(Date.now());
const half = (seconds * 1000) / 2;

async function during(name: string, work: (round: number) => unknown): Promise<void> {
  const began = performance.now();
  let round = 0;
  let longest = 0;
  let resident = 0;
  let later = 0;
  while (performance.now() - began < half) {
    const at = performance.now();
    try {
      await work(round);
    } catch (cause) {
      throw new Error(`${name}: round ${round} of seed ${JSON.stringify(seed)}`, { cause });
    }
    longest = Math.max(longest, performance.now() - at);
    round++;
    if (round % 1000 === 0) {
      const mebibytes = process.memoryUsage().rss / 2 ** 20;
      if (performance.now() - began < half / 2) resident = Math.max(resident, mebibytes);
      else later = Math.max(later, mebibytes);
    }
  }
  console.log(
    `${name}: ${round} rounds, no failure; the longest took ${longest.toFixed(1)} ms; resident ${resident.toFixed(0)} MiB in the first half, ${later.toFixed(0)} MiB in the second`,
  );
}

console.log(`seed ${seed}`);
let frames = 0;
await during("frames", (round) => {
  frames += fuzzFrames(seed, round);
});
console.log(`${frames} frames came through`);
await during("archives", (round) => fuzzArchive(seed, round));
