"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ScheduleState } from "../../lib/schedule.ts";
import { Icon } from "../_components/icon.tsx";
import styles from "./hand-in.module.css";

export function SubmitBar(props: { busy: boolean; late: ScheduleState | null; onSubmit: () => void }) {
  const t = useTranslations("handIn");
  return (
    <div className={styles.submit}>
      {/* not `disabled` while busy: focus would be lost, and the sending ignores a second click anyway */}
      <Button
        size="md"
        leftSection={<Icon name="upload" />}
        aria-disabled={props.busy}
        data-disabled={props.busy || undefined}
        onClick={props.onSubmit}
      >
        {t("submit")}
      </Button>
      {props.late && <p className={styles.lateNote}>{t("lateNow", { percent: props.late.penaltyPercent })}</p>}
    </div>
  );
}
