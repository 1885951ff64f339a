import { Temporal } from "temporal-polyfill";

/** What is lost by handing in late: `percentPerDay` of the maximum for every day begun, until `days` have gone by. */
export interface LateRule {
  percentPerDay: number;
  days: number;
}

/** The rules of one deadline, as they hold for everybody. */
export interface ScheduleRules {
  opensAt: Date;
  dueAt: Date;
  lateDays: number;
  latePercentPerDay: number;
}

/** What is different for one person or group; null leaves the rule as it is. */
export type ScheduleOverride = { [K in keyof ScheduleRules]: ScheduleRules[K] | null };

/** Where a person stands with respect to one deadline at one instant. Instants are ISO 8601 in UTC. */
export interface ScheduleState {
  status: "not-open" | "open" | "late" | "closed";
  opensAt: string;
  dueAt: string;
  /** after this instant nothing is accepted; equal to `dueAt` without a late rule */
  closesAt: string;
  /** IANA zone in which the course states its deadlines */
  timeZone: string;
  late: LateRule | null;
  /** percentage of the maximum that a hand-in at this instant would lose */
  penaltyPercent: number;
  /** an override moved something for this person or group */
  overridden: boolean;
}

function effective(rules: ScheduleRules, overrides: readonly ScheduleOverride[]): ScheduleRules {
  const merged = { ...rules };
  for (const { opensAt, dueAt, lateDays, latePercentPerDay } of overrides) {
    merged.opensAt = opensAt ?? merged.opensAt;
    merged.dueAt = dueAt ?? merged.dueAt;
    merged.lateDays = lateDays ?? merged.lateDays;
    merged.latePercentPerDay = latePercentPerDay ?? merged.latePercentPerDay;
  }
  return merged;
}

/** Days are those of the course's calendar: a deadline at 23:59 stays at 23:59 when the clocks change in between. */
function daysAfter(dueAt: Date, timeZone: string, days: number): Date {
  const due = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(due.add({ days }).epochMilliseconds);
}

/**
 * Days of lateness begun at `at`: 0 up to and including the due instant.
 * @param at when something was handed in
 */
export function lateDaysAt(dueAt: Date, timeZone: string, at: Date): number {
  if (at <= dueAt) return 0;
  let days = Math.max(1, Math.floor((at.getTime() - dueAt.getTime()) / 86_400_000));
  while (daysAfter(dueAt, timeZone, days) < at) days += 1;
  return days;
}

/**
 * Where someone stands at the instant `now`: the whole of deadlines, overrides and lateness is this function of its arguments.
 * @param overrides those that hold for the person, the more personal ones last: these win
 */
export function scheduleState(
  rules: ScheduleRules,
  overrides: readonly ScheduleOverride[],
  timeZone: string,
  now: Date,
): ScheduleState {
  const { opensAt, dueAt, lateDays, latePercentPerDay } = effective(rules, overrides);
  const closesAt = lateDays > 0 ? daysAfter(dueAt, timeZone, lateDays) : dueAt;
  const status = now < opensAt ? "not-open" : now <= dueAt ? "open" : now <= closesAt ? "late" : "closed";
  return {
    status,
    opensAt: opensAt.toISOString(),
    dueAt: dueAt.toISOString(),
    closesAt: closesAt.toISOString(),
    timeZone,
    late: lateDays > 0 ? { percentPerDay: latePercentPerDay, days: lateDays } : null,
    penaltyPercent: status === "late" ? Math.min(100, latePercentPerDay * lateDaysAt(dueAt, timeZone, now)) : 0,
    overridden: overrides.length > 0,
  };
}

/** What a hand-in received at `receivedAt` loses, by the schedule as it is now. */
export function lateness(
  rules: ScheduleRules,
  overrides: readonly ScheduleOverride[],
  timeZone: string,
  receivedAt: Date,
): { lateDays: number; penaltyPercent: number } {
  const { dueAt, latePercentPerDay } = effective(rules, overrides);
  const lateDays = lateDaysAt(dueAt, timeZone, receivedAt);
  return { lateDays, penaltyPercent: Math.min(100, latePercentPerDay * lateDays) };
}

/** The instant after which nobody can hand in any more, whatever was granted to whom. */
export function lastClosing(rules: ScheduleRules, overrides: readonly ScheduleOverride[], timeZone: string): Date {
  const closings = [[], ...overrides.map((override) => [override])].map((some) =>
    Date.parse(scheduleState(rules, some, timeZone, rules.opensAt).closesAt),
  );
  return new Date(Math.max(...closings));
}
