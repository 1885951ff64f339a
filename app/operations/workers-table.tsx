import { getFormatter, getTranslations } from "next-intl/server";
import type { WorkerRow, WorkerState } from "../../lib/workers/queries.ts";
import type { IconName } from "../_components/icon.tsx";
import { Empty } from "../_components/page.tsx";
import table from "../_components/table.module.css";
import { Chip, type Tone } from "../_status/chip.tsx";
import styles from "./operations.module.css";

const looks: Record<WorkerState, { tone: Tone; icon: IconName }> = {
  alive: { tone: "good", icon: "check" },
  draining: { tone: "accent", icon: "clock" },
  stopped: { tone: "quiet", icon: "dash" },
  "out-of-service": { tone: "bad", icon: "cross" },
  gone: { tone: "warn", icon: "warning" },
};

/** Workers that live, and those that ended within the last day. */
export async function WorkersTable({ workers }: { workers: WorkerRow[] }) {
  const [t, format] = await Promise.all([getTranslations("operations"), getFormatter()]);
  if (workers.length === 0) return <Empty>{t("noWorkers")}</Empty>;
  return (
    <table className={`${table.table} ${table.stack}`}>
      <thead>
        <tr>
          <th scope="col">{t("worker")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("level")}</th>
          <th scope="col">{t("backend")}</th>
          <th scope="col">{t("version")}</th>
          <th scope="col" className={table.number}>
            {t("atOnce")}
          </th>
          <th scope="col">{t("seen")}</th>
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          <tr key={worker.id}>
            <th scope="row">
              <code className={styles.id}>{worker.id}</code>
              {worker.note && <p className={styles.note}>{worker.note}</p>}
            </th>
            <td data-label={t("state")}>
              <Chip {...looks[worker.state]}>{t(`workerState.${worker.state}`)}</Chip>
            </td>
            <td data-label={t("level")}>
              <span>
                {worker.level}
                {worker.walls && <span className={table.muted}> {worker.walls}</span>}
              </span>
            </td>
            <td data-label={t("backend")}>{worker.backend}</td>
            <td data-label={t("version")}>{worker.graderVersion}</td>
            <td data-label={t("atOnce")} className={table.number}>
              {format.number(worker.concurrency)}
            </td>
            <td data-label={t("seen")}>
              <time dateTime={worker.seenAt}>{format.relativeTime(new Date(worker.seenAt))}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
