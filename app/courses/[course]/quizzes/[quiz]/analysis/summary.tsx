import { useFormatter, useTranslations } from "next-intl";
import type { QuizAnalysis } from "../../../../../../grader/quiz/analysis/analyse.ts";
import staff from "../../../../../_quiz-editor/staff.module.css";
import styles from "./analysis.module.css";

/** The quiz as a whole in a few figures; what cannot be computed says why. */
export function Summary({ analysis }: { analysis: QuizAnalysis }) {
  const t = useTranslations("quizAnalysis");
  const format = useFormatter();
  const { scores, reliability, improvement } = analysis;
  const share = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const figure = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { alpha, interval } = reliability;
  const figures = [
    ["people", format.number(analysis.people)],
    ["attempts", format.number(analysis.attempts)],
    ["mean", share(scores.mean)],
    ["median", share(scores.median)],
    ["spread", share(scores.spread)],
    ["alpha", alpha === null ? "–" : figure(alpha)],
    ["interval", interval === null ? "–" : `${figure(interval[0])} … ${figure(interval[1])}`],
    ["error", share(reliability.standardError)],
  ] as const;
  return (
    <>
      <dl className={`${staff.figures} ${styles.figures}`}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={staff.facts}>
        <li>
          {alpha === null
            ? t("noAlpha", { items: reliability.items })
            : t(alpha < 0 ? "negativeAlpha" : "alphaOver", { items: reliability.items, people: reliability.people })}
        </li>
        <li>
          {improvement === null
            ? t("oneAttempt")
            : t("improvement", {
                people: improvement.people,
                first: share(improvement.first),
                last: share(improvement.last),
              })}
        </li>
      </ul>
    </>
  );
}
