"use client";
import type { ControlProps } from "./control-props.ts";
import styles from "./controls.module.css";

export function ShortTextControl({ value, onChange, id, labelledBy, readOnly }: ControlProps<"short-text">) {
  return (
    <input
      id={id}
      type="text"
      className={styles.text}
      value={value ?? ""}
      readOnly={readOnly}
      maxLength={500}
      autoComplete="off"
      aria-labelledby={labelledBy}
      onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
