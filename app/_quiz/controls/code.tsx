"use client";
import { Button, Switch } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import styles from "./code.module.css";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";

const CodeEditor = dynamic(() => import("../../_editor/code-editor.tsx"), { ssr: false });

const path = "solution.ts";

/** A small function, in the editor of projects or in a plain text field for whoever prefers one. */
export function CodeControl({ field, value, onChange, id, labelledBy, readOnly }: ControlProps<"code">) {
  const t = useTranslations("quiz.code");
  const wide = useMediaQuery("(min-width: 48rem)", false);
  const [asText, setAsText] = useState(false);
  const text = value ?? field.starter;
  const write = (next: string) => onChange(next === field.starter || next === "" ? undefined : next);
  return (
    <div>
      {!readOnly && (
        <div className={styles.tools}>
          {value !== undefined && (
            <Button size="compact-sm" variant="subtle" onClick={() => onChange(undefined)}>
              {t("startAgain")}
            </Button>
          )}
          <Switch
            className={styles.plain}
            size="sm"
            label={t("plainText")}
            checked={asText}
            onChange={(event) => setAsText(event.currentTarget.checked)}
          />
        </div>
      )}
      {asText || readOnly ? (
        <textarea
          id={id}
          className={`${shared.text} ${styles.textarea}`}
          aria-labelledby={labelledBy}
          value={text}
          readOnly={readOnly}
          rows={Math.min(Math.max(text.split("\n").length + 1, 6), 30)}
          maxLength={100_000}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : (
        <CodeEditor
          files={[{ path, text }]}
          path={path}
          label={t("label")}
          typescript={wide === true}
          onChange={(_, next) => write(next)}
        />
      )}
      {!readOnly && <p className={shared.hint}>{t("hint")}</p>}
    </div>
  );
}
