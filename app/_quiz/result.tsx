import { useFormatter, useTranslations } from "next-intl";
import { Scroller } from "./drawings/scroller.tsx";
import { HtmlBlock } from "./html-block.tsx";
import { HtmlText } from "./html-text.tsx";
import type { RenderedFieldResult } from "./render-result.ts";
import type { Html } from "./rendered.ts";
import styles from "./result.module.css";
import { AnswerStateChip } from "./state-chip.tsx";

/**
 * What grading says of one answer: its state, how it was read, the likely mistake, the author's words, and the right answer where it is shown.
 * @param props.points that the field is worth; null where the score is held back
 */
export function FieldResultView(props: {
  result: RenderedFieldResult;
  points?: number | null;
  rightAnswer?: Html | undefined;
}) {
  const { result, points = null, rightAnswer } = props;
  const t = useTranslations("quiz.result");
  const format = useFormatter();
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const known = result.diagnoses.filter(({ code }) => code !== "unexplained");
  return (
    <div className={styles.result}>
      <div className={styles.head}>
        <AnswerStateChip state={result.state} />
        {points !== null && result.credit !== null && (
          <span className={styles.points}>
            {t("points", { points: figure(result.credit * points), max: Math.round(points * 100) / 100 })}
          </span>
        )}
        {result.readAs && (
          <Scroller className={styles.readAs} label={t("readAs")}>
            {t("readAs")} <HtmlText text={result.readAs} />
          </Scroller>
        )}
      </div>
      {result.message && <p>{result.message}</p>}
      {result.carried && <p className={styles.carried}>{t("carried")}</p>}
      {known.length > 0 && (
        <div className={styles.diagnosis}>
          <strong>{t(known.length === 1 ? "likely" : "oneOf")}</strong>
          <ul>
            {known.map((diagnosis) => (
              <li key={diagnosis.code}>
                <HtmlText text={diagnosis.text} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {result.feedback && <HtmlBlock compact text={result.feedback} />}
      {rightAnswer && (
        <Scroller className={styles.right} label={t("rightAnswer")}>
          <strong>{t("rightAnswer")}</strong> <HtmlText text={rightAnswer} />
        </Scroller>
      )}
    </div>
  );
}
