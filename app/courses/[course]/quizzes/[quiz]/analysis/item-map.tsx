import * as Plot from "@observablehq/plot";
import { useFormatter, useTranslations } from "next-intl";
import type { ItemAnalysis } from "../../../../../../grader/quiz/analysis/analyse.ts";
import chart from "../../../../../_report/loss-chart.module.css";
import { drawing, picture } from "./drawing.ts";

/** Every question by how easy it was and how well it divided; the table below has the numbers. */
export function ItemMap({ analysis }: { analysis: readonly ItemAnalysis[] }) {
  const t = useTranslations("quizAnalysis");
  const format = useFormatter();
  const points = analysis.flatMap(({ facility, discrimination }, k) =>
    facility === null || discrimination.corrected === null
      ? []
      : [{ name: String(k + 1), facility, r: discrimination.corrected }],
  );
  if (points.length < 2) return null;
  const least = Math.min(0, ...points.map(({ r }) => r));
  const svg = Plot.plot({
    ...drawing(t("map")),
    height: 300,
    marginBottom: 38,
    x: {
      label: t("facility"),
      domain: [0, 1],
      ticks: 5,
      tickFormat: (share: number) => format.number(share, { style: "percent" }),
      grid: true,
    },
    y: {
      label: t("corrected"),
      domain: [Math.max(-1, least - 0.05), 1],
      ticks: 5,
      tickFormat: (r: number) => format.number(r, { maximumFractionDigits: 1 }),
      grid: true,
    },
    marks: [
      Plot.ruleY([0.2], { stroke: "var(--warn)", strokeDasharray: "3,3" }),
      Plot.ruleY([0]),
      Plot.dot(points, { x: "facility", y: "r", r: 4, fill: "var(--accent)" }),
      Plot.text(points, { x: "facility", y: "r", text: "name", dy: -10, fontWeight: 600 }),
    ],
  });
  return (
    <figure className={chart.figure}>
      <figcaption>{t("mapCaption")}</figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from numbers by Plot */}
      <div className={chart.chart} dangerouslySetInnerHTML={picture(svg)} />
    </figure>
  );
}
