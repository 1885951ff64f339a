"use client";
import { useTranslations } from "next-intl";
import { Icon } from "../../_components/icon.tsx";
import styles from "./bar.module.css";

/** minutes at which a screen reader is told; in between it is asked for */
const toldAt = [10, 5, 1];

export function clockFace(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/** The time that is left, in figures; the last minutes are said in words, too. */
export function TimeLeft({ seconds }: { seconds: number }) {
  const t = useTranslations("quiz.time");
  const told = toldAt.findLast((minutes) => seconds <= minutes * 60);
  const low = seconds <= 300;
  return (
    <p className={low ? `${styles.time} ${styles.low}` : styles.time}>
      <Icon name={low ? "warning" : "clock"} size={15} />
      <span className="visually-hidden">{t("label")}</span>
      <span role="timer" aria-live="off">
        {clockFace(seconds)}
      </span>
      {low && <span className={styles.lowWord}>{t(seconds === 0 ? "over" : "low")}</span>}
      <span className="visually-hidden" role="status">
        {seconds === 0 ? t("over") : told === undefined ? "" : t("minutesLeft", { minutes: told })}
      </span>
    </p>
  );
}
