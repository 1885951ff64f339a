"use client";
import { useTranslations } from "next-intl";
import { ChoiceList } from "./choice-list.tsx";
import type { ControlProps } from "./control-props.ts";
import styles from "./controls.module.css";
import { TakeBack } from "./take-back.tsx";

export function SingleChoiceControl(props: ControlProps<"single-choice">) {
  const { field, value, onChange, id, labelledBy, readOnly } = props;
  return (
    <div>
      <ChoiceList
        type="radio"
        id={id}
        labelledBy={labelledBy}
        choices={field.choices}
        chosen={value === undefined ? [] : [value]}
        readOnly={readOnly}
        onChoose={onChange}
      />
      {value !== undefined && !readOnly && <TakeBack onClick={() => onChange(undefined)} />}
    </div>
  );
}

export function MultipleChoiceControl(props: ControlProps<"multiple-choice">) {
  const { field, value = [], onChange, id, labelledBy, readOnly } = props;
  const t = useTranslations("quiz");
  return (
    <div>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("chooseSeveral")}
      </p>
      <ChoiceList
        type="checkbox"
        id={id}
        labelledBy={labelledBy}
        describedBy={`${id}-hint`}
        choices={field.choices}
        chosen={value}
        readOnly={readOnly}
        onChoose={(choice, checked) => {
          const next = checked ? [...value, choice] : value.filter((each) => each !== choice);
          onChange(next.length === 0 ? undefined : next);
        }}
      />
    </div>
  );
}

export function TrueFalseControl({ value, onChange, id, labelledBy, readOnly }: ControlProps<"true-false">) {
  const t = useTranslations("quiz");
  return (
    <div>
      <ChoiceList
        type="radio"
        id={id}
        labelledBy={labelledBy}
        choices={[
          { id: "true", text: { html: t("true") } },
          { id: "false", text: { html: t("false") } },
        ]}
        chosen={value === undefined ? [] : [String(value)]}
        readOnly={readOnly}
        onChoose={(choice) => onChange(choice === "true")}
      />
      {value !== undefined && !readOnly && <TakeBack onClick={() => onChange(undefined)} />}
    </div>
  );
}
