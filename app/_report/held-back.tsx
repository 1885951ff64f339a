import { useFormatter, useTranslations } from "next-intl";
import type { CheckReport } from "../../grader/report.ts";
import { grant } from "../submissions/[id]/actions.ts";
import styles from "./report.module.css";

/** What was decided about points that a check kept back, or the form to decide. */
export function HeldBack({ check, grants }: { check: CheckReport; grants: string | null }) {
  const t = useTranslations("report.grant");
  const format = useFormatter();
  if (check.granted) {
    const { points, of, reason } = check.granted;
    return (
      <p className={styles.explanation}>
        {t("decided", { points: format.number(points), of: format.number(of) })} <q>{reason}</q>
      </p>
    );
  }
  if (check.heldBack === undefined || grants === null) return null;
  const note = `grant-${check.id}`;
  return (
    <details className={styles.grant}>
      <summary>{t("open")}</summary>
      <form action={grant}>
        <input type="hidden" name="submissionId" value={grants} />
        <input type="hidden" name="check" value={check.id} />
        <p id={note}>{t("means")}</p>
        <label>
          {t("points", { of: format.number(check.heldBack) })}
          <input
            type="number"
            name="points"
            required
            min={0}
            max={check.heldBack}
            step="any"
            defaultValue={check.heldBack}
            aria-describedby={note}
          />
        </label>
        <label>
          {t("reason")}
          <input name="reason" required maxLength={1000} aria-describedby={note} />
        </label>
        <button type="submit">{t("now")}</button>
      </form>
    </details>
  );
}
