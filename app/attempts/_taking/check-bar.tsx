"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { RenderedResult } from "../../_quiz/render-result.ts";
import styles from "./question.module.css";

export interface Check {
  triesLeft: number;
  penaltyPercent: number;
  result: RenderedResult | null;
  /** the answer was changed since */
  outdated: boolean;
  busy: boolean;
  message: string | null;
}

/** The button that judges an answer while it can still be corrected, with what it costs said before. */
export function CheckBar({ check, disabled, onCheck }: { check: Check; disabled: boolean; onCheck: () => void }) {
  const t = useTranslations("quiz.check");
  const off = disabled || check.busy || check.triesLeft === 0;
  return (
    <div className={styles.check}>
      <Button
        variant="default"
        aria-disabled={off}
        data-disabled={off || undefined}
        onClick={() => {
          if (!off) onCheck();
        }}
      >
        {t(check.busy ? "busy" : "check")}
      </Button>
      <span className={styles.checkNote}>
        {t("left", { count: check.triesLeft })}
        {check.penaltyPercent > 0 && check.triesLeft > 0 && ` ${t("penalty", { percent: check.penaltyPercent })}`}
      </span>
      <p role="status" className={styles.checkNote}>
        {check.message ?? (check.result && !check.outdated ? t("done") : "")}
      </p>
    </div>
  );
}
