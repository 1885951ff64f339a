import type { Override, Schedule } from "../../generated/prisma/client.ts";
import { lastClosing, lateness, type ScheduleState, scheduleState } from "../schedule.ts";
import type { Viewing } from "../submissions/redact.ts";

/** A project's deadline with everything that was granted to someone. */
export type ScheduleWithOverrides = Schedule & { overrides: Override[] };

/** Whose deadline it is: of the group, and of the person, whose own overrides come last and win. */
export interface Whose {
  personId: string;
  groupId: string | null;
}

function overridesOf({ overrides }: ScheduleWithOverrides, { personId, groupId }: Whose): Override[] {
  const ofGroup = overrides.filter((override) => override.groupId !== null && override.groupId === groupId);
  return [...ofGroup, ...overrides.filter((override) => override.personId === personId)];
}

export function standing(schedule: ScheduleWithOverrides, whose: Whose, timeZone: string, now: Date): ScheduleState {
  return scheduleState(schedule, overridesOf(schedule, whose), timeZone, now);
}

/** How late a submission was, by the rules and overrides as they are now. */
export function latenessOf(
  schedule: ScheduleWithOverrides,
  submission: { submittedById: string; groupId: string | null; receivedAt: Date },
  timeZone: string,
): { lateDays: number; penaltyPercent: number } {
  const whose = { personId: submission.submittedById, groupId: submission.groupId };
  return lateness(schedule, overridesOf(schedule, whose), timeZone, submission.receivedAt);
}

export function viewingOf(schedule: ScheduleWithOverrides, timeZone: string, now: Date, everything: boolean): Viewing {
  return { everything, lastClosing: lastClosing(schedule, schedule.overrides, timeZone), now };
}
