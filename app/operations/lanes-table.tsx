import { getFormatter, getTranslations } from "next-intl/server";
import type { LaneState } from "../../lib/operations/queue-state.ts";
import table from "../_components/table.module.css";
import { inUnits } from "./duration.ts";

/** How full each lane is, the most urgent first. */
export async function LanesTable({ lanes }: { lanes: LaneState[] }) {
  const [t, format] = await Promise.all([getTranslations("operations"), getFormatter()]);
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("lane")}</th>
          <th scope="col" className={table.number}>
            {t("waiting")}
          </th>
          <th scope="col" className={table.number}>
            {t("running")}
          </th>
          <th scope="col" className={table.number}>
            {t("oldest")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lanes.map(({ lane, waiting, running, oldestSeconds }) => (
          <tr key={lane}>
            <th scope="row">{t(`lanes.${lane}`)}</th>
            <td data-label={t("waiting")} className={table.number}>
              {format.number(waiting)}
            </td>
            <td data-label={t("running")} className={table.number}>
              {format.number(running)}
            </td>
            <td data-label={t("oldest")} className={table.number}>
              {waiting === 0 ? "–" : t("duration", inUnits(oldestSeconds))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
