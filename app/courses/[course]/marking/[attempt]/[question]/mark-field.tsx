"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useId, useRef, useState, useTransition } from "react";
import staff from "../../../../../_quiz-editor/staff.module.css";
import { markField } from "../../actions.ts";
import styles from "./marking.module.css";

/** digit -> credit */
const steps = [0, 0.25, 0.5, 0.75, 1] as const;

/**
 * Credit and a word for the student. The digits 0 to 4 mark the first field of the page; c goes to the comment, and Ctrl+Enter there
 * saves and goes on. A mark can be taken back: marks are only ever added.
 */
export function MarkField(props: {
  attemptId: string;
  question: string;
  fieldId: string;
  label: string | null;
  points: number;
  credit: number | null;
  comment: string;
  next: string | null;
  /** keys of the page mean this field */
  keyed: boolean;
}) {
  const { attemptId, question, fieldId, next, keyed } = props;
  const t = useTranslations("marking");
  const locale = useLocale();
  const format = useFormatter();
  const router = useRouter();
  const id = useId();
  const [credit, setCredit] = useState(props.credit);
  const [comment, setComment] = useState(props.comment);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, begin] = useTransition();
  const box = useRef<HTMLTextAreaElement>(null);
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const points = (value: number) => format.number(value * props.points, { maximumFractionDigits: 2 });

  const save = useCallback(
    (value: number | null, words: string, onward: boolean) => {
      setCredit(value);
      begin(async () => {
        try {
          const marked = await markField({ attemptId, key: question, fieldId, credit: value, comment: words });
          setSaid(marked.ok ? t(value === null ? "backAgain" : "saved") : marked.message[locale]);
          if (marked.ok && onward && next) router.push(next);
          else router.refresh();
        } catch {
          setSaid(t("lost"));
        }
      });
    },
    [attemptId, question, fieldId, next, router, t, locale],
  );

  const key = useRef<(event: KeyboardEvent) => void>(() => {});
  key.current = (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, .cm-editor");
    if (!keyed || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = /^[0-4]$/.test(event.key) ? steps[Number(event.key)] : undefined;
    if (step !== undefined) save(step, comment, false);
    else if (event.key === "c") {
      event.preventDefault();
      box.current?.focus();
    }
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => key.current(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);

  return (
    <div className={styles.markField} aria-busy={busy}>
      {props.label && <p className={styles.label}>{props.label}</p>}
      <fieldset aria-label={t("credit")} className={styles.credits}>
        {steps.map((value, digit) => (
          <button key={value} type="button" aria-pressed={credit === value} onClick={() => save(value, comment, false)}>
            {keyed && <kbd>{digit}</kbd>} {percent(value)} <small>{t("points", { points: points(value) })}</small>
          </button>
        ))}
      </fieldset>
      <label htmlFor={`${id}-exact`}>{t("exact")}</label>
      <input
        id={`${id}-exact`}
        type="number"
        min={0}
        max={100}
        step="any"
        key={String(credit)}
        defaultValue={credit === null ? "" : Math.round(credit * 1000) / 10}
        onKeyDown={(event) => {
          const value = Number(event.currentTarget.value);
          if (event.key === "Enter" && event.currentTarget.value !== "" && value >= 0 && value <= 100)
            save(value / 100, comment, false);
        }}
      />
      <label htmlFor={`${id}-comment`}>{t("forStudent")}</label>
      <textarea
        ref={box}
        id={`${id}-comment`}
        rows={4}
        maxLength={5000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && credit !== null) save(credit, comment, true);
        }}
      />
      <div className={staff.actions}>
        <button
          type="button"
          className={staff.primary}
          disabled={credit === null || busy}
          onClick={() => credit !== null && save(credit, comment, next !== null)}
        >
          {t(next ? "saveNext" : "save")}
        </button>
        {props.credit !== null && (
          <button type="button" className={staff.secondary} disabled={busy} onClick={() => save(null, "", false)}>
            {t("takeBack")}
          </button>
        )}
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
