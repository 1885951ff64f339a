"use client";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { placeBlanks } from "../drawings/blank-places.ts";
import { NetworkSvg } from "../drawings/network.tsx";
import { NetworkTable } from "../drawings/network-table.tsx";
import { Scroller } from "../drawings/scroller.tsx";
import type { RenderedOf } from "../rendered.ts";
import type { ControlProps } from "./control-props.ts";
import styles from "./diagram.module.css";
import { NumberInput } from "./number-input.tsx";
import { PartMark } from "./part-mark.tsx";
import { ReadingLine } from "./reading-line.tsx";

type Blank = RenderedOf<"diagram">["blanks"][number];

const signs: Record<string, string> = { u: "u", y: "y", delta: "δ", dw: "∂w", db: "∂b" };

/**
 * Numbers to be entered on a drawn network. There is one list of fields: with room it lies on the drawing, each field at
 * its place; without, below it, and the drawing shows the numbers of the list.
 */
export function DiagramControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"diagram">) {
  const t = useTranslations("quiz.diagram");
  const networks = useTranslations("quiz.network");
  const { drawing, blanks } = field;
  const { layout, places } = useMemo(() => placeBlanks(drawing, blanks, "wide"), [drawing, blanks]);
  const narrow = useMemo(() => placeBlanks(drawing, blanks, "narrow"), [drawing, blanks]);
  const [focused, setFocused] = useState(0);
  const answers = value ?? {};
  const name = ({ quantity, m, i, j }: Blank) => t(`blank.${quantity as "u"}`, { layer: m, node: i, from: j ?? 0 });
  const set = (blank: string, text: string) => {
    const { [blank]: _, ...rest } = answers;
    const next = text === "" ? rest : { ...rest, [blank]: text };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const current = blanks[focused];
  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label
    <div role="group" aria-labelledby={labelledBy}>
      <Scroller className={styles.narrow} label={networks("title", { layers: drawing.layers.join("-") })}>
        <div className={styles.drawing} style={{ "--width": `${narrow.layout.width}px` } as React.CSSProperties}>
          <NetworkSvg drawing={drawing} layout={narrow.layout} />
          {narrow.places.map((place, index) => (
            <span
              key={blanks[index]?.id}
              className={styles.marker}
              style={{
                left: `${(place.x / narrow.layout.width) * 100}%`,
                top: `${(place.y / narrow.layout.height) * 100}%`,
              }}
              aria-hidden="true"
            >
              {index + 1}
            </span>
          ))}
        </div>
      </Scroller>
      <div className={styles.scroll}>
        <div
          className={styles.board}
          style={{ "--width": `${layout.width}px`, "--height": `${layout.height}px` } as React.CSSProperties}
        >
          <div className={styles.wide}>
            <NetworkSvg drawing={drawing} layout={layout} />
          </div>
          <ol className={styles.blanks}>
            {blanks.map((blank, index) => (
              <li
                key={blank.id}
                className={styles.blank}
                style={
                  { "--x": `${places[index]?.x ?? 0}px`, "--y": `${places[index]?.y ?? 0}px` } as React.CSSProperties
                }
              >
                <label htmlFor={`${id}-${blank.id}`}>
                  <span className={styles.sign} aria-hidden="true">
                    {signs[blank.quantity] ?? blank.quantity}
                  </span>
                  <span className={styles.long}>{name(blank)}</span>
                </label>
                <NumberInput
                  id={`${id}-${blank.id}`}
                  className={styles.input}
                  value={answers[blank.id] ?? ""}
                  readOnly={readOnly}
                  right={parts?.[index]}
                  describedBy={`${id}-reading`}
                  onChange={(text) => set(blank.id, text)}
                  onFocus={() => setFocused(index)}
                />
                <PartMark right={parts?.[index]} />
              </li>
            ))}
          </ol>
        </div>
      </div>
      <ReadingLine
        id={`${id}-reading`}
        text={current && !readOnly ? (answers[current.id] ?? "") : ""}
        place={current && name(current)}
      >
        {field.hint}
      </ReadingLine>
      <NetworkTable drawing={drawing} />
    </div>
  );
}
