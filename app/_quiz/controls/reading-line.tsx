"use client";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "../../_components/icon.tsx";
import styles from "./controls.module.css";
import { reading } from "./reading.ts";

/** The line under a number: how it is read, or why it cannot be. `place` says which one of several. */
export function ReadingLine({ id, text, place }: { id: string; text: string; place?: string | undefined }) {
  const t = useTranslations("quiz");
  const locale = useLocale();
  const read = reading(text, locale);
  const before = place ? `${place}: ` : "";
  return (
    <p id={id} className={read.state === "unreadable" ? styles.unreadable : styles.reading}>
      {read.state === "read" && `${before}${t("readAs", { value: read.text })}`}
      {read.state === "unreadable" && (
        <>
          <Icon name="warning" size={13} /> {before}
          {read.message}
        </>
      )}
    </p>
  );
}
