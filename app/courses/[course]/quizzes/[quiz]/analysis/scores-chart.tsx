import * as Plot from "@observablehq/plot";
import { useFormatter, useTranslations } from "next-intl";
import chart from "../../../../../_report/loss-chart.module.css";
import { drawing, picture } from "./drawing.ts";

const bins = 10;

/** How many people reached which share of the points, with the counts in a table behind it. */
export function ScoresChart({ values }: { values: readonly number[] }) {
  const t = useTranslations("quizAnalysis");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent" });
  const counts = Array.from({ length: bins }, (_, k) => ({ from: k / bins, to: (k + 1) / bins, people: 0 }));
  for (const value of values) counts[Math.min(bins - 1, Math.floor(value * bins + 1e-9))]!.people++;
  const svg = Plot.plot({
    ...drawing(t("scores")),
    height: 220,
    marginBottom: 38,
    x: { label: t("share"), domain: [0, 1], tickFormat: percent, ticks: 5 },
    y: {
      label: t("peopleAxis"),
      grid: true,
      ticks: 4,
      tickFormat: (n: number) => (Number.isInteger(n) ? format.number(n) : ""),
    },
    marks: [
      Plot.rectY(counts, { x1: "from", x2: "to", y: "people", fill: "var(--accent)", inset: 1 }),
      Plot.ruleY([0]),
    ],
  });
  return (
    <figure className={chart.figure}>
      <figcaption>{t("scores")}</figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from numbers by Plot */}
      <div className={chart.chart} dangerouslySetInnerHTML={picture(svg)} />
      <details className={chart.table}>
        <summary>{t("asTable")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("share")}</th>
              <th scope="col">{t("peopleAxis")}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ from, to, people }) => (
              <tr key={from}>
                <th scope="row">
                  {percent(from)} – {percent(to)}
                </th>
                <td>{format.number(people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
