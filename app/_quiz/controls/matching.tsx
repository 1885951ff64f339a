"use client";
import { useTranslations } from "next-intl";
import { HtmlText } from "../html-text.tsx";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import styles from "./matching.module.css";
import { PartMark } from "./part-mark.tsx";

const letter = (index: number) => String.fromCharCode(65 + index);

/** Each left side has a menu of the right sides, which are lettered: a menu can hold no formula. */
export function MatchingControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"matching">) {
  const t = useTranslations("quiz.matching");
  const name = (index: number) => {
    const text = field.right[index]?.plain;
    return text ? `${letter(index)} – ${text}` : letter(index);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label
    <div role="group" aria-labelledby={labelledBy} className={styles.matching}>
      <ol className={styles.right} aria-label={t("options")}>
        {field.right.map((choice, index) => (
          <li key={choice.id}>
            <span className={styles.letter}>{letter(index)}</span>
            <HtmlText text={choice.text} />
          </li>
        ))}
      </ol>
      <ul className={styles.left}>
        {field.left.map((left, index) => {
          const chosen = value?.[String(index)] ?? "";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the answer names left sides by their place
            <li key={index}>
              <label htmlFor={`${id}-${index}`}>
                <HtmlText text={left} />
              </label>
              <span className={styles.menu}>
                <select
                  id={`${id}-${index}`}
                  aria-label={left.spoken}
                  className={shared.select}
                  value={chosen}
                  disabled={readOnly}
                  onChange={(event) => {
                    const { [String(index)]: _, ...rest } = value ?? {};
                    const next = event.currentTarget.value;
                    const all = next === "" ? rest : { ...rest, [String(index)]: next };
                    onChange(Object.keys(all).length === 0 ? undefined : all);
                  }}
                >
                  <option value="">{t("choose")}</option>
                  {field.right.map((choice, place) => (
                    <option key={choice.id} value={choice.id}>
                      {name(place)}
                    </option>
                  ))}
                </select>
                <PartMark right={parts?.[index]} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
