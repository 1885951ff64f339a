"use client";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import shared from "./controls.module.css";
import styles from "./number-grid.module.css";
import { NumberInput } from "./number-input.tsx";
import { PartMark } from "./part-mark.tsx";
import { readBlock } from "./read-block.ts";
import { ReadingLine } from "./reading-line.tsx";

export type Cells = string[][];

export const emptyCells = (rows: number, columns: number): Cells =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => ""));

/** The same cells in another size; what falls outside is left out. */
export const resized = (cells: Cells, rows: number, columns: number): Cells =>
  emptyCells(rows, columns).map((row, i) => row.map((_, j) => cells[i]?.[j] ?? ""));

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Inside a number the left and right arrows move in the text, at its ends to the next cell. */
function leaves(event: KeyboardEvent<HTMLInputElement>): boolean {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "ArrowLeft") return selectionStart === 0 && selectionEnd === 0;
  if (event.key === "ArrowRight") return selectionStart === value.length;
  return event.key in steps;
}

/**
 * Numbers in rows and columns between brackets. The arrow keys and Enter move among them; a block that is pasted fills
 * the cells from the one that has the focus, or the whole grid with its own size where `onBlock` takes it.
 */
export function NumberGrid(props: {
  id: string;
  labelledBy: string;
  hint: string;
  cells: Cells;
  onChange: (cells: Cells) => void;
  onBlock?: (cells: Cells) => void;
  readOnly: boolean;
  /** row by row */
  parts?: boolean[] | undefined;
}) {
  const { id, cells, onChange, readOnly, parts } = props;
  const t = useTranslations("quiz.grid");
  const [focused, setFocused] = useState<[number, number]>([0, 0]);
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const place = (i: number, j: number) =>
    columns === 1 ? t("entry", { index: i + 1 }) : t("cell", { row: i + 1, column: j + 1 });

  function move(event: KeyboardEvent<HTMLInputElement>, i: number, j: number) {
    const step = steps[event.key];
    if (!step || !leaves(event)) return;
    const next = inputs.current.get(`${i + step[0]},${j + step[1]}`);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }

  function paste(event: ClipboardEvent, i: number, j: number) {
    const pasted = readBlock(event.clipboardData.getData("text/plain"), columns - j);
    if (!pasted || readOnly) return;
    event.preventDefault();
    if (props.onBlock && i === 0 && j === 0) return props.onBlock(pasted);
    // a row that is pasted into a column, or the other way round, is turned
    const turned = columns === 1 && pasted.length === 1 ? pasted[0]?.map((cell) => [cell]) : pasted;
    onChange(cells.map((row, r) => row.map((cell, c) => turned?.[r - i]?.[c - j] ?? cell)));
  }

  const [row, column] = focused;
  const current = cells[row]?.[column] ?? "";
  return (
    <div>
      <div className={styles.scroll}>
        {/* biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label */}
        <div
          role="group"
          aria-labelledby={props.labelledBy}
          aria-describedby={`${id}-reading`}
          className={styles.grid}
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(4.5rem, 8rem))` }}
        >
          {cells.map((line, i) =>
            line.map((cell, j) => {
              const right = parts?.[i * columns + j];
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies an entry of a matrix
                <span key={`${i},${j}`} className={styles.cell}>
                  <NumberInput
                    ref={(element) => {
                      if (element) inputs.current.set(`${i},${j}`, element);
                      else inputs.current.delete(`${i},${j}`);
                    }}
                    id={`${id}-${i}-${j}`}
                    className={styles.input}
                    value={cell}
                    readOnly={readOnly}
                    right={right}
                    label={place(i, j)}
                    describedBy={`${id}-reading`}
                    onChange={(text) => onChange(cells.map((r, a) => r.map((c, b) => (a === i && b === j ? text : c))))}
                    onKeyDown={(event) => move(event, i, j)}
                    onPaste={(event) => paste(event, i, j)}
                    onFocus={() => setFocused([i, j])}
                  />
                  <PartMark right={right} />
                </span>
              );
            }),
          )}
        </div>
      </div>
      <ReadingLine
        id={`${id}-reading`}
        text={readOnly ? "" : current}
        place={place(Math.min(row, rows - 1), Math.min(column, columns - 1))}
      >
        {props.hint} {!readOnly && <span className={shared.onFocus}>{t("keys")}</span>}
      </ReadingLine>
    </div>
  );
}
