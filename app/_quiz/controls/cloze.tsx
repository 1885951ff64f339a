"use client";
import { useTranslations } from "next-intl";
import { createElement, type ReactNode, useState } from "react";
import { HtmlText } from "../html-text.tsx";
import type { Piece, RenderedOf } from "../rendered.ts";
import styles from "./cloze.module.css";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import { NumberInput } from "./number-input.tsx";
import { PartMark } from "./part-mark.tsx";
import { ReadingLine } from "./reading-line.tsx";

type Gap = RenderedOf<"cloze">["gaps"][number];

/** A text whose gaps are fields in the line; a menu's choices with formulas are lettered and listed below. */
export function ClozeControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"cloze">) {
  const t = useTranslations("quiz.cloze");
  const [focused, setFocused] = useState<string | null>(null);
  const answers = value ?? {};
  const set = (gap: string, text: string) => {
    const { [gap]: _, ...rest } = answers;
    const next = text === "" ? rest : { ...rest, [gap]: text };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const lettered = (gap: Gap) => gap.kind === "single-choice" && gap.choices.some((choice) => choice.plain === null);

  function control(gap: Gap, index: number): ReactNode {
    const label = t("gap", { number: index + 1 });
    const [name, text] = [`${id}-${gap.id}`, answers[gap.id] ?? ""];
    switch (gap.kind) {
      case "numeric":
        return (
          <NumberInput
            id={name}
            className={styles.number}
            value={text}
            onChange={(next) => set(gap.id, next)}
            readOnly={readOnly}
            right={parts?.[index]}
            label={label}
            describedBy={`${id}-reading`}
            onFocus={() => setFocused(gap.id)}
          />
        );
      case "short-text":
        return (
          <input
            id={name}
            type="text"
            className={`${shared.text} ${styles.text}`}
            value={text}
            readOnly={readOnly}
            maxLength={500}
            autoComplete="off"
            aria-label={label}
            onChange={(event) => set(gap.id, event.currentTarget.value)}
          />
        );
      case "single-choice":
        return (
          <select
            id={name}
            className={`${shared.select} ${styles.menu}`}
            value={text}
            disabled={readOnly}
            aria-label={label}
            onChange={(event) => set(gap.id, event.currentTarget.value)}
          >
            <option value="">{t("choose")}</option>
            {gap.choices.map((choice, place) => (
              <option key={choice.id} value={choice.id}>
                {choice.plain ?? String.fromCharCode(65 + place)}
              </option>
            ))}
          </select>
        );
    }
  }

  function show(piece: Piece, key: string): ReactNode {
    if ("html" in piece) return <HtmlText key={key} text={piece} />;
    if ("tag" in piece)
      return createElement(
        piece.tag,
        { key },
        piece.children.map((child, at) => show(child, `${key}.${at}`)),
      );
    const index = field.gaps.findIndex((gap) => gap.id === piece.gap);
    const gap = field.gaps[index];
    if (!gap) return null;
    return (
      <span key={key} className={styles.gap}>
        {control(gap, index)}
        <PartMark right={parts?.[index]} />
      </span>
    );
  }

  const asked = field.gaps.findIndex((gap) => gap.id === focused);
  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label
    <div role="group" aria-labelledby={labelledBy} className={styles.cloze}>
      {field.text.map((piece, at) => show(piece, String(at)))}
      {field.gaps.filter(lettered).map((gap) => (
        <ol
          key={gap.id}
          className={styles.letters}
          aria-label={t("choicesOf", { number: field.gaps.indexOf(gap) + 1 })}
        >
          {"choices" in gap &&
            gap.choices.map((choice) => (
              <li key={choice.id}>
                <HtmlText text={choice.text} />
              </li>
            ))}
        </ol>
      ))}
      {!readOnly && (
        <ReadingLine
          id={`${id}-reading`}
          text={focused === null ? "" : (answers[focused] ?? "")}
          place={asked < 0 ? undefined : t("gap", { number: asked + 1 })}
        />
      )}
    </div>
  );
}
