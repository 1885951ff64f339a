import { useFormatter, useTranslations } from "next-intl";
import type { ItemAnalysis } from "../../../../../../grader/quiz/analysis/analyse.ts";
import table from "../../../../../_components/table.module.css";

/** The question before and after it was changed. */
export function VersionTable({ versions }: { versions: ItemAnalysis["versions"] }) {
  const t = useTranslations("quizAnalysis");
  const format = useFormatter();
  if (versions.length === 0) return null;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("version")}</th>
          <th scope="col" className={table.number}>
            {t("peopleAxis")}
          </th>
          <th scope="col" className={table.number}>
            {t("facility")}
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, people, facility }) => (
          <tr key={version}>
            <th scope="row">{version}</th>
            <td className={table.number}>{format.number(people)}</td>
            <td className={table.number}>{format.number(facility, { style: "percent", maximumFractionDigits: 0 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
