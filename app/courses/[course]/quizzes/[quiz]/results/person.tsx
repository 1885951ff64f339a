import { getTranslations } from "next-intl/server";
import { localTimeOf } from "../../../../../../lib/quizzes/local-time.ts";
import type { ResultAttempt, ResultRow, ResultsPage } from "../../../../../../lib/quizzes/results.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Moment } from "../../../../../_components/moment.tsx";
import table from "../../../../../_components/table.module.css";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { Chip } from "../../../../../_status/chip.tsx";
import { Points } from "../../../../../_status/points.tsx";
import { allow, ownDates, reopen } from "./actions.ts";

interface Place {
  quiz: string;
  /** the filter of the list, to come back to */
  back: string;
}

/** One person: every attempt, what counts, and what may be given to this person alone. */
export async function PersonRow({ row, page, ...place }: { row: ResultRow; page: ResultsPage } & Place) {
  const t = await getTranslations("quizResults");
  return (
    <tr>
      <th scope="row">
        {row.name}
        <br />
        <span className={table.muted}>{row.email}</span>
      </th>
      <td data-label={t("attempts")}>
        {row.attempts.length === 0 ? (
          <span className={table.muted}>{t("notStarted")}</span>
        ) : (
          <ul className={styles.attempts}>
            {row.attempts.map((attempt) => (
              <li key={attempt.id}>
                <Attempt attempt={attempt} zone={page.course.timeZone} />
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label={t("score")} className={table.number}>
        <Points score={row.score} of={page.maxScore} />
      </td>
      {page.can.changeTime && (
        <td>
          <Extra row={row} page={page} {...place} />
        </td>
      )}
    </tr>
  );
}

async function Attempt({ attempt, zone }: { attempt: ResultAttempt; zone: string }) {
  const t = await getTranslations("quizResults");
  return (
    <>
      <Link href={`/attempts/${attempt.id}`}>{t("attempt", { number: attempt.number })}</Link>{" "}
      <Moment at={attempt.handedInAt ?? attempt.startedAt} zone={zone} short />{" "}
      {attempt.handedInAt === null ? (
        <Chip tone="accent" icon="clock">
          {t("open")}
        </Chip>
      ) : !attempt.graded ? (
        <Chip tone="quiet" icon="queue">
          {t("grading")}
        </Chip>
      ) : (
        <>
          <Points score={attempt.score} of={attempt.maxScore} />{" "}
          {!attempt.complete && (
            <Chip tone="warn" icon="clock">
              {t("waiting")}
            </Chip>
          )}
        </>
      )}{" "}
      {attempt.regraded && <span className={table.muted}>{t("regraded")}</span>}
    </>
  );
}

/** More time or attempts, and going on with an attempt that ended. */
async function Extra({ row, page, quiz, back }: { row: ResultRow; page: ResultsPage } & Place) {
  const t = await getTranslations("quizResults");
  const hidden = (
    <>
      <input type="hidden" name="courseSlug" value={page.course.slug} />
      <input type="hidden" name="quizSlug" value={quiz} />
      <input type="hidden" name="back" value={back} />
    </>
  );
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
      <form action={allow} className={styles.form}>
        {hidden}
        <input type="hidden" name="personId" value={row.personId} />
        <label>
          {t("extraMinutes")}
          <input type="number" name="extraMinutes" min={0} max={1440} defaultValue={row.extraMinutes} required />
        </label>
        <label>
          {t("extraAttempts")}
          <input type="number" name="extraAttempts" min={0} max={100} defaultValue={row.extraAttempts} required />
        </label>
        <label>
          {t("reason")}
          <input type="text" name="reason" maxLength={500} />
        </label>
        <button type="submit" className={styles.secondary}>
          {t("grant")}
        </button>
      </form>
      <form action={ownDates} className={styles.form}>
        {hidden}
        <input type="hidden" name="personId" value={row.personId} />
        <label>
          {t("ownOpens")}
          <input
            type="datetime-local"
            name="opens"
            defaultValue={row.opensAt ? localTimeOf(row.opensAt, page.course.timeZone) : ""}
          />
        </label>
        <label>
          {t("ownDue")}
          <input
            type="datetime-local"
            name="due"
            defaultValue={row.closesAt ? localTimeOf(row.closesAt, page.course.timeZone) : ""}
          />
        </label>
        <label>
          {t("reason")}
          <input type="text" name="reason" maxLength={500} />
        </label>
        <button type="submit" className={styles.secondary}>
          {t("ownMove")}
        </button>
      </form>
      {last && (
        <form action={reopen} className={styles.form}>
          {hidden}
          <input type="hidden" name="attemptId" value={last.id} />
          <label>
            {t("reopenFor", { number: last.number })}
            <input type="number" name="minutes" min={1} max={10_080} defaultValue={30} required />
          </label>
          <label>
            {t("reason")}
            <input type="text" name="reason" maxLength={500} />
          </label>
          <button type="submit" className={styles.secondary}>
            {t("reopen")}
          </button>
        </form>
      )}
    </details>
  );
}
