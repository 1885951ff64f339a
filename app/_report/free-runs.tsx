import { useFormatter, useTranslations } from "next-intl";
import type { FreeRuns as Runs } from "../../grader/report.ts";
import { Chip } from "../_status/chip.tsx";
import styles from "./report.module.css";

/** Final losses from many starting points, in a sentence: whether the two distributions differ, and by how much. */
export function FreeRuns({ freeRuns: { student, p, d, differ } }: { freeRuns: Runs }) {
  const t = useTranslations("report.freeRuns");
  const format = useFormatter();
  const figures = {
    count: student.length,
    p: format.number(p, { maximumSignificantDigits: 2 }),
    d: format.number(d, { maximumFractionDigits: 2 }),
  };
  return (
    <p className={styles.surface}>
      <Chip tone={differ ? "bad" : "good"} icon={differ ? "cross" : "check"}>
        {t(differ ? "differ" : "same")}
      </Chip>{" "}
      {t("figures", figures)}
    </p>
  );
}
