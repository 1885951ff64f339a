"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Icon } from "../../_components/icon.tsx";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";
import styles from "./formula.module.css";
import { useFormulaReading } from "./use-formula-reading.ts";

/** A formula as plain text with its reading set below: every key of a keyboard works, and so does a screen reader. */
export function FormulaControl({ field, value, onChange, id, labelledBy, readOnly }: ControlProps<"formula">) {
  const t = useTranslations("quiz.formula");
  const input = useRef<HTMLInputElement>(null);
  const reading = useFormulaReading(value ?? "", field.variables);
  const unreadable = reading !== null && reading !== "failed" && !reading.ok;

  function insert(name: string) {
    const element = input.current;
    if (!element) return;
    const [from, to] = [element.selectionStart ?? element.value.length, element.selectionEnd ?? element.value.length];
    const next = element.value.slice(0, from) + name + element.value.slice(to);
    onChange(next);
    element.focus();
    requestAnimationFrame(() => element.setSelectionRange(from + name.length, from + name.length));
  }

  return (
    <div>
      {field.variables.length > 0 && !readOnly && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise form fields
        <div className={styles.variables} role="group" aria-label={t("variables")}>
          {field.variables.map(({ name, html }) => (
            <button key={name} type="button" onClick={() => insert(name)} title={t("insert", { name })}>
              <code>{name}</code>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: set by KaTeX on the server */}
              <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: html }} />
            </button>
          ))}
        </div>
      )}
      <input
        ref={input}
        id={id}
        type="text"
        className={`${shared.text} ${styles.input}`}
        value={value ?? ""}
        readOnly={readOnly}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-reading ${id}-hint`}
        aria-invalid={unreadable || undefined}
        onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
      />
      <div id={`${id}-reading`} className={styles.reading}>
        {reading === "failed" && <span className={shared.hint}>{t("notLoaded")}</span>}
        {reading !== null && reading !== "failed" && reading.ok && (
          <>
            <span className={styles.read}>{t("readAs")}</span>{" "}
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it does not typeset */}
            <span className={styles.set} dangerouslySetInnerHTML={{ __html: reading.html }} />
          </>
        )}
        {reading !== null && reading !== "failed" && !reading.ok && (
          <span className={shared.unreadable}>
            <Icon name="warning" size={13} /> {reading.message}
          </span>
        )}
      </div>
      {!readOnly && (
        <p id={`${id}-hint`} className={shared.hint}>
          {t("syntax")}
        </p>
      )}
    </div>
  );
}
