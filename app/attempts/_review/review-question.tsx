"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "../../../grader/quiz/answer.ts";
import { HtmlBlock } from "../../_quiz/html-block.tsx";
import { HtmlText } from "../../_quiz/html-text.tsx";
import { ItemFields } from "../../_quiz/item.tsx";
import type { RenderedResult, RenderedSolution } from "../../_quiz/render-result.ts";
import type { Html, RenderedItem } from "../../_quiz/rendered.ts";
import { FieldResultView } from "../../_quiz/result.tsx";
import { ServicesContext } from "../../_quiz/services.ts";
import question from "../_taking/question.module.css";
import { unpack } from "../unpack.ts";
import styles from "./review.module.css";

export interface ReviewedQuestion {
  key: string;
  number: number;
  points: number;
  item: RenderedItem;
  answers: Answers;
  result: RenderedResult | null;
  solution: RenderedSolution | null;
  score: number | null;
  adjustment: "full" | "dropped" | null;
  comments: { author: string; at: string; body: Html }[];
}

/**
 * A question after the attempt: the answer as it was given, and what is revealed of its result.
 * @param props.reviewed packed `ReviewedQuestion`
 */
export function ReviewQuestion(props: { reviewed: string; attemptId: string; zone: string }) {
  const { attemptId, zone } = props;
  const reviewed = useMemo(() => unpack<ReviewedQuestion>(props.reviewed), [props.reviewed]);
  const { key, item, result, solution } = reviewed;
  const t = useTranslations("quiz.review");
  const taking = useTranslations("quiz.taking");
  const format = useFormatter();
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const parts = Object.fromEntries((result?.fields ?? []).map((field) => [field.id, field.parts]));
  return (
    <section className={question.question} aria-labelledby={`${key}-title`} id={`question-${key}`}>
      <header className={question.head}>
        <h2 id={`${key}-title`}>
          <span className={question.number}>{taking("number", { number: reviewed.number })}</span>{" "}
          <HtmlText text={item.title} />
        </h2>
        <span className={reviewed.score === null ? question.points : styles.score}>
          {reviewed.score === null
            ? taking("points", { points: reviewed.points })
            : t("score", { score: figure(reviewed.score), max: reviewed.points })}
        </span>
      </header>
      <div className={question.body}>
        {reviewed.adjustment && <p className={styles.adjusted}>{t(`adjustment.${reviewed.adjustment}`)}</p>}
        <ServicesContext value={{ fileHref: (fileId) => `/api/attempts/${attemptId}/files/${fileId}` }}>
          <ItemFields
            item={item}
            name={`r-${key}`}
            points={reviewed.points}
            answers={reviewed.answers}
            onChange={() => {}}
            readOnly
            parts={parts}
            below={(fieldId) => {
              const field = result?.fields.find(({ id }) => id === fieldId);
              const share = item.fields.find(({ id }) => id === fieldId)?.share ?? 0;
              const right = solution?.answers[fieldId];
              if (field) return <FieldResultView result={field} points={share * reviewed.points} rightAnswer={right} />;
              return right ? (
                <div className={styles.right}>
                  <strong>{t("rightAnswer")}</strong> <HtmlText text={right} />
                </div>
              ) : null;
            }}
          />
        </ServicesContext>
        {solution && (
          <details className={styles.solution}>
            <summary>{t("solution")}</summary>
            <HtmlBlock text={solution.solution} />
          </details>
        )}
        {reviewed.comments.map((comment) => (
          <blockquote key={`${comment.at}${comment.author}`} className={styles.comment}>
            <HtmlBlock compact text={comment.body} />
            <footer>
              {t("commentBy", { name: comment.author })}{" "}
              <time dateTime={comment.at}>
                {format.dateTime(new Date(comment.at), { timeZone: zone, dateStyle: "short", timeStyle: "short" })}
              </time>
            </footer>
          </blockquote>
        ))}
      </div>
    </section>
  );
}
