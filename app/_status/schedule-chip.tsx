import { useTranslations } from "next-intl";
import type { ScheduleState } from "../../lib/schedule.ts";
import { Chip } from "./chip.tsx";

export function ScheduleChip({ schedule }: { schedule: ScheduleState }) {
  const t = useTranslations("schedule");
  switch (schedule.status) {
    case "not-open":
      return (
        <Chip tone="quiet" icon="clock">
          {t("status.not-open")}
        </Chip>
      );
    case "open":
      return (
        <Chip tone="accent" icon="clock">
          {t("status.open")}
        </Chip>
      );
    case "late":
      return (
        <Chip tone="warn" icon="warning">
          {t("status.late", { penalty: schedule.penaltyPercent })}
        </Chip>
      );
    case "closed":
      return (
        <Chip tone="quiet" icon="dash">
          {t("status.closed")}
        </Chip>
      );
  }
}
