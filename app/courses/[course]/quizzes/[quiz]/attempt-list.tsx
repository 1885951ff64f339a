import { getTranslations } from "next-intl/server";
import type { AttemptRow } from "../../../../../lib/quizzes/own-attempts.ts";
import { Link } from "../../../../_components/link.tsx";
import { Moment } from "../../../../_components/moment.tsx";
import { Empty } from "../../../../_components/page.tsx";
import table from "../../../../_components/table.module.css";
import { Chip } from "../../../../_status/chip.tsx";
import { Points } from "../../../../_status/points.tsx";

/** A person's attempts, the newest first: where each stands, and its score or why there is none yet. */
export async function AttemptList({ rows, zone }: { rows: AttemptRow[]; zone: string }) {
  const [t, held] = await Promise.all([getTranslations("quizPage.attempts"), getTranslations("quizPage.withheld")]);
  if (rows.length === 0) return <Empty>{t("none")}</Empty>;
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("attempt")}</th>
          <th scope="col">{t("started")}</th>
          <th scope="col">{t("handedIn")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col" className={table.number}>
            {t("score")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link href={`/attempts/${row.id}`}>{t(row.preview ? "preview" : "number", { number: row.number })}</Link>
            </th>
            <td data-label={t("started")}>
              <Moment at={row.startedAt} zone={zone} short />
            </td>
            <td data-label={t("handedIn")}>
              {row.handedInAt ? <Moment at={row.handedInAt} zone={zone} short /> : "–"}
            </td>
            <td data-label={t("state")}>
              <span>
                {row.handedInAt === null ? (
                  <Chip tone="accent" icon="play">
                    {t("open")}
                  </Chip>
                ) : row.complete === false ? (
                  <Chip tone="warn" icon="clock">
                    {t("partial")}
                  </Chip>
                ) : (
                  <Chip tone="quiet" icon="check">
                    {t(row.endedBy === "timer" ? "timedOut" : "ended")}
                  </Chip>
                )}
                {row.withheld && row.handedInAt !== null && (
                  <span className={table.muted}>
                    {" "}
                    {held(row.withheld.reason)}{" "}
                    {row.withheld.from && <Moment at={row.withheld.from} zone={zone} short />}
                  </span>
                )}
              </span>
            </td>
            <td data-label={t("score")} className={table.number}>
              <Points score={row.score} of={row.maxScore} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
