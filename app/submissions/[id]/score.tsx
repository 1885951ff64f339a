import { getFormatter, getTranslations } from "next-intl/server";
import type { SubmissionPage } from "../../../lib/submissions/queries.ts";
import type { VisibleReport } from "../../../lib/submissions/redact.ts";
import { Moment } from "../../_components/moment.tsx";
import { Points } from "../../_status/points.tsx";
import { Since } from "./since.tsx";
import styles from "./submission.module.css";

/** The score, said to be partial while it is, and what lateness takes from it. */
export async function Score({ page, report }: { page: SubmissionPage; report: VisibleReport }) {
  const [t, format] = await Promise.all([getTranslations("report"), getFormatter()]);
  const points = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const rest = report.maxScore - report.shownMaxScore;
  const shown = report.exercises.flatMap(({ checks }) => checks.filter((check) => check.shown !== "nothing"));
  const right = shown.filter((check) => check.verdict === "accepted").length;
  return (
    <div className={styles.score}>
      <p className={styles.figure}>
        <Points score={report.score} of={report.shownMaxScore} />
      </p>
      <div>
        <p className={styles.status}>
          {report.status === "graded" ? t("right", { right, of: shown.length }) : t(`status.${report.status}`)}
        </p>
        <Since page={page} report={report} />
        {rest > 0 && (
          <p className={styles.partial}>
            <strong>{t("partial")}</strong> {t("rest", { points: points(rest) })}{" "}
            {report.restShownAt && (
              <>
                {t("restShownAt")} <Moment at={report.restShownAt} zone={page.course.timeZone} />
              </>
            )}
          </p>
        )}
        {page.penaltyPercent > 0 && (
          <p className={styles.partial}>{t("penalty", { days: page.lateDays, percent: page.penaltyPercent })}</p>
        )}
      </div>
    </div>
  );
}
