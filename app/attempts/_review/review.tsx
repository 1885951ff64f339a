import { getLocale, getTranslations } from "next-intl/server";
import type { AttemptPage, Review as ReviewPart } from "../../../lib/quizzes/taking/attempt-page.ts";
import { HtmlBlock } from "../../_quiz/html-block.tsx";
import { block } from "../../_quiz/inline.ts";
import { renderItem } from "../../_quiz/render-item.ts";
import { renderResult, renderSolution } from "../../_quiz/render-result.ts";
import { pack } from "../pack.ts";
import { OverviewEntry } from "./overview-entry.tsx";
import styles from "./review.module.css";
import { type ReviewedQuestion, ReviewQuestion } from "./review-question.tsx";
import { ReviewSummary } from "./summary.tsx";
import { UnsentAnswers } from "./unsent.tsx";

/** An attempt that has ended: what was answered, and of its results what is revealed by now. */
export async function Review({ page, review, person }: { page: AttemptPage; review: ReviewPart; person: string }) {
  const [t, locale] = await Promise.all([getTranslations("quiz.review"), getLocale()]);
  const items = new Map(review.items.map((item) => [item.key, item]));
  return (
    <>
      <ReviewSummary page={page} review={review} />
      {page.mine && (
        <UnsentAnswers
          attemptId={page.id}
          person={person}
          questions={page.questions.map(({ key, answers }, index) => ({ key, number: index + 1, answers }))}
        />
      )}
      {review.comments.map((comment) => (
        <blockquote key={comment.at} className={styles.comment}>
          <HtmlBlock compact text={block(comment.body)} />
          <footer>{t("commentBy", { name: comment.author })}</footer>
        </blockquote>
      ))}
      <nav aria-label={t("questions")}>
        <ol className={styles.overview}>
          {page.questions.map((question, index) => (
            <li key={question.key}>
              <a href={`#question-${question.key}`}>
                <OverviewEntry number={index + 1} result={items.get(question.key)?.result ?? null} />
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.list}>
        {page.questions.map((question, index) => {
          const item = items.get(question.key);
          return (
            <ReviewQuestion
              key={question.key}
              attemptId={page.id}
              zone={page.course.timeZone}
              reviewed={pack({
                key: question.key,
                number: index + 1,
                points: question.points,
                item: renderItem(question.view),
                answers: question.answers,
                result: item?.result ? renderResult(question.view, item.result, locale) : null,
                solution: item?.solution ? renderSolution(item.solution) : null,
                score: item?.score ?? null,
                adjustment: item?.adjustment ?? null,
                comments: (item?.comments ?? []).map(({ author, at, body }) => ({ author, at, body: block(body) })),
              } satisfies ReviewedQuestion)}
            />
          );
        })}
      </div>
    </>
  );
}
