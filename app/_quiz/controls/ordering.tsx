"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { Icon } from "../../_components/icon.tsx";
import { HtmlText } from "../html-text.tsx";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import { moved } from "./order.ts";
import styles from "./ordering.module.css";
import { PartMark } from "./part-mark.tsx";
import { useDragging } from "./use-dragging.ts";

/**
 * Lines are taken from one list and put in order in another. Every step has a button; Alt with the up and down arrows
 * moves a line, too, and a handle drags it.
 */
export function OrderingControl(props: ControlProps<"ordering">) {
  const { field, value = [], onChange, id, labelledBy, readOnly, parts } = props;
  const t = useTranslations("quiz.ordering");
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const texts = new Map(field.lines.map((line) => [line.id, line]));
  const used = value.filter((line) => texts.has(line));
  const left = field.lines.filter((line) => !used.includes(line.id));
  const set = (lines: string[]) => onChange(lines.length === 0 ? undefined : lines);
  const focusLine = (line: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line)}"]`)?.focus());

  function move(line: string, to: number) {
    const from = used.indexOf(line);
    const next = moved(used, from, to);
    set(next);
    setSaid(t("movedTo", { place: next.indexOf(line) + 1, of: next.length }));
    focusLine(line);
  }
  const dragging = useDragging((line, over) => set(moved(used, used.indexOf(line), used.indexOf(over))));

  function add(line: string) {
    set([...used, line]);
    setSaid(t("added", { place: used.length + 1 }));
  }
  function remove(line: string) {
    const at = used.indexOf(line);
    set(used.filter((each) => each !== line));
    setSaid(t("removed"));
    const neighbour = used[at + 1] ?? used[at - 1];
    if (neighbour) focusLine(neighbour);
  }
  function keys(event: KeyboardEvent<HTMLLIElement>, line: string, index: number) {
    if (readOnly || event.target !== event.currentTarget) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(line, index + (event.key === "ArrowUp" ? -1 : 1));
    }
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(line);
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label
    <div role="group" aria-labelledby={labelledBy} className={field.code ? styles.code : undefined}>
      {!readOnly && <p className={shared.hint}>{t(field.hasDistractors ? "hintDistractors" : "hint")}</p>}
      <p id={`${id}-order`} className={styles.name}>
        {t("order")}
      </p>
      <ol ref={list} className={styles.used} aria-labelledby={`${id}-order`}>
        {used.length === 0 && <li className={styles.empty}>{t("nothingYet")}</li>}
        {used.map((line, index) => (
          <li
            key={line}
            data-line={line}
            tabIndex={readOnly ? undefined : 0}
            className={dragging.dragged === line ? `${styles.line} ${styles.dragged}` : styles.line}
            onKeyDown={(event) => keys(event, line, index)}
          >
            {!readOnly && (
              <span className={styles.handle} aria-hidden="true" {...dragging.handle(line)}>
                ⠿
              </span>
            )}
            <span className={styles.place}>{index + 1}</span>
            <HtmlText text={texts.get(line)?.text ?? { html: "" }} className={styles.text} />
            <PartMark right={parts?.[index]} />
            {!readOnly && (
              <span className={styles.buttons}>
                <button
                  type="button"
                  aria-label={t("up", { place: index + 1 })}
                  disabled={index === 0}
                  onClick={() => move(line, index - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={t("down", { place: index + 1 })}
                  disabled={index === used.length - 1}
                  onClick={() => move(line, index + 1)}
                >
                  ↓
                </button>
                <button type="button" aria-label={t("remove", { place: index + 1 })} onClick={() => remove(line)}>
                  <Icon name="cross" size={12} />
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <>
          <p id={`${id}-left`} className={styles.name}>
            {t("left", { count: left.length })}
          </p>
          <ul className={styles.left} aria-labelledby={`${id}-left`}>
            {left.map((line) => (
              <li key={line.id} className={styles.line}>
                <HtmlText text={line.text} className={styles.text} />
                {!readOnly && (
                  <button
                    type="button"
                    className={styles.add}
                    aria-label={`${t("add")}: ${line.plain ?? line.text.spoken}`}
                    onClick={() => add(line.id)}
                  >
                    {t("add")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <output className="visually-hidden" aria-live="polite">
        {said}
      </output>
    </div>
  );
}
