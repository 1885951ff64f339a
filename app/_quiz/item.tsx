"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AnswerOf, Answers } from "../../grader/quiz/answer.ts";
import { Control } from "./control.tsx";
import { Figure } from "./figure.tsx";
import { HtmlBlock } from "./html-block.tsx";
import { HtmlText } from "./html-text.tsx";
import styles from "./item.module.css";
import type { RenderedItem, RenderedKind } from "./rendered.ts";

const rounded = (points: number): number => Math.round(points * 100) / 100;

/**
 * A question: its text, figures and fields. Holds no state: `answers` come from the page, changes go there, one field at a time.
 * @param props.name prefix of element ids, unique on the page
 * @param props.points of the whole question; each field's share is then shown beside it
 * @param props.below what is said under a field: a result, a comment
 * @param props.parts which parts of a field were right, by field id
 */
export function ItemFields(props: {
  item: RenderedItem;
  name: string;
  answers: Answers;
  onChange: (fieldId: string, value: AnswerOf<RenderedKind> | undefined) => void;
  readOnly?: boolean;
  points?: number;
  below?: (fieldId: string) => ReactNode;
  parts?: Record<string, boolean[] | undefined>;
}) {
  const { item, name, answers, readOnly = false } = props;
  const t = useTranslations("quiz");
  const several = item.fields.length > 1;
  // numbers beside names would only confuse
  const numbered = several && item.fields.every((field) => field.label === undefined);
  return (
    <div className={styles.item}>
      {item.text.html !== "" && <HtmlBlock text={item.text} />}
      {item.figures.map((figure, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: figures of a question never change places
        <Figure key={index} figure={figure} />
      ))}
      {item.fields.map((field, index) => {
        const id = `${name}-${field.id}`;
        const number = several ? t("answerNumber", { number: index + 1 }) : t("answer");
        return (
          <div key={field.id} className={styles.field} data-field={field.id}>
            <span id={`${id}-label`} hidden>
              {field.label?.spoken ?? number}
            </span>
            <div className={styles.label}>
              <span className={field.label || numbered ? undefined : "visually-hidden"}>
                {field.label ? <HtmlText text={field.label} /> : number}
              </span>
              {several && props.points !== undefined && (
                <span className={styles.points}>{t("points", { points: rounded(props.points * field.share) })}</span>
              )}
            </div>
            <Control
              field={field}
              id={id}
              labelledBy={`${id}-label`}
              value={answers[field.id]}
              onChange={(value) => props.onChange(field.id, value)}
              readOnly={readOnly}
              parts={props.parts?.[field.id]}
            />
            {props.below?.(field.id)}
          </div>
        );
      })}
    </div>
  );
}
