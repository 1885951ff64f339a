"use client";
import { HtmlText } from "../html-text.tsx";
import type { Html } from "../rendered.ts";
import styles from "./choices.module.css";

/** Radio buttons or check boxes with texts that may hold formulas; the whole row can be clicked. */
export function ChoiceList(props: {
  type: "radio" | "checkbox";
  id: string;
  labelledBy: string;
  describedBy?: string;
  choices: { id: string; text: Html; plain?: string | null }[];
  chosen: readonly string[];
  readOnly: boolean;
  onChoose: (id: string, checked: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles may be named
    <div
      role={props.type === "radio" ? "radiogroup" : "group"}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      className={styles.choices}
    >
      {props.choices.map((choice) => (
        <label key={choice.id} className={styles.choice}>
          <input
            type={props.type}
            aria-label={choice.plain === null ? choice.text.spoken : undefined}
            name={props.id}
            value={choice.id}
            checked={props.chosen.includes(choice.id)}
            disabled={props.readOnly}
            onChange={(event) => props.onChoose(choice.id, event.currentTarget.checked)}
          />
          <HtmlText text={choice.text} className={styles.text} />
        </label>
      ))}
    </div>
  );
}
