import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../../lib/actor.ts";
import type { QuizPage } from "../../../../../lib/quizzes/queries.ts";
import { refusals } from "../../../../../lib/quizzes/refusals.ts";
import { Icon } from "../../../../_components/icon.tsx";
import { Link } from "../../../../_components/link.tsx";
import { Moment } from "../../../../_components/moment.tsx";
import { start } from "./actions.ts";
import styles from "./quiz.module.css";

/** What can be done now: go on with the open attempt, begin one, or why not. */
export async function Start({
  page,
  refused,
  locale,
}: {
  page: QuizPage;
  refused: string | undefined;
  locale: Locale;
}) {
  const t = await getTranslations("quizPage");
  const zone = page.course.timeZone;
  if (page.openAttemptId) {
    return (
      <div className={styles.start}>
        <Link className={styles.primary} href={`/attempts/${page.openAttemptId}`}>
          <Icon name="play" size={15} /> {t("goOn")}
        </Link>
        <span>{t("goOnNote")}</span>
      </div>
    );
  }
  const refusal =
    refused !== undefined && refused in refusals ? refusals[refused as keyof typeof refusals][locale] : null;
  return (
    <>
      {refusal && (
        <p role="alert" className={styles.refused}>
          {refusal}
        </p>
      )}
      {page.start.ok ? (
        <form action={start} className={styles.start}>
          <input type="hidden" name="courseSlug" value={page.course.slug} />
          <input type="hidden" name="quizSlug" value={page.slug} />
          <input type="hidden" name="idempotencyKey" value={randomUUID()} />
          <button type="submit" className={styles.primary}>
            <Icon name="play" size={15} />{" "}
            {t(page.can.edit || page.can.mark ? "tryOut" : page.attempts.length > 0 ? "startAgain" : "start")}
          </button>
          {page.rules?.minutes != null && <span>{t("timeRuns", { minutes: page.rules.minutes })}</span>}
        </form>
      ) : (
        <p className={styles.notNow}>
          <Icon name="clock" size={15} /> {page.start.message[locale]}{" "}
          {page.start.at && <Moment at={page.start.at} zone={zone} />}
        </p>
      )}
    </>
  );
}
