import { getLocale, getTranslations } from "next-intl/server";
import type { GivenUpWork } from "../../lib/operations/other-work.ts";
import { Link } from "../_components/link.tsx";
import { Moment } from "../_components/moment.tsx";
import styles from "./operations.module.css";

/** Where it can be asked for again. */
function hrefOf({ kind, courseSlug, slug, answer }: GivenUpWork): string {
  const course = `/courses/${courseSlug}`;
  if (answer) return `${course}/marking/${answer.attemptId}/${answer.question}`;
  if (kind === "project-proof") return `${course}/publish`;
  return `${course}/quizzes/${slug}/${kind === "regrade" ? "regrade" : "publish"}`;
}

/** Proofs, regrades and programs of quizzes that were given up: why, what that means, and where it goes on. */
export async function GivenUpWorkList({ work }: { work: GivenUpWork[] }) {
  const [t, locale] = await Promise.all([getTranslations("operations"), getLocale()]);
  return (
    <ul className={styles.jobs}>
      {work.map((each) => (
        <li key={each.id} className={styles.job}>
          <h3 className={styles.jobTitle}>
            <Link href={hrefOf(each)}>
              {t(`givenUpWork.${each.kind}`, { title: each.title[locale], person: each.answer?.person ?? "–" })}
            </Link>
          </h3>
          <p className={styles.facts}>
            {t("workGaveUp", { course: each.courseSlug, kind: t(`workKinds.${each.kind}`) })}{" "}
            <Moment at={each.at} zone="UTC" short seconds />
          </p>
          <pre className={styles.cause}>{each.failure ?? t("noCause")}</pre>
          <p className={styles.facts}>{t(`workGoesOn.${each.kind}`)}</p>
        </li>
      ))}
    </ul>
  );
}
