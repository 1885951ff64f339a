import { useLocale, useTranslations } from "next-intl";
import type { SubmissionPage } from "../../../lib/submissions/queries.ts";
import type { VisibleReport } from "../../../lib/submissions/redact.ts";
import { changedVerdicts } from "./changed-verdicts.ts";
import styles from "./submission.module.css";

/** What the last changes were good for: how many checks are right that were not, and which are right no longer. */
export function Since({ page, report }: { page: SubmissionPage; report: VisibleReport }) {
  const t = useTranslations("report.since");
  const kinds = useTranslations("kind");
  const locale = useLocale();
  if (!page.previousVerdicts || !page.previousFiles) return null;
  const { number } = page.previousFiles;
  const { gained, lost } = changedVerdicts(page.previousVerdicts, report);
  const outline = new Map(page.exercises.flatMap((exercise) => exercise.checks.map((check) => [check.id, check])));
  return (
    <p className={styles.partial}>
      {gained.length + lost.length === 0 ? t("same", { number }) : t("gained", { number, count: gained.length })}
      {lost.length > 0 && (
        <>
          {" "}
          {t("lost", { count: lost.length })}{" "}
          {lost.map((check, index) => (
            <span key={check.id}>
              {index > 0 && ", "}
              <a href={`#${check.id}`}>{outline.get(check.id)?.title?.[locale] ?? kinds(check.kind)}</a>
            </span>
          ))}
        </>
      )}
    </p>
  );
}
