"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { figure } from "./figures.ts";
import styles from "./heat-map.module.css";
import { TensorName } from "./tensor-name.tsx";

type Rows = (number | null)[][];

function largest(rows: Rows): number {
  return Math.max(0, ...rows.flat().map((value) => (value === null ? 0 : Math.abs(value))));
}

/** Entry by entry; null where either side is missing or not finite. */
function difference(student: Rows, reference: Rows): Rows {
  return reference.map((row, i) =>
    row.map((value, j) => {
      const other = student[i]?.[j];
      return value === null || other === null || other === undefined ? null : other - value;
    }),
  );
}

function Cells(props: {
  rows: Rows;
  scale: number;
  cursor: [number, number] | null;
  onPoint: (cell: [number, number]) => void;
}) {
  const locale = useLocale();
  const columns = props.rows[0]?.length ?? 0;
  // numbers fit into the cells of small matrices; larger ones are read by pointing
  const written = columns <= 6;
  return (
    <div
      className={styles.cells}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 6.5rem))` }}
      aria-hidden="true"
    >
      {props.rows.map((row, i) =>
        row.map((value, j) => {
          const share = value === null || props.scale === 0 ? 0 : value / props.scale;
          const at = props.cursor?.[0] === i && props.cursor[1] === j;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies an entry of a matrix
              key={`${i},${j}`}
              className={`${styles.cell} ${value === null ? styles.broken : ""} ${at ? styles.at : ""}`}
              style={
                {
                  "--share": `${(Math.abs(share) * 100).toFixed(1)}%`,
                  "--side": share < 0 ? "var(--heat-negative)" : "var(--heat-positive)",
                } as React.CSSProperties
              }
              onPointerEnter={() => props.onPoint([i, j])}
            >
              {written ? (value === null ? "NaN" : figure(value, locale, 3)) : ""}
            </span>
          );
        }),
      )}
    </div>
  );
}

/**
 * Yours, the reference and their difference, entry above entry. Pointing at an entry, or the arrow keys, read the same
 * entry in all three; the table below holds every number.
 */
export function HeatMap({ name, student, reference }: { name: string; student: Rows; reference: Rows }) {
  const t = useTranslations("heatMap");
  const locale = useLocale();
  const [cursor, setCursor] = useState<[number, number] | null>(null);
  const apart = difference(student, reference);
  const scale = Math.max(largest(student), largest(reference));
  const maps = [
    { id: "student", rows: student, scale },
    { id: "reference", rows: reference, scale },
    { id: "difference", rows: apart, scale: largest(apart) },
  ] as const;
  const [height, width] = [reference.length, reference[0]?.length ?? 0];
  const value = (rows: Rows, i: number, j: number) => figure(rows[i]?.[j] ?? null, locale);

  function move(event: KeyboardEvent) {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [i, j] = cursor ?? [0, 0];
    setCursor([Math.min(Math.max(i + step[0], 0), height - 1), Math.min(Math.max(j + step[1], 0), width - 1)]);
  }

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <TensorName name={name} />
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would promise form fields */}
      <div
        className={styles.maps}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read the entries
        tabIndex={0}
        aria-label={t("label", { name })}
        onKeyDown={move}
        onFocus={() => setCursor((current) => current ?? [0, 0])}
        onPointerLeave={() => setCursor(null)}
      >
        {maps.map((map) => (
          <div key={map.id} className={styles.map}>
            <p className={styles.title}>
              {t(map.id)} <span className={styles.range}>± {figure(map.scale, locale, 3)}</span>
            </p>
            <Cells rows={map.rows} scale={map.scale} cursor={cursor} onPoint={setCursor} />
          </div>
        ))}
      </div>
      <output className={styles.readout} aria-live="polite">
        {cursor
          ? t("entry", {
              row: cursor[0] + 1,
              column: cursor[1] + 1,
              student: value(student, ...cursor),
              reference: value(reference, ...cursor),
              difference: value(apart, ...cursor),
            })
          : t("legend")}
      </output>
      <details className={styles.table}>
        <summary>{t("asTable")}</summary>
        <div className={styles.scroll}>
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
              {reference.flatMap((row, i) =>
                row.map((_, j) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies an entry of a matrix
                  <tr key={`${i},${j}`}>
                    <th scope="row">{`${i + 1}, ${j + 1}`}</th>
                    {maps.map((map) => (
                      <td key={map.id}>{value(map.rows, i, j)}</td>
                    ))}
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
