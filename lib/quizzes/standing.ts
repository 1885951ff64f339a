import type { ScheduleWithOverrides } from "../projects/standing.ts";
import {
  lastClosing,
  type ScheduleOverride,
  type ScheduleRules,
  type ScheduleState,
  scheduleState,
} from "../schedule.ts";

/** A quiz ends when it is due: whoever may take longer has another date, and nobody pays for lateness. */
const withoutLate = <T extends ScheduleRules | ScheduleOverride>(rules: T): T => ({
  ...rules,
  lateDays: 0,
  latePercentPerDay: 0,
});

/** Where a person stands with a quiz at `now`. */
export function quizStanding(
  schedule: ScheduleWithOverrides,
  personId: string,
  timeZone: string,
  now: Date,
): ScheduleState {
  const own = schedule.overrides.filter((override) => override.personId === personId);
  return scheduleState(withoutLate(schedule), own.map(withoutLate), timeZone, now);
}

/** The instant after which nobody can begin or go on, whatever was granted to whom. */
export function quizClosesForAll(schedule: ScheduleWithOverrides, timeZone: string): Date {
  return lastClosing(withoutLate(schedule), schedule.overrides.map(withoutLate), timeZone);
}

/**
 * When an attempt ends: after its minutes and the person's extra ones, and never after the person's close.
 * @param closesAt null for staff, who try a quiz out whenever they like
 * @returns null: no end
 */
export function endOfAttempt(
  startedAt: Date,
  minutes: { limit: number | undefined; extra: number },
  closesAt: Date | null,
): Date | null {
  const byLimit =
    minutes.limit === undefined ? null : new Date(startedAt.getTime() + (minutes.limit + minutes.extra) * 60_000);
  if (byLimit === null || closesAt === null) return byLimit ?? closesAt;
  return byLimit < closesAt ? byLimit : closesAt;
}
