import { getTranslations } from "next-intl/server";
import type { ScheduleState } from "../../lib/schedule.ts";
import { FromNow, Moment } from "../_components/moment.tsx";

/** The next instant that matters of a schedule: date, zone and how far away, in that order. */
export async function Due({ schedule }: { schedule: ScheduleState }) {
  const t = await getTranslations("schedule");
  const [label, at] =
    schedule.status === "not-open"
      ? (["opens", schedule.opensAt] as const)
      : schedule.status === "open"
        ? (["due", schedule.dueAt] as const)
        : schedule.status === "late"
          ? (["closes", schedule.closesAt] as const)
          : (["closed", schedule.closesAt] as const);
  return (
    <>
      {t(label)} <Moment at={at} zone={schedule.timeZone} /> (<FromNow at={at} />)
    </>
  );
}
