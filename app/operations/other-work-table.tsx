import { getFormatter, getTranslations } from "next-intl/server";
import type { WorkState } from "../../lib/operations/other-work.ts";
import table from "../_components/table.module.css";
import { inUnits } from "./duration.ts";

/** What else the workers have to do: it shares the queue with the hand-ins. */
export async function OtherWorkTable({ work }: { work: WorkState[] }) {
  const [t, format] = await Promise.all([getTranslations("operations"), getFormatter()]);
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("work")}</th>
          <th scope="col" className={table.number}>
            {t("waiting")}
          </th>
          <th scope="col" className={table.number}>
            {t("runningWork")}
          </th>
          <th scope="col" className={table.number}>
            {t("oldestWork")}
          </th>
        </tr>
      </thead>
      <tbody>
        {work.map(({ kind, waiting, running, oldestSeconds }) => (
          <tr key={kind}>
            <th scope="row">{t(`workKinds.${kind}`)}</th>
            <td data-label={t("waiting")} className={table.number}>
              {format.number(waiting)}
            </td>
            <td data-label={t("runningWork")} className={table.number}>
              {format.number(running)}
            </td>
            <td data-label={t("oldestWork")} className={table.number}>
              {waiting === 0 ? "–" : t("duration", inUnits(oldestSeconds))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
