import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { SubmissionPage } from "../../lib/submissions/queries.ts";
import type { VisibleCheck, VisibleReport } from "../../lib/submissions/redact.ts";
import { Section } from "../_components/page.tsx";
import { Points } from "../_status/points.tsx";
import { CheckCard } from "./check-card.tsx";
import { Messages } from "./messages.tsx";
import styles from "./report.module.css";

function failed(check: VisibleCheck): boolean {
  return check.shown !== "nothing" && check.verdict !== "accepted";
}

/** The check to begin with: the first that fails and can be looked into, in the order in which one thing feeds the next. */
function first(report: VisibleReport): VisibleCheck | undefined {
  const checks = report.exercises.flatMap((exercise) => exercise.checks);
  return (
    checks.find((check) => failed(check) && check.shown === "everything" && check.verdict !== "not_run") ??
    checks.find((check) => failed(check) && check.shown === "everything")
  );
}

/** A graded hand-in: first what to look at first, then everything in the order of the exercises. */
export function Report({ page, report }: { page: SubmissionPage; report: VisibleReport }) {
  const t = useTranslations("report");
  const format = useFormatter();
  const locale = useLocale();
  const start = first(report);
  const outline = new Map(page.exercises.flatMap((exercise) => exercise.checks.map((check) => [check.id, check])));
  const said = report.messages.length > 0;
  const graded = report.status === "graded";
  const grants = page.mayGrant ? page.id : null;
  return (
    <>
      {said && !graded && (
        <Section id="messages" title={t(report.status === "rejected" ? "refused" : "messages")} note={t("nothingRan")}>
          <Messages messages={report.messages} />
        </Section>
      )}
      {start && (
        <Section id="first" title={t("first")} note={t("firstNote")} flush>
          <CheckCard check={start} outline={outline.get(start.id)} files={page.files} open grants={grants} />
        </Section>
      )}
      {report.exercises.map((exercise) => {
        const named = page.exercises.find((each) => each.id === exercise.id);
        return (
          <Section
            key={exercise.id}
            id={`exercise-${exercise.id}`}
            title={
              <>
                <span className={styles.id}>{exercise.id}</span> {named?.title[locale]}
              </>
            }
            note={
              <>
                <Points score={exercise.score} of={exercise.shownMaxScore} />
                {exercise.shownMaxScore < exercise.maxScore &&
                  ` · ${t("moreLater", { points: format.number(exercise.maxScore - exercise.shownMaxScore) })}`}
              </>
            }
            flush
          >
            {exercise.checks.map((check) =>
              check.id === start?.id ? (
                <p key={check.id} className={styles.above}>
                  <a href={`#${check.id}`}>
                    {t("above", { title: outline.get(check.id)?.title?.[locale] ?? check.id })}
                  </a>
                </p>
              ) : (
                <CheckCard
                  key={check.id}
                  check={check}
                  outline={outline.get(check.id)}
                  files={page.files}
                  open={false}
                  grants={grants}
                />
              ),
            )}
          </Section>
        );
      })}
      {said && graded && (
        <Section id="messages" title={t("warnings")}>
          <Messages messages={report.messages} />
        </Section>
      )}
      <p className={styles.engine}>
        {t("engine", { grader: report.engine.grader, tfjs: report.engine.tfjs, backend: report.engine.backend })}
        {report.engine.sandbox && ` ${t("sandbox", { level: report.engine.sandbox })}`}
      </p>
    </>
  );
}
