import { getLocale, getTranslations } from "next-intl/server";
import type { GivenUpJob } from "../../lib/operations/queries.ts";
import { Link } from "../_components/link.tsx";
import { Moment } from "../_components/moment.tsx";
import { Empty } from "../_components/page.tsx";
import { discard, retry } from "./actions.ts";
import styles from "./operations.module.css";

/** What was given up: whose it is, every cause, and what can be done about it. */
export async function GivenUpList({ jobs, empty }: { jobs: GivenUpJob[]; empty: string }) {
  const [t, locale] = await Promise.all([getTranslations("operations"), getLocale()]);
  if (jobs.length === 0) return <Empty>{empty}</Empty>;
  return (
    <ul className={styles.jobs}>
      {jobs.map((job) => (
        <li key={job.jobId} className={styles.job}>
          <h3 className={styles.jobTitle}>
            <Link href={`/submissions/${job.submissionId}`}>
              {t("handIn", { project: job.projectTitle[locale], number: job.number, person: job.submittedBy })}
            </Link>
          </h3>
          <p className={styles.facts}>
            {t("gaveUp", { course: job.courseSlug, lane: t(`lanes.${job.lane}`), attempts: job.attempts })}{" "}
            <Moment at={job.failedAt} zone="UTC" short seconds />
          </p>
          <pre className={styles.cause}>{job.failures[0]?.failure ?? t("noCause")}</pre>
          {job.failures.length > 1 && (
            <details>
              <summary>{t("allAttempts", { count: job.failures.length })}</summary>
              <ol className={styles.attempts}>
                {job.failures.map((failure) => (
                  <li key={`${failure.attempt} ${failure.at}`}>
                    {t("attempt", { number: failure.attempt, worker: failure.workerId ?? "–" })}{" "}
                    <Moment at={failure.at} zone="UTC" short seconds />
                    <pre className={styles.cause}>{failure.failure}</pre>
                  </li>
                ))}
              </ol>
            </details>
          )}
          <div className={styles.actions}>
            <form action={retry}>
              <input type="hidden" name="jobId" value={job.jobId} />
              <button type="submit" className={styles.primary}>
                {t("retry")}
              </button>
            </form>
            {!job.discardedAt && <Discard jobId={job.jobId} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Asks why first: the reason is kept, and what happens to the student is said. */
async function Discard({ jobId }: { jobId: string }) {
  const t = await getTranslations("operations");
  const note = `discard-${jobId}`;
  return (
    <details className={styles.discard}>
      <summary>{t("discard")}</summary>
      <form action={discard}>
        <input type="hidden" name="jobId" value={jobId} />
        <p id={note}>{t("discardMeans")}</p>
        <label>
          {t("discardReason")}
          <input name="reason" required maxLength={1000} aria-describedby={note} />
        </label>
        <button type="submit" className={styles.primary}>
          {t("discardNow")}
        </button>
      </form>
    </details>
  );
}
