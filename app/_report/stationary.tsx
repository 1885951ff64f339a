import { useLocale, useTranslations } from "next-intl";
import type { Convergence, StationaryPoint } from "../../grader/report.ts";
import table from "../_components/table.module.css";
import { figure } from "./figures.ts";
import styles from "./report.module.css";

type Points = NonNullable<Convergence["stationary"]>;

/**
 * Where on the error surface both trainings ended, with a sentence on what such a point does to a training.
 * @param props.of the check: no two tables of a page are called the same
 */
export function Stationary({ of, stationary: { student, reference } }: { of: string; stationary: Points }) {
  const t = useTranslations("report.stationary");
  const locale = useLocale();
  if (!student) return null;
  const row = (whose: "student" | "reference", point: StationaryPoint) => (
    <tr>
      <th scope="row">{t(whose)}</th>
      <td>{t(`kind.${point.kind}`)}</td>
      <td className={table.number}>{figure(point.gradientNorm, locale, 2)}</td>
      <td className={table.number}>{point.positive}</td>
      <td className={table.number}>{point.zero}</td>
      <td className={table.number}>{point.negative}</td>
      <td className={table.number}>
        {point.nearest?.distance == null ? "–" : figure(point.nearest.distance, locale, 2)}
      </td>
    </tr>
  );
  return (
    <div className={styles.surface}>
      <p>
        <strong>{t(`kind.${student.kind}`)}.</strong> {t(`teaches.${student.kind}`, { negative: student.negative })}
      </p>
      {student.nearest && (
        <p>
          {student.nearest.distance === null
            ? t("noMinimum", { loss: figure(student.nearest.loss, locale, 2) })
            : t("nearestMinimum", {
                distance: figure(student.nearest.distance, locale, 2),
                loss: figure(student.nearest.loss, locale, 2),
              })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach */}
      <section className={table.scroll} tabIndex={0} aria-label={`${of}: ${t("caption")}`}>
        <table className={table.table}>
          <caption className="visually-hidden">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("training")}</th>
              <th scope="col">{t("point")}</th>
              <th scope="col" className={table.number}>
                {t("gradientNorm")}
              </th>
              <th scope="col" className={table.number}>
                {t("positive")}
              </th>
              <th scope="col" className={table.number}>
                {t("zero")}
              </th>
              <th scope="col" className={table.number}>
                {t("negative")}
              </th>
              <th scope="col" className={table.number}>
                {t("distance")}
              </th>
            </tr>
          </thead>
          <tbody>
            {row("student", student)}
            {reference && row("reference", reference)}
          </tbody>
        </table>
      </section>
    </div>
  );
}
