import { useTranslations } from "next-intl";
import table from "../_components/table.module.css";

interface Skipped {
  /** empty when it concerns the whole file */
  item: string;
  feature: string;
  reason: string;
}

/** What has no place on the other side of an import or export: of which question, what, and why. */
export function LeftBehind({ skipped, whole }: { skipped: Skipped[]; whole: string }) {
  const t = useTranslations("quizLeftBehind");
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("question")}</th>
            <th scope="col">{t("feature")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {skipped.map((each) => (
            <tr key={`${each.item} ${each.feature} ${each.reason}`}>
              <th scope="row">{each.item || whole}</th>
              <td>{each.feature}</td>
              <td>{each.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
