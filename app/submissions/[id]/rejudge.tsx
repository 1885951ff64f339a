import { getFormatter, getTranslations } from "next-intl/server";
import type { SubmissionPage } from "../../../lib/submissions/queries.ts";
import { Moment } from "../../_components/moment.tsx";
import { Section } from "../../_components/page.tsx";
import { Live } from "../../_live/live.tsx";
import { Progress } from "../../_live/progress.tsx";
import { askForRejudge } from "./actions.ts";
import styles from "./rejudge.module.css";

/** What a rejudge is at, for everybody who sees the hand-in: the report below is still the one that counts. */
export async function RejudgeUnderWay({ page }: { page: SubmissionPage }) {
  if (!page.rejudge) return null;
  const t = await getTranslations("rejudge");
  return (
    <Section id="rejudge" title={t("title")}>
      <p className={styles.text}>{t("waits")}</p>
      <Progress state={page.rejudge} exercises={page.exercises} />
      <Live submissionId={page.id} />
    </Section>
  );
}

/** Says what will happen before it does; the button works without a script. */
export async function AskForRejudge({ page }: { page: SubmissionPage }) {
  const [t, format] = await Promise.all([getTranslations("rejudge"), getFormatter()]);
  const points = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <details className={styles.ask}>
      <summary>{t("open")}</summary>
      <p className={styles.text}>{t("means")}</p>
      <form action={askForRejudge}>
        <input type="hidden" name="submissionId" value={page.id} />
        <button type="submit">{t("now")}</button>
      </form>
      {page.earlierReports.length > 0 && (
        <>
          <p className={styles.text}>{t("earlier")}</p>
          <ul>
            {page.earlierReports.map((report) => (
              <li key={report.at}>
                {t("earlierRow", {
                  score: points(report.score),
                  maxScore: points(report.maxScore),
                  version: report.graderVersion,
                })}{" "}
                <Moment at={report.at} zone={page.course.timeZone} short />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
