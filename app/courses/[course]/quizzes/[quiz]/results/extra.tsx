import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { localTimeOf } from "../../../../../../lib/quizzes/local-time.ts";
import type { ResultRow, ResultsPage } from "../../../../../../lib/quizzes/results.ts";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { allow, ownDates, reopen } from "./actions.ts";

/** More time or attempts, other dates, and going on with an attempt that ended: each with its reason, for one person. */
export async function Extra(props: { row: ResultRow; page: ResultsPage; quiz: string; back: string }) {
  const { row, page } = props;
  const t = await getTranslations("quizResults");
  const place = { courseSlug: page.course.slug, quizSlug: props.quiz, back: props.back };
  const words = { reason: t("reason") };
  const person = { ...place, personId: row.personId };
  const zone = page.course.timeZone;
  const last = row.attempts.findLast(({ handedInAt }) => handedInAt !== null);
  const given = row.extraMinutes > 0 || row.extraAttempts > 0;
  const summary = given ? t("given", { minutes: row.extraMinutes, attempts: row.extraAttempts }) : t("extra");
  return (
    <details className={styles.more}>
      <summary>
        {summary}
        {row.closesAt && <> · {t("ownDates")}</>}
        <span className="visually-hidden"> {t("of", { name: row.name })}</span>
      </summary>
      <Grant {...words} action={allow} to={person} submit={t("grant")}>
        <label>
          {t("extraMinutes")}
          <input type="number" name="extraMinutes" min={0} max={1440} defaultValue={row.extraMinutes} required />
        </label>
        <label>
          {t("extraAttempts")}
          <input type="number" name="extraAttempts" min={0} max={100} defaultValue={row.extraAttempts} required />
        </label>
      </Grant>
      <Grant {...words} action={ownDates} to={person} submit={t("ownMove")}>
        <LocalTime name="opens" label={t("ownOpens")} at={row.opensAt} zone={zone} />
        <LocalTime name="due" label={t("ownDue")} at={row.closesAt} zone={zone} />
      </Grant>
      {last && (
        <Grant {...words} action={reopen} to={{ ...place, attemptId: last.id }} submit={t("reopen")}>
          <label>
            {t("reopenFor", { number: last.number })}
            <input type="number" name="minutes" min={1} max={10_080} defaultValue={30} required />
          </label>
        </Grant>
      )}
    </details>
  );
}

interface GrantProps {
  action: (form: FormData) => Promise<void>;
  /** what it is granted to, by the action's names */
  to: Record<string, string>;
  reason: string;
  submit: string;
  children: ReactNode;
}

function Grant({ action, to, reason, submit, children }: GrantProps) {
  return (
    <form action={action} className={styles.form}>
      {Object.entries(to).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <label>
        {reason}
        <input type="text" name="reason" maxLength={500} />
      </label>
      <button type="submit" className={styles.secondary}>
        {submit}
      </button>
    </form>
  );
}

function LocalTime({ name, label, at, zone }: { name: string; label: string; at: string | null; zone: string }) {
  return (
    <label>
      {label}
      <input type="datetime-local" name={name} defaultValue={at ? localTimeOf(at, zone) : ""} />
    </label>
  );
}
