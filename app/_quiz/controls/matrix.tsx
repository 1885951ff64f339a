"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ControlProps } from "./control-props.ts";
import styles from "./controls.module.css";
import gridStyles from "./number-grid.module.css";
import { type Cells, NumberGrid, resized } from "./number-grid.tsx";

/** most rows or columns that can be chosen; a variant has no larger matrix */
const most = 20;

function Count(props: { id: string; label: string; value: number; readOnly: boolean; onChange: (n: number) => void }) {
  return (
    <label htmlFor={props.id}>
      {props.label}
      <select
        id={props.id}
        className={styles.select}
        value={props.value}
        disabled={props.readOnly}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {Array.from({ length: most }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is what it is
          <option key={n} value={n + 1}>
            {n + 1}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where the shape is asked, it is chosen first, or comes with a pasted block; a smaller one keeps nothing of what is cut off. */
export function MatrixControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"matrix">) {
  const t = useTranslations("quiz.grid");
  const asked = field.rows === undefined || field.columns === undefined;
  const [shape, setShape] = useState<[number, number]>([1, 1]);
  const rows = field.rows ?? value?.length ?? shape[0];
  const columns = field.columns ?? value?.[0]?.length ?? shape[1];
  const change = (next: Cells) => {
    setShape([next.length, next[0]?.length ?? 1]);
    // a chosen shape is part of the answer even while its cells are empty
    const empty = next.every((row) => row.every((cell) => cell === ""));
    onChange(empty && (!asked || (next.length === 1 && next[0]?.length === 1)) ? undefined : next);
  };
  const resize = (r: number, c: number) => change(resized(value ?? [], r, c));
  return (
    <div>
      {asked && (
        <div className={gridStyles.shape}>
          <Count
            id={`${id}-rows`}
            label={t("rows")}
            value={rows}
            readOnly={readOnly}
            onChange={(n) => resize(n, columns)}
          />
          <Count
            id={`${id}-columns`}
            label={t("columns")}
            value={columns}
            readOnly={readOnly}
            onChange={(n) => resize(rows, n)}
          />
        </div>
      )}
      <NumberGrid
        id={id}
        labelledBy={labelledBy}
        hint={field.hint}
        cells={resized(value ?? [], rows, columns)}
        readOnly={readOnly}
        parts={parts}
        onChange={change}
        {...(asked && {
          onBlock: (pasted: Cells) =>
            change(resized(pasted, Math.min(pasted.length, most), Math.min(pasted[0]?.length ?? 1, most))),
        })}
      />
    </div>
  );
}
