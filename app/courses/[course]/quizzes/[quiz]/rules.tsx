import { getTranslations } from "next-intl/server";
import type { QuizRules } from "../../../../../lib/quizzes/queries.ts";
import styles from "./quiz.module.css";

/** The rules in plain words, before the time begins to run. */
export async function Rules({ rules }: { rules: QuizRules }) {
  const t = await getTranslations("quizPage.rules");
  const { attempts, minutes, extraMinutes, checkWhileTaking } = rules;
  const rows: [string, string][] = [
    [t("questions"), t("questionsValue", { count: rules.questions, points: rules.maxScore })],
    [
      t("attempts"),
      [
        attempts.allowed === null
          ? t("unlimited", { used: attempts.used })
          : t("attemptsValue", { allowed: attempts.allowed, used: attempts.used }),
        ...(attempts.allowed === 1 ? [] : [t(`counts.${attempts.counts}`)]),
        ...(attempts.allowed === 1 ? [] : [t(attempts.newVariants ? "newNumbers" : "sameNumbers")]),
        ...(attempts.minutesBetween > 0 ? [t("between", { minutes: attempts.minutesBetween })] : []),
      ].join(" "),
    ],
    [
      t("time"),
      minutes === null
        ? t("noLimit")
        : [t("minutes", { minutes }), ...(extraMinutes > 0 ? [t("extra", { minutes: extraMinutes })] : [])].join(" "),
    ],
    ...(checkWhileTaking
      ? ([
          [
            t("checks"),
            [
              t("checksValue", { tries: checkWhileTaking.tries }),
              ...(checkWhileTaking.penaltyPercent > 0
                ? [t("penalty", { percent: checkWhileTaking.penaltyPercent })]
                : []),
            ].join(" "),
          ],
        ] as [string, string][])
      : []),
    [t("score"), t(`reveal.${rules.reveal.score}`)],
    [t("feedback"), t(`reveal.${rules.reveal.feedback}`)],
    [t("solution"), t(`reveal.${rules.reveal.solution}`)],
  ];
  return (
    <dl className={styles.rules}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
