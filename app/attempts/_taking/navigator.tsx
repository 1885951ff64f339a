"use client";
import { useTranslations } from "next-intl";
import { Icon, type IconName } from "../../_components/icon.tsx";
import type { Completeness } from "../../_quiz/completeness.ts";
import styles from "./navigator.module.css";

export interface NavigatorEntry {
  key: string;
  number: number;
  zoneTitle: string | null;
  completeness: Completeness;
  seen: boolean;
  flagged: boolean;
  /** something needs the person's attention: a conflict, or an answer that was refused */
  trouble: boolean;
}

const icons: Record<Completeness, IconName> = { empty: "none", partly: "dash", answered: "check" };

/** All questions with their state, in words for a screen reader and as sign and tint for the eye. */
export function Navigator(props: { entries: NavigatorEntry[]; current: string | null; onGo: (key: string) => void }) {
  const t = useTranslations("quiz.navigator");
  const { entries, current } = props;
  const count = (state: Completeness) => entries.filter(({ completeness }) => completeness === state).length;
  return (
    <nav aria-label={t("label")} className={styles.navigator}>
      <ol>
        {entries.map((entry) => {
          const words = [
            t("question", { number: entry.number }),
            t(`state.${entry.completeness}`),
            ...(entry.seen ? [] : [t("notSeen")]),
            ...(entry.flagged ? [t("flagged")] : []),
            ...(entry.trouble ? [t("trouble")] : []),
          ].join(", ");
          return (
            <li key={entry.key}>
              <button
                type="button"
                className={`${styles.entry} ${styles[entry.completeness]}`}
                aria-current={entry.key === current ? "step" : undefined}
                aria-label={words}
                title={words}
                onClick={() => props.onGo(entry.key)}
              >
                <span className={entry.seen ? undefined : styles.fresh}>{entry.number}</span>
                {(entry.trouble || entry.completeness !== "empty") && (
                  <Icon name={entry.trouble ? "warning" : icons[entry.completeness]} size={11} />
                )}
                {entry.flagged && (
                  <span className={styles.flag}>
                    <Icon name="flag" size={12} />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.sum}>
        {t("sum", { answered: count("answered"), of: entries.length, partly: count("partly") })}
      </p>
    </nav>
  );
}
