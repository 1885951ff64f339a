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
  const labels = labelled(points);
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
      Plot.text(labels, { x: "facility", y: "r", text: "name", dy: -10, fontWeight: 600 }),
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

interface Point {
  name: string;
  facility: number;
  r: number;
}

/** Names of questions that lie on each other stand side by side. Nearness is that of the drawing, 640 by 300 with r from 0 to 1. */
function labelled(points: readonly Point[]): Point[] {
  const labels: Point[] = [];
  for (const point of points) {
    const near = labels.find(
      ({ facility, r }) => Math.abs(facility - point.facility) < 0.03 && Math.abs(r - point.r) < 0.05,
    );
    if (near) near.name = `${near.name}, ${point.name}`;
    else labels.push({ ...point });
  }
  return labels;
}
