import { expect, test } from "vitest";
import { instantOf, localTimeOf } from "../../../lib/quizzes/local-time.ts";

test.each([
  ["2025-12-07T23:59", "America/Sao_Paulo", "2025-12-08T02:59:00.000Z"],
  ["2026-03-29T02:30", "Europe/Lisbon", "2026-03-29T01:30:00.000Z"],
  // an hour that the clocks skip, and one that they repeat: the later instant
  ["2026-03-29T01:30", "Europe/Lisbon", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T01:30", "Europe/Lisbon", "2026-10-25T01:30:00.000Z"],
])("%s in %s is %s", (time, zone, instant) => {
  expect(instantOf(time, zone).toISOString()).toBe(instant);
});

test("an instant comes back as the form takes it", () => {
  expect(localTimeOf("2025-12-08T02:59:00.000Z", "America/Sao_Paulo")).toBe("2025-12-07T23:59");
});
