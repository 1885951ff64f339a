import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import type { CurveDrawing } from "../../../grader/quiz/view.ts";
import { figure } from "../../_report/figures.ts";
import styles from "./curve.module.css";
import { Scroller } from "./scroller.tsx";
import { ticks } from "./ticks.ts";

const box = { left: 52, top: 10, width: 420, height: 220, right: 30, bottom: 36 };
/** a dash of its own for each curve, so that colour is not the only difference */
const dashes = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2"];

function path(t: number[], y: (number | null)[], x: (v: number) => number, height: (v: number) => number): string {
  let pen = "M";
  return t
    .map((at, k) => {
      const value = y[k];
      if (value === null || value === undefined || !Number.isFinite(value)) {
        pen = "M";
        return "";
      }
      const step = `${pen}${x(at).toFixed(1)} ${height(value).toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}

/** Curves over one variable, with axes, and the same numbers in a table. */
export function CurveFigure({ drawing }: { drawing: CurveDrawing }) {
  const words = useTranslations("quiz.curve");
  const locale = useLocale();
  const id = useId();
  const { t, curves } = drawing;
  const shown = curves.flatMap(({ y }) => y.filter((value) => value !== null && Number.isFinite(value))) as number[];
  const [low, high] = [Math.min(...shown, 0), Math.max(...shown, low0(shown))];
  const [from, to] = [t[0] ?? 0, t.at(-1) ?? 1];
  const x = (value: number) => box.left + ((value - from) / (to - from || 1)) * box.width;
  const y = (value: number) => box.top + (1 - (value - low) / (high - low || 1)) * box.height;
  const number = (value: number | null | undefined, digits = 3) => figure(value, locale, digits);
  const every = Math.max(1, Math.ceil(t.length / 21));
  return (
    <div className={styles.figure}>
      <svg
        viewBox={`0 0 ${box.left + box.width + box.right} ${box.top + box.height + box.bottom}`}
        className={styles.svg}
        role="img"
        aria-labelledby={`${id}-title`}
      >
        <title id={`${id}-title`}>
          {words("title", { names: curves.map(({ label }) => label).join(", "), from: number(from), to: number(to) })}
        </title>
        {ticks(low, high, 5).map((tick) => (
          <g key={tick}>
            <line
              className={tick === 0 ? styles.zero : styles.grid}
              x1={box.left}
              x2={box.left + box.width}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text x={box.left - 6} y={y(tick) + 4} textAnchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {ticks(from, to, 7).map((tick) => (
          <g key={tick}>
            <line
              className={tick === 0 ? styles.zero : styles.grid}
              x1={x(tick)}
              x2={x(tick)}
              y1={box.top}
              y2={box.top + box.height}
            />
            <text x={x(tick)} y={box.top + box.height + 17} textAnchor="middle">
              {number(tick)}
            </text>
          </g>
        ))}
        {curves.map((curve, k) => (
          <path
            key={curve.label}
            d={path(t, curve.y, x, y)}
            className={styles.curve}
            data-curve={k}
            strokeDasharray={dashes[k]}
          />
        ))}
      </svg>
      <ul className={styles.legend}>
        {curves.map((curve, k) => (
          <li key={curve.label}>
            <svg width="34" height="10" aria-hidden="true">
              <path d="M1 5H33" className={styles.curve} data-curve={k} strokeDasharray={dashes[k]} />
            </svg>
            {curve.label}
          </li>
        ))}
      </ul>
      <details className={styles.table}>
        <summary>{words("asTable")}</summary>
        <Scroller className={styles.scroll} label={words("asTable")}>
          <table>
            <thead>
              <tr>
                <th scope="col">t</th>
                {curves.map(({ label }) => (
                  <th scope="col" key={label}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {t.map((at, k) =>
                k % every === 0 ? (
                  <tr key={at}>
                    <th scope="row">{number(at)}</th>
                    {curves.map((curve) => (
                      <td key={curve.label}>{number(curve.y[k], 4)}</td>
                    ))}
                  </tr>
                ) : null,
              )}
            </tbody>
          </table>
        </Scroller>
      </details>
    </div>
  );
}

/** A flat curve gets room above it. */
const low0 = (values: number[]): number => (values.every((value) => value <= 0) ? 0.1 : 0);
