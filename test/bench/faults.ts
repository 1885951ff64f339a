/**
 * node test/bench/faults.ts [SUBMISSIONS] [ROUNDS] [SEED]
 * 300 hand-ins while in 20 rounds workers are killed with kill -9, now and then the database crashes, the receiving process
 * is killed, and every message is delivered twice. Prints what was counted; exits with 1 when anything was lost or doubled.
 */
import { seededRandom } from "../../grader/random.ts";
import { type Fault, runFaults } from "../support/faults/run.ts";

const submissions = Number(process.argv[2] ?? 300);
const rounds = Number(process.argv[3] ?? 20);
const seed = process.argv[4] ?? "bench";

const random = seededRandom("fault rounds", seed);
/** every round kills a worker; every fourth also something else */
const others: Fault[] = ["database", "receiver", "duplicates"];
const faults = Array.from({ length: rounds }, (_, round): Fault[] =>
  round % 4 === 3 ? ["worker", others[random.below(others.length)]!] : ["worker"],
).flat();

const began = performance.now();
const counts = await runFaults({
  seed,
  submissions,
  workers: 2,
  faults,
  betweenMs: 200,
  pauseMs: 3000,
  workMs: 800,
  withinMs: 3_600_000,
  say: (sentence) => console.log(`${((performance.now() - began) / 1000).toFixed(1)} s: ${sentence}`),
});
console.table(counts);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
const whole = counts.acknowledged === submissions && counts.reports === counts.jobs && counts.stored === submissions;
process.exit(whole && counts.lost === 0 && counts.doubled === 0 && counts.givenUp === 0 ? 0 : 1);
