import { useFormatter, useTranslations } from "next-intl";
import styles from "./points.module.css";

/**
 * "40 / 100"; at most two decimals, with the reader's decimal sign. A score over fewer points than the `whole` says that it is
 * partial: 60 / 60 must not look like full marks while 40 more are to come.
 */
export function Points({ score, of, whole = of }: { score: number | null; of: number; whole?: number }) {
  const format = useFormatter();
  const t = useTranslations("score");
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <>
      {t("of", { score: score === null ? "–" : figure(score), max: figure(of) })}
      {whole > of && <span className={styles.partial}>{t("partial", { whole: figure(whole) })}</span>}
    </>
  );
}
