"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import styles from "./essay.module.css";

export const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** Longer than asked is said and not cut off: whoever reads it decides. */
export function EssayControl({ field, value, onChange, id, labelledBy, readOnly }: ControlProps<"essay">) {
  const t = useTranslations("quiz.essay");
  const format = useFormatter();
  const words = wordCount(value ?? "");
  const over = words > field.maxWords;
  return (
    <div>
      <textarea
        id={id}
        className={`${shared.text} ${styles.essay}`}
        value={value ?? ""}
        readOnly={readOnly}
        rows={8}
        maxLength={60_000}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-count`}
        onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
      />
      <p id={`${id}-count`} className={over ? `${shared.hint} ${shared.over}` : shared.hint}>
        {t(over ? "over" : "count", { words: format.number(words), most: format.number(field.maxWords) })}
      </p>
    </div>
  );
}
