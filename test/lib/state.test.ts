import { expect, test } from "vitest";
import type { Tx } from "../../lib/db.ts";
import { stateOf } from "../../lib/submissions/rows.ts";

const at = new Date();
const job = {
  startedAt: at,
  runningAt: at,
  finishedAt: at,
  failedAt: null,
  progressCheck: "ex1.gradient",
  progressIndex: 2,
  progressOf: 3,
};
type Row = Parameters<typeof stateOf>[1];

test.each([
  ["its report was read a moment too early", null, { kind: "running", check: "ex1.gradient", index: 2, of: 3 }],
  [
    "its report is there",
    { status: "graded", score: 1, maxScore: 2, afterDueScore: 0, afterDueMax: 0 },
    { kind: "graded" },
  ],
])("a submission is called graded only together with a report: %s", async (_, report, state) => {
  const unasked = {} as Tx; // a job that has begun has no place in the queue to look up
  expect(await stateOf(unasked, { jobs: [job], report } as unknown as Row)).toEqual(state);
});
