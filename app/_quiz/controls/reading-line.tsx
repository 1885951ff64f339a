"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "../../_components/icon.tsx";
import styles from "./controls.module.css";
import { reading } from "./reading.ts";

/**
 * The line under a number: how it is read, or why it cannot be, and then whatever else is to be said of the field.
 * @param props.place which one of several numbers
 */
export function ReadingLine(props: { id: string; text: string; place?: string | undefined; children?: ReactNode }) {
  const t = useTranslations("quiz");
  const locale = useLocale();
  const read = reading(props.text, locale);
  const before = props.place ? `${props.place}: ` : "";
  return (
    <p id={props.id} className={styles.line}>
      {read.state === "read" && <span className={styles.read}>{`${before}${t("readAs", { value: read.text })}`}</span>}
      {read.state === "unreadable" && (
        <span className={styles.unreadable}>
          <Icon name="warning" size={13} /> {before}
          {read.message}
        </span>
      )}
      {props.children && <span className={styles.hint}>{props.children}</span>}
    </p>
  );
}
