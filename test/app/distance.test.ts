import { expect, test } from "vitest";
import { distance } from "../../app/_components/distance.ts";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test.each([
  ["ten days are not a week", 10 * day + 5 * hour, [10, "day"]],
  ["a day and a half is counted in hours", 1.5 * day, [36, "hour"]],
  ["what is left is not rounded up", 2 * hour - 1, [119, "minute"]],
  ["the last minute", minute - 1, [59, "second"]],
  ["now", 0, [0, "second"]],
  ["just over", -1, [0, "second"]],
  ["the past", -3 * day - hour, [-3, "day"]],
  ["far away", 200 * day, [6, "month"]],
] as const)("%s", (_name, ms, expected) => {
  expect(distance(ms)).toEqual(expected);
});
