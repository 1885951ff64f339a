import { useFormatter, useTranslations } from "next-intl";

/** "40 / 100"; at most two decimals, with the reader's decimal sign. */
export function Points({ score, of }: { score: number | null; of: number }) {
  const format = useFormatter();
  const t = useTranslations("score");
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return <>{t("of", { score: score === null ? "–" : figure(score), max: figure(of) })}</>;
}
