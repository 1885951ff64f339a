import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastClosing, lateDaysAt, lateness, scheduleState } from "../../lib/schedule.ts";

const zone = "America/Sao_Paulo"; // UTC-3, no daylight saving
const rules = {
  opensAt: new Date("2026-03-01T11:00:00Z"),
  dueAt: new Date("2026-03-10T02:59:00Z"), // 9 March, 23:59
  lateDays: 3,
  latePercentPerDay: 10,
};
const none = { opensAt: null, dueAt: null, lateDays: null, latePercentPerDay: null };

describe("state at an instant", () => {
  test.each([
    ["a millisecond before it opens", "2026-03-01T10:59:59.999Z", "not-open", 0],
    ["as it opens", "2026-03-01T11:00:00.000Z", "open", 0],
    ["at the due instant itself", "2026-03-10T02:59:00.000Z", "open", 0],
    ["a millisecond late", "2026-03-10T02:59:00.001Z", "late", 10],
    ["a day late to the millisecond", "2026-03-11T02:59:00.000Z", "late", 10],
    ["a second day begun", "2026-03-11T02:59:00.001Z", "late", 20],
    ["as it closes", "2026-03-13T02:59:00.000Z", "late", 30],
    ["a millisecond after it closed", "2026-03-13T02:59:00.001Z", "closed", 0],
  ])("%s", (_name, at, status, penaltyPercent) => {
    expect(scheduleState(rules, [], zone, new Date(at))).toMatchObject({ status, penaltyPercent, overridden: false });
  });

  test("without a late rule it closes when it is due", () => {
    const state = scheduleState({ ...rules, lateDays: 0 }, [], zone, new Date("2026-03-10T03:00:00Z"));
    expect(state).toMatchObject({ status: "closed", late: null, closesAt: state.dueAt });
  });

  test("an override moves what it names and leaves the rest; the person's own wins over the group's", () => {
    const group = { ...none, dueAt: new Date("2026-03-15T02:59:00Z"), lateDays: 0 };
    const person = { ...none, dueAt: new Date("2026-03-20T02:59:00Z") };
    const state = scheduleState(rules, [group, person], zone, new Date("2026-03-19T00:00:00Z"));
    expect(state).toMatchObject({ status: "open", dueAt: "2026-03-20T02:59:00.000Z", late: null, overridden: true });
  });

  test("a penalty never exceeds everything", () => {
    const harsh = { ...rules, latePercentPerDay: 60 };
    expect(lateness(harsh, [], zone, new Date("2026-03-12T12:00:00Z"))).toEqual({ lateDays: 3, penaltyPercent: 100 });
  });
});

test("days are those of the calendar where clocks change", () => {
  // Lisbon went from UTC+0 to UTC+1 on 29 March 2026: the day between is an hour shorter
  const dueAt = new Date("2026-03-28T23:59:00Z");
  expect(lateDaysAt(dueAt, "Europe/Lisbon", new Date("2026-03-29T22:59:00Z"))).toBe(1);
  expect(lateDaysAt(dueAt, "Europe/Lisbon", new Date("2026-03-29T22:59:01Z"))).toBe(2);
});

test("the last closing is that of the most generous override", () => {
  const later = { ...none, dueAt: new Date("2026-04-01T02:59:00Z") };
  expect(lastClosing(rules, [later, none], zone).toISOString()).toBe("2026-04-04T02:59:00.000Z");
});

test("lateness and state agree at every instant, in every zone", () => {
  const zones = fc.constantFrom(zone, "Europe/Lisbon", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC");
  const offset = fc.integer({ min: -5 * 86_400_000, max: 9 * 86_400_000 });
  fc.assert(
    fc.property(zones, offset, fc.integer({ min: 0, max: 5 }), (timeZone, ms, lateDays) => {
      const now = new Date(rules.dueAt.getTime() + ms);
      const state = scheduleState({ ...rules, lateDays }, [], timeZone, now);
      const { lateDays: days, penaltyPercent } = lateness({ ...rules, lateDays }, [], timeZone, now);
      expect(state.status === "late" || state.status === "closed").toBe(days > 0);
      expect(state.status === "closed").toBe(days > lateDays);
      if (state.status === "late") expect(penaltyPercent).toBe(state.penaltyPercent);
    }),
  );
});
