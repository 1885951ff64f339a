import { getTranslations } from "next-intl/server";
import { releasable } from "../../../../../../lib/quizzes/release.ts";
import type { ResultsPage } from "../../../../../../lib/quizzes/results.ts";
import { Moment } from "../../../../../_components/moment.tsx";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { Chip } from "../../../../../_status/chip.tsx";
import { release } from "./actions.ts";

/** What students see, by rule or released; a release can be taken back. */
export async function Release({ page, quiz }: { page: ResultsPage; quiz: string }) {
  const [t, when] = await Promise.all([getTranslations("quizResults"), getTranslations("quizResults.when")]);
  return (
    <ul className={styles.release}>
      {releasable.map((what) => {
        const at = page.released[what];
        return (
          <li key={what}>
            <strong>{t(`what.${what}`)}</strong>
            {at ? (
              <Chip tone="good" icon="check">
                {t("releasedAt")} <Moment at={at} zone={page.course.timeZone} short />
              </Chip>
            ) : (
              <span>{when(page.reveal[what])}</span>
            )}
            {page.can.release && (
              <form action={release}>
                <input type="hidden" name="courseSlug" value={page.course.slug} />
                <input type="hidden" name="quizSlug" value={quiz} />
                <input type="hidden" name="what" value={what} />
                <input type="hidden" name="released" value={at ? "false" : "true"} />
                <button type="submit" className={styles.secondary}>
                  {t(at ? "withhold" : "release")}
                </button>
              </form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
