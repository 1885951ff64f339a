import { getFormatter, getTranslations } from "next-intl/server";
import { shareOf } from "../../../../../../lib/quizzes/regrading/plan.ts";
import type { Regrade } from "../../../../../../lib/quizzes/regrading/row.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Empty } from "../../../../../_components/page.tsx";
import table from "../../../../../_components/table.module.css";
import styles from "../../../../../_quiz-editor/staff.module.css";

const mostRows = 300;

/** Who changes by how much, and at which questions. */
export async function RegradeChanges({ regrade }: { regrade: Regrade }) {
  const [t, format] = await Promise.all([getTranslations("quizRegrade"), getFormatter()]);
  const { rows } = regrade.work;
  if (rows.length === 0) return <Empty>{t("nobodyChanges")}</Empty>;
  const figure = (value: number | null) => (value === null ? "–" : format.number(value, { maximumFractionDigits: 2 }));
  const signed = (value: number) => format.number(value, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return (
    <>
      <table className={`${table.table} ${table.stack}`}>
        <caption className="visually-hidden">{t("changesOf")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("person")}</th>
            <th scope="col" className={table.number}>
              {t("before")}
            </th>
            <th scope="col" className={table.number}>
              {t("after")}
            </th>
            <th scope="col" className={table.number}>
              {t("difference")}
            </th>
            <th scope="col">{t("questions")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map(({ attemptId, person, number, from, to, questions }) => {
            // where a question was dropped, only shares can be compared
            const shares = to.maxScore !== from.maxScore;
            const by = shares ? 100 * (shareOf(to) - shareOf(from)) : to.score - (from.score ?? 0);
            return (
              <tr key={attemptId}>
                <th scope="row">
                  <Link href={`/attempts/${attemptId}`}>
                    {person} · {t("attempt", { number })}
                  </Link>
                </th>
                <td data-label={t("before")} className={table.number}>
                  {figure(from.score)} / {figure(from.maxScore)}
                </td>
                <td data-label={t("after")} className={table.number}>
                  {figure(to.score)} / {figure(to.maxScore)}
                </td>
                <td data-label={t("difference")} className={table.number}>
                  <strong className={by < 0 ? styles.lowered : styles.raised}>
                    {shares ? t("percentPoints", { by: signed(by) }) : signed(by)}
                  </strong>
                </td>
                <td data-label={t("questions")}>
                  {questions.map(({ key, from: had, to: has }) => `${key}: ${figure(had)} → ${figure(has)}`).join("; ")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > mostRows && <Empty>{t("moreRows", { count: rows.length - mostRows })}</Empty>}
    </>
  );
}
