"use client";
import { useTranslations } from "next-intl";
import type { ControlProps } from "./control-props.ts";
import styles from "./controls.module.css";
import { NumberGrid, resized } from "./number-grid.tsx";

/** A vector stands as a column, as in the course. */
export function VectorControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"vector">) {
  const t = useTranslations("quiz.grid");
  const cells = resized(
    (value ?? []).map((entry) => [entry]),
    field.length,
    1,
  );
  return (
    <div>
      <NumberGrid
        id={id}
        labelledBy={labelledBy}
        describedBy={`${id}-hint`}
        cells={cells}
        readOnly={readOnly}
        parts={parts}
        onChange={(next) => {
          const entries = next.map((row) => row[0] ?? "");
          onChange(entries.every((entry) => entry === "") ? undefined : entries);
        }}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {field.hint} {!readOnly && t("keys")}
      </p>
    </div>
  );
}
