import { getTranslations } from "next-intl/server";
import { Link } from "../_components/link.tsx";
import styles from "./staff-nav.module.css";

const places = ["edit", "publish", "results", "regrade", "analysis"] as const;
export type StaffPlace = (typeof places)[number];

/** The pages of a quiz that its staff work at. A TA does not write, publish or regrade. */
export async function StaffNav(props: { course: string; quiz: string; here: StaffPlace; instructor: boolean }) {
  const t = await getTranslations("quizStaff");
  const base = `/courses/${props.course}/quizzes/${props.quiz}`;
  const seen = places.filter((place) => props.instructor || place === "results" || place === "analysis");
  return (
    <nav aria-label={t("pages")} className={styles.nav}>
      <Link href={base}>{t("places.quiz")}</Link>
      {seen.map((place) => (
        <Link key={place} href={`${base}/${place}`} aria-current={place === props.here ? "page" : undefined}>
          {t(`places.${place}`)}
        </Link>
      ))}
      <Link href={`/courses/${props.course}/marking`}>{t("places.marking")}</Link>
    </nav>
  );
}
