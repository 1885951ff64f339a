import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { QuizCard } from "../../../lib/quizzes/cards.ts";
import { Link } from "../../_components/link.tsx";
import { Moment } from "../../_components/moment.tsx";
import { Empty } from "../../_components/page.tsx";
import table from "../../_components/table.module.css";
import { Chip } from "../../_status/chip.tsx";
import { Due } from "../../_status/due.tsx";
import { Points } from "../../_status/points.tsx";
import { ScheduleChip } from "../../_status/schedule-chip.tsx";

/** The quizzes of a course: when, how many attempts are used, and the score that counts. */
export async function QuizList({ course, quizzes, zone }: { course: string; quizzes: QuizCard[]; zone: string }) {
  const [t, held, locale, format] = await Promise.all([
    getTranslations("quizPage.list"),
    getTranslations("quizPage.withheld"),
    getLocale(),
    getFormatter(),
  ]);
  if (quizzes.length === 0) return <Empty>{t("none")}</Empty>;
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("quiz")}</th>
          <th scope="col">{t("deadline")}</th>
          <th scope="col">{t("attempts")}</th>
          <th scope="col" className={table.number}>
            {t("score")}
          </th>
        </tr>
      </thead>
      <tbody>
        {quizzes.map((quiz) => (
          <tr key={quiz.slug}>
            <th scope="row">
              <Link href={`/courses/${course}/quizzes/${quiz.slug}`}>{quiz.title[locale]}</Link>
            </th>
            <td>
              {quiz.published ? (
                <>
                  <ScheduleChip schedule={quiz.schedule} /> <Due schedule={quiz.schedule} />
                </>
              ) : (
                <Chip tone="quiet" icon="eyeOff">
                  {t("unpublished")}
                </Chip>
              )}
            </td>
            <td data-label={t("attempts")}>
              <span>
                {quiz.attempts.allowed === null
                  ? format.number(quiz.attempts.used)
                  : t("used", { used: quiz.attempts.used, allowed: quiz.attempts.allowed })}{" "}
                {quiz.openAttempt && <Link href={`/attempts/${quiz.openAttempt.id}`}>{t("goOn")}</Link>}
              </span>
            </td>
            <td data-label={t("score")} className={table.number}>
              {quiz.score === null && quiz.withheld ? (
                <span className={table.muted}>
                  {held(quiz.withheld.reason)}{" "}
                  {quiz.withheld.from && <Moment at={quiz.withheld.from} zone={zone} short />}
                </span>
              ) : quiz.maxScore === null ? (
                "–"
              ) : (
                <Points score={quiz.score} of={quiz.maxScore} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
