"use client";
import { useTranslations } from "next-intl";
import { Icon } from "../../_components/icon.tsx";
import styles from "./controls.module.css";

/** Whether one part of an answer was right: a sign and a word, not a colour alone. */
export function PartMark({ right }: { right: boolean | undefined }) {
  const t = useTranslations("quiz.part");
  if (right === undefined) return null;
  return (
    <span className={right ? styles.right : styles.wrong}>
      <Icon name={right ? "check" : "cross"} size={13} />
      <span className="visually-hidden">{t(right ? "right" : "wrong")}</span>
    </span>
  );
}
