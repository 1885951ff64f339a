"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "../_components/icon.tsx";
import { type Draft, draftKey, parseDraft } from "./draft.ts";
import styles from "./hand-in.module.css";

/** What was written for a project that takes no hand-ins now: a deadline must not take anybody's text away. */
export function LeftDraft(props: { person: string; course: string; project: string }) {
  const t = useTranslations("handIn.leftDraft");
  const key = draftKey(props.person, props.course, props.project);
  const [draft, setDraft] = useState<Draft | null>(null);
  useEffect(() => {
    try {
      setDraft(parseDraft(window.localStorage.getItem(key)));
    } catch {
      // storage is off, so nothing was kept
    }
  }, [key]);
  if (!draft) return null;
  return (
    <section className={styles.noted} aria-label={t("title")}>
      <strong>{t("title")}</strong>
      <p>{t("text")}</p>
      <ul>
        {draft.files.map(({ path, text }) => (
          <li key={path}>
            <a
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))}`}
              download={path.replaceAll("/", "-")}
            >
              <Icon name="download" size={14} /> {t("save", { path })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
