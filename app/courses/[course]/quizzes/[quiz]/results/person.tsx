import { getTranslations } from "next-intl/server";
import type { ResultAttempt, ResultRow, ResultsPage } from "../../../../../../lib/quizzes/results.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Moment } from "../../../../../_components/moment.tsx";
import table from "../../../../../_components/table.module.css";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { Chip } from "../../../../../_status/chip.tsx";
import { Points } from "../../../../../_status/points.tsx";
import { Extra } from "./extra.tsx";

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
