import { useLocale, useTranslations } from "next-intl";
import type { Convergence } from "../../grader/report.ts";
import { figure } from "./figures.ts";
import styles from "./loss-chart.module.css";
import { drawLosses, isLogarithmic } from "./loss-drawing.ts";
import { epochsShown } from "./thin.ts";

/** rows of the table behind the chart, about */
const mostRows = 120;

/** J after each epoch, yours against the reference's, drawn on the server; the numbers are in the table behind it. */
export function LossChart({ of, convergence }: { of: string; convergence: Convergence }) {
  const t = useTranslations("report.loss");
  const locale = useLocale();
  const { student, reference, firstDivergence } = convergence;
  const broken = student.indexOf(null);
  const svg = drawLosses(student, reference, firstDivergence, {
    title: t("title"),
    epoch: t("epoch"),
    student: t("student"),
    reference: t("reference"),
    divergence: firstDivergence === null ? null : t("divergence", { epoch: firstDivergence }),
    notFinite: broken < 0 ? null : t("notFinite", { epoch: broken }),
    figure: (value) => figure(value, locale, 2),
  });
  const count = Math.max(student.length, reference.length);
  const { step, epochs } = epochsShown(count, mostRows, firstDivergence);
  return (
    <figure className={styles.figure}>
      <figcaption>{t(isLogarithmic([...student, ...reference]) ? "captionLog" : "caption")}</figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from numbers by Plot */}
      <div className={styles.chart} dangerouslySetInnerHTML={{ __html: svg }} />
      <details className={styles.table}>
        <summary>{t("asTable")}</summary>
        {step > 1 && <p className={styles.note}>{t("thinned", { step })}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must reach */}
        <section className={styles.scroll} tabIndex={0} aria-label={`${of}: ${t("title")}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("epoch")}</th>
                <th scope="col">{t("student")}</th>
                <th scope="col">{t("reference")}</th>
              </tr>
            </thead>
            <tbody>
              {epochs.map((epoch) => (
                <tr key={epoch} className={epoch === firstDivergence ? styles.diverged : undefined}>
                  <th scope="row">{epoch}</th>
                  <td>{figure(student[epoch], locale, 6)}</td>
                  <td>{figure(reference[epoch], locale, 6)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
