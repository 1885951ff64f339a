import { getFormatter, getTranslations } from "next-intl/server";
import type { AttemptPage, Review, ShownOrNot } from "../../../lib/quizzes/taking/attempt-page.ts";
import { Moment } from "../../_components/moment.tsx";
import styles from "./review.module.css";

/** Why something of a result is not shown, and from when on it is, as far as that is known. */
async function HeldBack(props: {
  what: "score" | "feedback" | "solution";
  held: Exclude<ShownOrNot, "shown">;
  zone: string;
}) {
  const t = await getTranslations("quiz.held");
  const { what, held, zone } = props;
  return (
    <p className={styles.heldBack}>
      {t(`${what}.${held.reason}`)} {held.from && <Moment at={held.from} zone={zone} />}
    </p>
  );
}

/** How the attempt ended and what came of it, said to be held back where it is. */
export async function ReviewSummary({ page, review }: { page: AttemptPage; review: Review }) {
  const [t, format] = await Promise.all([getTranslations("quiz.review"), getFormatter()]);
  const zone = page.course.timeZone;
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const withheld = review.withheld;
  return (
    <div className={styles.summary}>
      {review.score !== null && (
        <p className={styles.figure}>{t("score", { score: figure(review.score), max: review.maxScore })}</p>
      )}
      <div className={styles.facts}>
        {page.handedInAt && (
          <p>
            {t(`endedBy.${page.endedBy ?? "person"}`)} <Moment at={page.handedInAt} zone={zone} seconds />
          </p>
        )}
        {withheld?.reason === "grading" && <p className={styles.heldBack}>{t("grading")}</p>}
        {withheld && withheld.reason !== "grading" && (
          <HeldBack what="score" held={{ reason: withheld.reason, from: withheld.from }} zone={zone} />
        )}
        {review.complete === false && <p className={styles.heldBack}>{t("incomplete")}</p>}
        {review.feedback !== "shown" && <HeldBack what="feedback" held={review.feedback} zone={zone} />}
        {review.solution !== "shown" && <HeldBack what="solution" held={review.solution} zone={zone} />}
      </div>
    </div>
  );
}
