import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ItemAnalysis } from "../../../../../../grader/quiz/analysis/analyse.ts";
import type { AnalysedItem } from "../../../../../../lib/quizzes/analysis/select.ts";
import table from "../../../../../_components/table.module.css";
import styles from "./analysis.module.css";

/** Every question with its numbers and what to look at. */
export function ItemTable({ analysis, items }: { analysis: readonly ItemAnalysis[]; items: readonly AnalysedItem[] }) {
  const t = useTranslations("quizAnalysis");
  const locale = useLocale();
  const format = useFormatter();
  const share = (value: number | null | undefined) =>
    value == null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 0 });
  const figure = (value: number | null) =>
    value === null ? "–" : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const minutes = (ms: number | null) =>
    ms === null ? "–" : t("minutes", { minutes: format.number(ms / 60_000, { maximumFractionDigits: 1 }) });
  return (
    <div className={styles.scroll}>
      <table className={`${table.table} ${table.stack}`}>
        <thead>
          <tr>
            <th scope="col">{t("question")}</th>
            {(["peopleAxis", "facility", "corrected", "index", "time", "firstLast"] as const).map((name) => (
              <th key={name} scope="col" className={table.number}>
                {t(name)}
              </th>
            ))}
            <th scope="col">{t("lookAt")}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.map((item, k) => (
            <tr key={item.key}>
              <th scope="row">
                {k + 1}. <a href={`#question-${item.key}`}>{items[k]!.title[locale]}</a>
                {!items[k]!.current && <span className={table.muted}> {t("older")}</span>}
              </th>
              <td className={table.number} data-label={t("peopleAxis")}>
                {format.number(item.people)}
              </td>
              <td className={table.number} data-label={t("facility")}>
                {share(item.facility)}
              </td>
              <td className={table.number} data-label={t("corrected")}>
                {figure(item.discrimination.corrected)}
              </td>
              <td className={table.number} data-label={t("index")}>
                {figure(item.discrimination.index)}
              </td>
              <td className={table.number} data-label={t("time")}>
                {minutes(item.time.median)}
              </td>
              <td className={table.number} data-label={t("firstLast")}>
                {item.attempts ? `${share(item.attempts.first)} → ${share(item.attempts.last)}` : "–"}
              </td>
              <td data-label={t("lookAt")}>
                {[...new Set(item.flags.map(({ code }) => code))].map((code) => t(`flag.${code}`)).join("; ") || "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
