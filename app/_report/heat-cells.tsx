import { useLocale } from "next-intl";
import type { Grid } from "./entries.ts";
import { figure } from "./figures.ts";
import styles from "./heat-map.module.css";

/** A small matrix, every entry with its number. */
export function HeatCells(props: {
  grid: Grid;
  scale: number;
  cursor: number | null;
  onPoint: (index: number) => void;
}) {
  const { grid, scale, cursor, onPoint } = props;
  const locale = useLocale();
  return (
    <div
      className={styles.cells}
      style={{ gridTemplateColumns: `repeat(${grid.width}, minmax(0, 6.5rem))` }}
      aria-hidden="true"
    >
      {grid.values.map((value, index) => {
        const share = typeof value !== "number" || scale === 0 ? 0 : value / scale;
        const classes = [styles.cell];
        if (typeof value !== "number") classes.push(styles.broken);
        if (cursor === index) classes.push(styles.at);
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies an entry of a matrix
            key={index}
            className={classes.join(" ")}
            style={
              {
                "--share": `${(Math.abs(share) * 100).toFixed(1)}%`,
                "--side": share < 0 ? "var(--heat-negative)" : "var(--heat-positive)",
              } as React.CSSProperties
            }
            onPointerEnter={() => onPoint(index)}
          >
            {figure(value, locale, 3)}
          </span>
        );
      })}
    </div>
  );
}
