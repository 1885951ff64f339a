import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { useLocale, useTranslations } from "next-intl";
import type { Convergence } from "../../grader/report.ts";
import { figure } from "./figures.ts";
import styles from "./loss-chart.module.css";

interface Point {
  epoch: number;
  J: number | null;
}

const points = (losses: (number | null)[]): Point[] => losses.map((J, epoch) => ({ epoch, J }));

/** Logarithmic where J is positive and spans more than a factor of ten: there a straight line is a constant rate. */
function isLogarithmic(values: (number | null)[]): boolean {
  const finite = values.filter((value) => value !== null);
  if (finite.length < 2 || finite.some((value) => value <= 0)) return false;
  return Math.max(...finite) / Math.min(...finite) > 10;
}

/** J after each epoch, yours against the reference's, drawn on the server; the numbers are in the table behind it. */
export function LossChart({ convergence }: { convergence: Convergence }) {
  const t = useTranslations("report.loss");
  const locale = useLocale();
  const { student, reference, firstDivergence } = convergence;
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const logarithmic = isLogarithmic([...student, ...reference]);
  const last = (losses: (number | null)[]) => points(losses).findLast((point) => point.J !== null);
  const end = [last(reference), last(student)];
  const svg = Plot.plot({
    document,
    ariaLabel: t("title"),
    width: 640,
    height: 280,
    marginRight: 100,
    marginLeft: 60,
    marginBottom: 38,
    style: { background: "transparent", color: "currentColor", fontSize: "12px", fontFamily: "inherit" },
    x: {
      label: t("epoch"),
      domain: [0, Math.max(student.length, reference.length, 2) - 1],
      tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : ""),
    },
    y: {
      label: "J",
      type: logarithmic ? "log" : "linear",
      grid: true,
      ticks: 5,
      tickFormat: (n: number) => figure(n, locale, 2),
    },
    marks: [
      firstDivergence === null ? null : Plot.ruleX([firstDivergence], { stroke: "var(--bad)", strokeDasharray: "2,3" }),
      firstDivergence === null
        ? null
        : Plot.text([firstDivergence], {
            x: (n: number) => n,
            frameAnchor: "top",
            dx: 5,
            textAnchor: "start",
            fill: "var(--bad)",
            text: () => t("divergence", { epoch: firstDivergence }),
          }),
      Plot.line(points(reference), {
        x: "epoch",
        y: "J",
        stroke: "var(--curve-reference)",
        strokeWidth: 2,
        strokeDasharray: "6,4",
      }),
      Plot.line(points(student), { x: "epoch", y: "J", stroke: "var(--curve-student)", strokeWidth: 2 }),
      ...end.map((point, index) =>
        point
          ? Plot.text([point], {
              x: "epoch",
              y: "J",
              dx: 6,
              dy: overlap(end) ? (index === 0 ? 8 : -8) : 0,
              textAnchor: "start",
              fill: index === 0 ? "var(--curve-reference)" : "var(--curve-student)",
              fontWeight: 600,
              text: () => t(index === 0 ? "reference" : "student"),
            })
          : null,
      ),
    ],
  });
  const count = Math.max(student.length, reference.length);
  return (
    <figure className={styles.figure}>
      <figcaption>{t(logarithmic ? "captionLog" : "caption")}</figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from numbers by Plot */}
      <div className={styles.chart} dangerouslySetInnerHTML={{ __html: svg.outerHTML }} />
      <details className={styles.table}>
        <summary>{t("asTable")}</summary>
        <div className={styles.scroll}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("epoch")}</th>
                <th scope="col">{t("student")}</th>
                <th scope="col">{t("reference")}</th>
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: count }, (_, epoch) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the epoch is the row's name
                <tr key={epoch} className={epoch === firstDivergence ? styles.diverged : undefined}>
                  <th scope="row">{epoch}</th>
                  <td>{figure(student[epoch], locale, 6)}</td>
                  <td>{figure(reference[epoch], locale, 6)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Whether the two names at the ends of the curves would cover each other. */
function overlap([a, b]: (Point | undefined)[]): boolean {
  if (!a?.J || !b?.J) return false;
  return Math.abs(Math.log10(Math.abs(a.J)) - Math.log10(Math.abs(b.J))) < 0.3;
}
