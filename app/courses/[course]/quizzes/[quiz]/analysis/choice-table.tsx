import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ChoiceCounts } from "../../../../../../grader/quiz/analysis/distractors.ts";
import type { NamedList } from "../../../../../../lib/quizzes/analysis/chosen.ts";
import table from "../../../../../_components/table.module.css";
import { HtmlText } from "../../../../../_quiz/html-text.tsx";
import { inline } from "../../../../../_quiz/inline.ts";
import styles from "./analysis.module.css";

/** How often each choice was taken, drawn as bars, and by whom: the numbers are the chart. */
export function ChoiceTable({ counts, list, groupSize }: { counts: ChoiceCounts; list: NamedList; groupSize: number }) {
  const t = useTranslations("quizAnalysis");
  const locale = useLocale();
  const format = useFormatter();
  const count = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const share = (part: number) =>
    format.number(counts.people === 0 ? 0 : part / counts.people, { style: "percent", maximumFractionDigits: 0 });
  const text = (id: string, k: number) => {
    const words = list.choices[k]?.text;
    // a value of the variant stands here for everybody's own
    return words
      ? inline(words[locale].replace(/\{\{[\s\S]*?\}\}/g, "…"))
      : { html: t(id === "true" ? "true" : "false") };
  };
  return (
    <div className={styles.scroll}>
      <table className={`${table.table} ${table.stack}`}>
        <caption className={styles.caption}>{t("choices", { field: counts.field, size: groupSize })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("choice")}</th>
            <th scope="col">{t("chosen")}</th>
            {(["upper", "middle", "lower", "corrected"] as const).map((name) => (
              <th key={name} scope="col" className={table.number}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.choices.map((choice, k) => (
            <tr key={choice.id} className={choice.correct ? table.current : undefined}>
              <th scope="row">
                <HtmlText text={text(choice.id, k)} />{" "}
                {choice.correct && <span className={styles.key}>{t("right")}</span>}
                {choice.correct === null && <span className={table.muted}>{t("varies")}</span>}
              </th>
              <td data-label={t("chosen")}>
                <span className={styles.bar}>
                  <span
                    style={{ width: `${counts.people === 0 ? 0 : (100 * choice.chosen) / counts.people}%` }}
                    data-right={choice.correct === true || undefined}
                  />
                </span>
                {count(choice.chosen)} ({share(choice.chosen)})
              </td>
              <td className={table.number} data-label={t("upper")}>
                {count(choice.upper)}
              </td>
              <td className={table.number} data-label={t("middle")}>
                {count(choice.middle)}
              </td>
              <td className={table.number} data-label={t("lower")}>
                {count(choice.lower)}
              </td>
              <td className={table.number} data-label={t("corrected")}>
                {choice.corrected === null
                  ? "–"
                  : format.number(choice.corrected, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("nothing")}</th>
            <td colSpan={5}>
              {count(counts.nothing)} ({share(counts.nothing)})
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
