import { useTranslations } from "next-intl";
import type { SubmissionRow } from "../../../lib/submissions/rows.ts";
import { Link } from "../../_components/link.tsx";
import { Moment } from "../../_components/moment.tsx";
import { Empty } from "../../_components/page.tsx";
import table from "../../_components/table.module.css";
import { Points } from "../../_status/points.tsx";
import { StateChip } from "../../_status/state-chip.tsx";

/** Every hand-in of a person or group to one project, newest first. */
export function SubmissionHistory({ rows, zone, current }: { rows: SubmissionRow[]; zone: string; current?: string }) {
  const t = useTranslations("history");
  if (rows.length === 0) return <Empty>{t("none")}</Empty>;
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col">{t("receivedAt")}</th>
          <th scope="col">{t("by")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col" className={table.number}>
            {t("score")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.id === current ? table.current : undefined}>
            <th scope="row">
              {row.id === current ? (
                <span aria-current="page">{t("this", { number: row.number })}</span>
              ) : (
                <Link href={`/submissions/${row.id}`}>{t("handIn", { number: row.number })}</Link>
              )}
            </th>
            <td data-label={t("receivedAt")}>
              <span>
                <Moment at={row.receivedAt} zone={zone} short />
                {row.penaltyPercent > 0 && (
                  <span className={table.muted}>
                    {" "}
                    · {t("late", { days: row.lateDays, percent: row.penaltyPercent })}
                  </span>
                )}
              </span>
            </td>
            <td data-label={t("by")}>{row.submittedBy}</td>
            <td data-label={t("state")}>
              <StateChip state={row.state} status={row.status} />
            </td>
            <td data-label={t("score")} className={table.number}>
              <Points score={row.score} of={row.shownMaxScore ?? row.maxScore} whole={row.maxScore} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
