"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../_components/icon.tsx";
import styles from "./hints.module.css";

/**
 * Hints read one after the other; how far one has read is remembered in this browser.
 * `hints` are sanitised HTML, made on the server.
 */
export function Hints({ hints, remember }: { hints: string[]; remember: string }) {
  const t = useTranslations("hints");
  const [shown, setShown] = useState(0);
  const last = useRef<HTMLLIElement>(null);
  const key = `nabla:hints:${remember}`;
  useEffect(() => {
    const kept = Number(readKept(key));
    if (Number.isInteger(kept)) setShown(Math.min(Math.max(kept, 0), hints.length));
  }, [key, hints.length]);
  if (hints.length === 0) return null;

  function reveal() {
    const next = Math.min(shown + 1, hints.length);
    setShown(next);
    keep(key, String(next));
    requestAnimationFrame(() => last.current?.focus());
  }

  return (
    <div className={styles.hints}>
      <ol>
        {hints.slice(0, shown).map((html, index) => (
          <li key={html} ref={index === shown - 1 ? last : undefined} tabIndex={-1}>
            <strong>{t("hint", { number: index + 1 })}</strong>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown on the server */}
            <div dangerouslySetInnerHTML={{ __html: html }} />
          </li>
        ))}
      </ol>
      {shown < hints.length && (
        <Button variant="default" size="xs" leftSection={<Icon name="bulb" size={14} />} onClick={reveal}>
          {t("show", { number: shown + 1, of: hints.length })}
        </Button>
      )}
    </div>
  );
}

/** Storage may be switched off in a browser; hints then start over, which harms nobody. */
function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // nothing to keep it in
  }
}
