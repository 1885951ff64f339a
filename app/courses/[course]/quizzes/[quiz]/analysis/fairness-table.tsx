import { useFormatter, useTranslations } from "next-intl";
import type { Fairness, VariantGroup } from "../../../../../../grader/quiz/analysis/fairness.ts";
import table from "../../../../../_components/table.module.css";
import styles from "./analysis.module.css";

/** Facility by what was drawn for the variant, beside how able the group was, and whether chance does as much. */
export function FairnessTable({ fairness }: { fairness: readonly Fairness[] }) {
  const t = useTranslations("quizAnalysis");
  const format = useFormatter();
  if (fairness.length === 0) return null;
  const share = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 0 });
  const number = (value: number) => format.number(value, { maximumSignificantDigits: 4 });
  const name = ({ value }: VariantGroup) => ("is" in value ? value.is : `${number(value.from)} … ${number(value.to)}`);
  return (
    <details className={styles.more}>
      <summary>{t("fairness")}</summary>
      <div className={styles.scroll}>
        <table className={`${table.table} ${table.stack}`}>
          <thead>
            <tr>
              <th scope="col">{t("parameter")}</th>
              <th scope="col">{t("value")}</th>
              {(["peopleAxis", "facility", "ability", "chance"] as const).map((one) => (
                <th key={one} scope="col" className={table.number}>
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fairness.flatMap(({ parameter, groups, p }) =>
              groups.map((group, k) => (
                <tr key={`${parameter} ${name(group)}`}>
                  <th scope="row">
                    <code>{parameter}</code>
                  </th>
                  <td data-label={t("value")}>{name(group)}</td>
                  <td className={table.number} data-label={t("peopleAxis")}>
                    {format.number(group.people)}
                  </td>
                  <td className={table.number} data-label={t("facility")}>
                    {share(group.facility)}
                  </td>
                  <td className={table.number} data-label={t("ability")}>
                    {share(group.ability)}
                  </td>
                  <td className={table.number} data-label={t("chance")}>
                    {k > 0 ? "" : p === null ? t("tooFew") : p < 0.002 ? `< ${share(0.01)}` : share(p)}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}
