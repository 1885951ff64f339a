"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { differenceOf, type Grid, gridOf, largest, mostDifferent, placeOf, type Rows } from "./entries.ts";
import { figure } from "./figures.ts";
import { HeatCells } from "./heat-cells.tsx";
import { drawnWidth, HeatDrawing } from "./heat-drawing.tsx";
import styles from "./heat-map.module.css";
import { TensorName } from "./tensor-name.tsx";

/** more entries than this are not written into the drawing, and not all into the table */
const [mostColumns, mostRows, mostInTable] = [6, 16, 200];
/** of a larger matrix, the entries that the table holds */
const shownOfMany = 100;

/** How far an arrow key goes, in entries beside and below each other. */
const arrows: Record<string, [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

function moved(key: string, cursor: number, { values, width, height }: Grid): number | null {
  if (key === "Home") return 0;
  if (key === "End") return values.length - 1;
  const step = arrows[key];
  if (!step) return null;
  const x = Math.min(Math.max((cursor % width) + step[0], 0), width - 1);
  const y = Math.min(Math.max(Math.floor(cursor / width) + step[1], 0), height - 1);
  return Math.min(y * width + x, values.length - 1);
}

/**
 * Yours, the reference and their difference, entry above entry. Pointing at an entry, or the arrow keys, read the same
 * entry in all three; the table below holds the numbers.
 */
export function HeatMap({ name, student, reference }: { name: string; student: Rows; reference: Rows }) {
  const t = useTranslations("heatMap");
  const locale = useLocale();
  const [cursor, setCursor] = useState<number | null>(null);
  const right = gridOf(reference);
  const columns = reference[0]?.length ?? 0;
  const mine = { ...right, values: reference.flatMap((row, i) => row.map((_, j) => student[i]?.[j])) };
  const apart = { ...right, values: differenceOf(student, reference) };
  const scale = Math.max(largest(mine.values), largest(right.values));
  const maps = [
    { id: "student", grid: mine, scale },
    { id: "reference", grid: right, scale },
    { id: "difference", grid: apart, scale: largest(apart.values) },
  ] as const;
  const count = right.values.length;
  const written = right.width <= mostColumns && right.height <= mostRows;
  const Drawn = written ? HeatCells : HeatDrawing;
  const narrow = written ? 4 * right.width : drawnWidth(right);
  const [least, most] = [Math.max(13, narrow), Math.max(13, written ? 6.5 * right.width : narrow)];
  const inTable = count <= mostInTable ? [...right.values.keys()] : mostDifferent(apart.values, shownOfMany);
  const value = ({ values }: Grid, index: number) => figure(values[index], locale);

  function move(event: KeyboardEvent) {
    const next = moved(event.key, cursor ?? 0, right);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCursor(next);
  }

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <TensorName name={name} />
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would promise form fields */}
      <div
        className={styles.maps}
        style={{ "--columns": right.width, "--least": `${least}rem`, "--most": `${most}rem` } as React.CSSProperties}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read the entries
        tabIndex={0}
        aria-label={t("label", { name })}
        onKeyDown={move}
        onFocus={() => setCursor((current) => current ?? 0)}
        onPointerLeave={() => setCursor(null)}
      >
        {maps.map((map) => (
          <div key={map.id} className={styles.map}>
            <p className={styles.title}>
              {t(map.id)} <span className={styles.range}>{map.scale > 0 && `± ${figure(map.scale, locale, 3)}`}</span>
            </p>
            <Drawn grid={map.grid} scale={map.scale} cursor={cursor} onPoint={setCursor} />
          </div>
        ))}
      </div>
      <output className={styles.readout} aria-live="polite">
        {cursor !== null
          ? t("entry", {
              ...placeOf(cursor, columns),
              student: value(mine, cursor),
              reference: value(right, cursor),
              difference: value(apart, cursor),
            })
          : t("legend")}
      </output>
      <details className={styles.table}>
        <summary>
          {inTable.length < count ? t("asTablePart", { shown: inTable.length, of: count }) : t("asTable")}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must reach */}
        <section className={styles.scroll} tabIndex={0} aria-label={t("tableOf", { name })}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("place")}</th>
                {maps.map((map) => (
                  <th scope="col" key={map.id}>
                    {t(map.id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inTable.map((index) => {
                const { row, column } = placeOf(index, columns);
                return (
                  <tr key={index}>
                    <th scope="row">{`${row}, ${column}`}</th>
                    {maps.map((map) => (
                      <td key={map.id}>{value(map.grid, index)}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
