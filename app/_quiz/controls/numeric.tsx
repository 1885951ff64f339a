"use client";
import type { ControlProps } from "./control-props.ts";
import styles from "./controls.module.css";
import { NumberInput } from "./number-input.tsx";
import { PartMark } from "./part-mark.tsx";
import { ReadingLine } from "./reading-line.tsx";

export function NumericControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"numeric">) {
  return (
    <div>
      <div className={styles.row}>
        <NumberInput
          id={id}
          value={value ?? ""}
          onChange={(text) => onChange(text === "" ? undefined : text)}
          readOnly={readOnly}
          right={parts?.[0]}
          labelledBy={labelledBy}
          describedBy={`${id}-reading`}
        />
        {field.unit && <span className={styles.unit}>{field.unit}</span>}
        <PartMark right={parts?.[0]} />
      </div>
      <ReadingLine id={`${id}-reading`} text={readOnly ? "" : (value ?? "")}>
        {field.hint}
      </ReadingLine>
    </div>
  );
}
