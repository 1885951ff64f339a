import { expect, test } from "vitest";
import { runFaults } from "../support/faults/run.ts";

test("what was acknowledged ends with exactly one report, whatever dies in between", async () => {
  const counts = await runFaults({
    seed: "npm test",
    submissions: 12,
    workers: 2,
    betweenMs: 300,
    faults: ["receiver", "worker", "worker", "database", "duplicates", "worker"],
    pauseMs: 1200,
    workMs: 400,
    withinMs: 150_000,
  });
  console.info(`faults: ${JSON.stringify(counts)}`);
  // the faults did hit something
  expect(counts.repeatedAttempts).toBeGreaterThan(0);
  expect(counts).toMatchObject({
    acknowledged: 12,
    stored: 12,
    jobs: 12,
    reports: 12,
    published: 12,
    lost: 0,
    doubled: 0,
    givenUp: 0,
    databaseCrashes: 1,
  });
}, 240_000);
