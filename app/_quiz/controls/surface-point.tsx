"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { readNumber } from "../../../grader/quiz/read-number.ts";
import { figure } from "../../_report/figures.ts";
import { valueAt } from "../drawings/contour.ts";
import { SurfaceSvg, surfaceScale } from "../drawings/surface.tsx";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import { NumberInput } from "./number-input.tsx";
import styles from "./surface-point.module.css";
import { TakeBack } from "./take-back.tsx";

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** a hundredth of the window for each key, a tenth with Shift */
const [fine, coarse] = [0.01, 0.1];

/** A point on an error surface: by a click, by the arrow keys, or by its two numbers; J is read out where it stands. */
export function SurfacePointControl(props: ControlProps<"surface-point">) {
  const { field, value, onChange, id, labelledBy, readOnly } = props;
  const t = useTranslations("quiz.surface");
  const locale = useLocale();
  const { drawing } = field;
  const scale = surfaceScale(drawing);
  const [typed, setTyped] = useState<{ w1?: string; w2?: string }>({});
  const [s1, s2] = [drawing.w1[1] - drawing.w1[0], drawing.w2[1] - drawing.w2[0]];

  function set(w1: number, w2: number) {
    const inside = (w: number, [low, high]: [number, number]) => Math.min(Math.max(w, low), high);
    const rounded = (w: number, span: number) => Number(w.toFixed(Math.max(0, 3 - Math.floor(Math.log10(span)))));
    onChange({ w1: rounded(inside(w1, drawing.w1), s1), w2: rounded(inside(w2, drawing.w2), s2) });
    setTyped({});
  }
  function click(event: MouseEvent<HTMLElement>) {
    const svg = event.currentTarget.querySelector("svg");
    const matrix = svg?.getScreenCTM();
    if (readOnly || !matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    set(scale.w1(at.x), scale.w2(at.y));
  }
  function keys(event: KeyboardEvent) {
    const arrow = arrows[event.key];
    if (!arrow || readOnly) return;
    event.preventDefault();
    const step = event.shiftKey ? coarse : fine;
    const from = value ?? { w1: (drawing.w1[0] + drawing.w1[1]) / 2, w2: (drawing.w2[0] + drawing.w2[1]) / 2 };
    set(from.w1 + arrow[0] * step * s1, from.w2 + arrow[1] * step * s2);
  }
  function type(axis: "w1" | "w2", text: string) {
    setTyped((current) => ({ ...current, [axis]: text }));
    const texts = { w1: shown("w1"), w2: shown("w2"), ...typed, [axis]: text };
    const [a, b] = [readNumber(texts.w1), readNumber(texts.w2)];
    if (a.ok && b.ok) onChange({ w1: a.value, w2: b.value });
    else if (texts.w1.trim() === "" && texts.w2.trim() === "") onChange(undefined);
  }
  const shown = (axis: "w1" | "w2") =>
    typed[axis] ?? (value ? String(value[axis]).replace(".", locale === "pt-BR" ? "," : ".") : "");
  const J = value
    ? valueAt(
        drawing.values,
        ((value.w1 - drawing.w1[0]) / s1) * ((drawing.values[0]?.length ?? 1) - 1),
        ((value.w2 - drawing.w2[0]) / s2) * (drawing.values.length - 1),
      )
    : null;

  return (
    <div>
      <div
        id={id}
        className={readOnly ? styles.board : `${styles.board} ${styles.active}`}
        // an arrow moves the point in two directions, which no slider does
        role="application"
        aria-roledescription={t("role")}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-keys ${id}-readout`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive
        tabIndex={0}
        onClick={click}
        onKeyDown={keys}
      >
        <SurfaceSvg drawing={drawing}>
          {value && (
            <g className={styles.cross} transform={`translate(${scale.x(value.w1)} ${scale.y(value.w2)})`}>
              <path className={styles.rim} d="M-13 0H13M0 -13V13" />
              <path className={styles.ink} d="M-13 0H13M0 -13V13" />
            </g>
          )}
        </SurfaceSvg>
      </div>
      <output id={`${id}-readout`} className={styles.readout} aria-live="polite">
        {value
          ? t("readout", {
              w1: figure(value.w1, locale),
              w2: figure(value.w2, locale),
              J: J === null || Number.isNaN(J) ? "–" : figure(J, locale, 3),
            })
          : t("noPoint")}
      </output>
      {/* biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label */}
      <div className={styles.numbers} role="group" aria-label={t("numbers")}>
        {(["w1", "w2"] as const).map((axis) => (
          <span key={axis} className={styles.number}>
            <label htmlFor={`${id}-${axis}`}>{axis === "w1" ? "w₁" : "w₂"}</label>
            <NumberInput
              id={`${id}-${axis}`}
              className={styles.input}
              value={shown(axis)}
              readOnly={readOnly}
              onChange={(text) => type(axis, text)}
            />
          </span>
        ))}
        {value && !readOnly && (
          <TakeBack
            onClick={() => {
              setTyped({});
              onChange(undefined);
            }}
          />
        )}
      </div>
      {!readOnly && (
        <p id={`${id}-keys`} className={shared.hint}>
          {t("keys")}
        </p>
      )}
    </div>
  );
}
