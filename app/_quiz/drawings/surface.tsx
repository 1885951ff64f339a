import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import type { SurfaceDrawing } from "../../../grader/quiz/view.ts";
import { figure } from "../../_report/figures.ts";
import { contourLevels, contourLine, regionAbove } from "./contour.ts";
import styles from "./surface.module.css";
import { ticks } from "./ticks.ts";

export const frame = { left: 46, top: 12, size: 340, bottom: 42, right: 14 };
const width = frame.left + frame.size + frame.right;
const height = frame.top + frame.size + frame.bottom;
const levelCount = 11;

/** From w to the drawing and back. */
export const surfaceScale = ({ w1, w2 }: Pick<SurfaceDrawing, "w1" | "w2">) => ({
  x: (value: number) => frame.left + ((value - w1[0]) / (w1[1] - w1[0])) * frame.size,
  y: (value: number) => frame.top + (1 - (value - w2[0]) / (w2[1] - w2[0])) * frame.size,
  w1: (x: number) => w1[0] + ((x - frame.left) / frame.size) * (w1[1] - w1[0]),
  w2: (y: number) => w2[0] + (1 - (y - frame.top) / frame.size) * (w2[1] - w2[0]),
});

/** Contour lines of J over w1 and w2; the stronger the colour, the higher, and every other line says its height. */
export function SurfaceSvg({ drawing, children }: { drawing: SurfaceDrawing; children?: ReactNode }) {
  const t = useTranslations("quiz.surface");
  const locale = useLocale();
  const id = useId();
  const { values } = drawing;
  const levels = contourLevels(values, levelCount);
  const scale = surfaceScale(drawing);
  const [rows, columns] = [values.length, values[0]?.length ?? 0];
  const number = (value: number, digits = 3) => figure(value, locale, digits);
  // grid row 0 is the lower end of w2
  const place = `translate(${frame.left} ${frame.top + frame.size}) scale(${frame.size / (columns - 1)} ${-frame.size / (rows - 1)})`;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={styles.svg}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{t("title")}</title>
      <desc id={`${id}-desc`}>
        {t("description", {
          w1: `${number(drawing.w1[0])} … ${number(drawing.w1[1])}`,
          w2: `${number(drawing.w2[0])} … ${number(drawing.w2[1])}`,
          low: number(Math.min(...values.flat())),
          high: number(Math.max(...values.flat())),
        })}
      </desc>
      <clipPath id={`${id}-window`}>
        <rect x={frame.left} y={frame.top} width={frame.size} height={frame.size} />
      </clipPath>
      <rect className={styles.lowest} x={frame.left} y={frame.top} width={frame.size} height={frame.size} />
      <g transform={place}>
        {levels.map((level, k) => (
          <path
            key={level}
            d={regionAbove(values, level)}
            className={styles.band}
            style={{ "--share": `${((k + 1) / levels.length) * 100}%` } as React.CSSProperties}
          />
        ))}
        {levels.map((level) => (
          <path key={level} d={contourLine(values, level)} className={styles.line} />
        ))}
      </g>
      {levels.map((level, k) => {
        const at = k % 2 === 0 ? labelPlace(values, level, k) : null;
        return at === null ? null : (
          <text
            key={level}
            className={styles.level}
            x={frame.left + (at[0] / (columns - 1)) * frame.size}
            y={frame.top + (1 - at[1] / (rows - 1)) * frame.size + 4}
          >
            {number(level, 2)}
          </text>
        );
      })}
      <rect className={styles.frame} x={frame.left} y={frame.top} width={frame.size} height={frame.size} />
      {ticks(...drawing.w1, 6).map((tick) => (
        <g key={tick}>
          <line
            className={styles.tick}
            x1={scale.x(tick)}
            x2={scale.x(tick)}
            y1={frame.top + frame.size}
            y2={frame.top + frame.size + 4}
          />
          <text className={styles.axis} x={scale.x(tick)} y={frame.top + frame.size + 18} textAnchor="middle">
            {number(tick)}
          </text>
        </g>
      ))}
      {ticks(...drawing.w2, 6).map((tick) => (
        <g key={tick}>
          <line className={styles.tick} x1={frame.left - 4} x2={frame.left} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text className={styles.axis} x={frame.left - 7} y={scale.y(tick) + 4} textAnchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      <text className={styles.variable} x={frame.left + frame.size / 2} y={height - 6}>
        w₁
      </text>
      <text className={styles.variable} x={12} y={frame.top + frame.size / 2}>
        w₂
      </text>
      <g clipPath={`url(#${id}-window)`}>
        {drawing.marks.map((mark) => (
          <g key={`${mark.w1},${mark.w2}`}>
            <circle className={styles.mark} cx={scale.x(mark.w1)} cy={scale.y(mark.w2)} r={5} />
            <text
              className={styles.markName}
              x={scale.x(mark.w1) + (scale.x(mark.w1) > frame.left + frame.size * 0.75 ? -9 : 9)}
              y={scale.y(mark.w2) - 7}
              textAnchor={scale.x(mark.w1) > frame.left + frame.size * 0.75 ? "end" : "start"}
            >
              {mark.label}
            </text>
          </g>
        ))}
        {children}
      </g>
    </svg>
  );
}

/** A place on the line at `level` to write its height: the crossings are taken in turn, so that names do not line up. */
function labelPlace(values: readonly (readonly number[])[], level: number, turn: number): [number, number] | null {
  const found: [number, number][] = [];
  for (let r = 2; r < values.length - 2; r += 1) {
    const row = values[r] ?? [];
    for (let c = 2; c < row.length - 3; c += 1) {
      const [a, b] = [row[c] ?? 0, row[c + 1] ?? 0];
      if (a >= level !== b >= level) found.push([c + (level - a) / (b - a), r]);
    }
  }
  return found[Math.floor(((turn * 0.37 + 0.2) % 1) * found.length)] ?? null;
}

export function SurfaceFigure({ drawing }: { drawing: SurfaceDrawing }) {
  return (
    <div className={styles.figure}>
      <SurfaceSvg drawing={drawing} />
    </div>
  );
}
