import type { PointerEvent } from "react";
import type { Grid } from "./entries.ts";
import styles from "./heat-map.module.css";

/** steps of the tint on either side of zero: finer ones cannot be told apart */
const steps = 12;
/** rem: a side of an entry, and of the whole drawing, at most */
const [largestEntry, largestSide] = [1.5, 22];

/** One path for all the entries of one tint: a matrix of 50 by 50 takes two dozen elements instead of 2,500. */
function tints({ values, width }: Grid, scale: number): Map<number, string> {
  const paths = new Map<number, string>();
  values.forEach((value, index) => {
    if (value === null || value === undefined || scale === 0) return;
    const share = value / scale;
    const step = Math.sign(share) * Math.ceil(Math.abs(share) * steps);
    // an entry much smaller than the largest is as good as zero, and the ground shows it
    if (Math.abs(share) < 0.5 / steps) return;
    paths.set(step, `${paths.get(step) ?? ""}M${index % width} ${Math.floor(index / width)}h1v1h-1z`);
  });
  return paths;
}

const tint = (step: number) =>
  `color-mix(in oklab, var(--heat-${step < 0 ? "negative" : "positive"}) ${Math.round((Math.abs(step) / steps) * 100)}%, var(--heat-zero))`;

/** rem */
const entrySize = ({ width, height }: Grid) => Math.min(largestEntry, largestSide / Math.max(width, height));
/** How wide the drawing of a grid is where there is room, in rem. */
export const drawnWidth = (grid: Grid) => grid.width * entrySize(grid);

/** A large matrix without its numbers, which are read by pointing; entries are squares. */
export function HeatDrawing(props: {
  grid: Grid;
  scale: number;
  cursor: number | null;
  onPoint: (index: number) => void;
}) {
  const { grid, scale, cursor, onPoint } = props;
  const { values, width, height } = grid;
  const entry = entrySize(grid);
  const crosses = values.flatMap((value, index) =>
    value === null || value === undefined ? [`M${index % width} ${Math.floor(index / width)}l1 1m-1 0l1 -1`] : [],
  );
  const lines =
    entry < 0.5
      ? ""
      : [
          ...Array.from({ length: width - 1 }, (_, x) => `M${x + 1} 0v${height}`),
          ...Array.from({ length: height - 1 }, (_, y) => `M0 ${y + 1}h${width}`),
        ].join("");

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const along = (part: number, whole: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((part / whole) * count)));
    const x = along(event.clientX - box.left, box.width, width);
    const index = along(event.clientY - box.top, box.height, height) * width + x;
    if (index < values.length) onPoint(index);
  }

  return (
    <svg
      className={styles.drawing}
      style={{ width: `${drawnWidth(grid)}rem` }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      onPointerMove={point}
    >
      <rect width={width} height={height} className={styles.ground} />
      {[...tints(grid, scale)].map(([step, path]) => (
        <path key={step} d={path} style={{ fill: tint(step) }} />
      ))}
      {crosses.length > 0 && <path d={crosses.join("")} className={styles.crosses} />}
      {lines && <path d={lines} className={styles.lines} />}
      {cursor !== null && (
        <rect x={cursor % width} y={Math.floor(cursor / width)} width={1} height={1} className={styles.cursor} />
      )}
    </svg>
  );
}
