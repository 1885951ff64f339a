"use client";
import { useLocale } from "next-intl";
import type { ClipboardEvent, KeyboardEvent, Ref } from "react";
import styles from "./controls.module.css";
import { reading } from "./reading.ts";

/**
 * A field for one number as text: a comma, a fraction or `1e-3` must stay as they were typed, which a browser's own
 * number field does not let them.
 */
export function NumberInput(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  readOnly: boolean;
  right?: boolean | undefined;
  label?: string;
  labelledBy?: string;
  describedBy?: string | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  onFocus?: () => void;
}) {
  const locale = useLocale();
  const unreadable = reading(props.value, locale).state === "unreadable";
  const judged = props.right === undefined ? "" : props.right ? styles.isRight : styles.isWrong;
  return (
    <input
      ref={props.ref}
      id={props.id}
      type="text"
      // "decimal" keyboards of phones have neither a minus sign nor an e
      inputMode="text"
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={500}
      className={`${styles.number} ${judged} ${props.className ?? ""}`}
      value={props.value}
      readOnly={props.readOnly}
      aria-label={props.label}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      aria-invalid={unreadable || undefined}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onKeyDown={props.onKeyDown}
      onPaste={props.onPaste}
      onFocus={props.onFocus}
    />
  );
}
