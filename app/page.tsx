import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { type CourseCard, listCourses, listRecentSubmissions } from "../lib/courses/queries.ts";
import { Link } from "./_components/link.tsx";
import { Moment } from "./_components/moment.tsx";
import { Empty, Page, Section } from "./_components/page.tsx";
import table from "./_components/table.module.css";
import { requireActor } from "./_session/actor.ts";
import { Chip } from "./_status/chip.tsx";
import { Due } from "./_status/due.tsx";
import { Points } from "./_status/points.tsx";
import { ScheduleChip } from "./_status/schedule-chip.tsx";
import { StateChip } from "./_status/state-chip.tsx";
import styles from "./home.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

/** Projects and quizzes in one list, what closes first at its head. */
function due({ slug, nextDeadlines, openQuizzes }: CourseCard) {
  const projects = nextDeadlines.map(({ projectSlug, title, schedule }) => ({
    href: `/courses/${slug}/projects/${projectSlug}`,
    title,
    schedule,
    underWay: false,
  }));
  const quizzes = openQuizzes.map((quiz) => ({
    href: quiz.openAttempt ? `/attempts/${quiz.openAttempt.id}` : `/courses/${slug}/quizzes/${quiz.slug}`,
    title: quiz.title,
    schedule: quiz.schedule,
    underWay: quiz.openAttempt !== null,
  }));
  const end = ({ schedule }: (typeof projects)[number]) =>
    Date.parse(schedule.status === "late" ? schedule.closesAt : schedule.dueAt);
  return [...projects, ...quizzes].sort((a, b) => end(a) - end(b));
}

export default async function HomePage() {
  const actor = await requireActor();
  const [courses, recent, t, quizzes, locale] = await Promise.all([
    listCourses(actor),
    listRecentSubmissions(actor, 8),
    getTranslations("home"),
    getTranslations("quizPage.list"),
    getLocale(),
  ]);
  const zones = new Map(courses.map((course) => [course.slug, course.timeZone]));
  return (
    <Page title={t("greeting", { name: actor.name })}>
      <Section id="courses" title={t("courses")} flush>
        {courses.length === 0 && <Empty>{t("noCourses")}</Empty>}
        <ul className={styles.courses}>
          {courses.map((course) => (
            <li key={course.slug} className={styles.course}>
              <div className={styles.courseHead}>
                <h3>
                  <Link href={`/courses/${course.slug}`}>{course.title[locale]}</Link>
                </h3>
                <span className={table.muted}>{t(`role.${course.role ?? "admin"}`)}</span>
              </div>
              {course.nextDeadlines.length + course.openQuizzes.length === 0 ? (
                <p className={table.muted}>{t("nothingDue")}</p>
              ) : (
                <ul className={styles.deadlines}>
                  {due(course).map((item) => (
                    <li key={item.href}>
                      <Link href={item.href}>{item.title[locale]}</Link>
                      {item.underWay ? (
                        <Chip tone="warn" icon="play">
                          {quizzes("underWay")}
                        </Chip>
                      ) : (
                        <ScheduleChip schedule={item.schedule} />
                      )}
                      <span className={styles.due}>
                        <Due schedule={item.schedule} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="recent" title={t("recent")} flush>
        {recent.length === 0 ? (
          <Empty>{t("noSubmissions")}</Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("project")}</th>
                <th scope="col">{t("receivedAt")}</th>
                <th scope="col">{t("state")}</th>
                <th scope="col" className={table.number}>
                  {t("score")}
                </th>
              </tr>
            </thead>
            <tbody>
              {recent.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link href={`/submissions/${row.id}`}>
                      {row.projectTitle[locale]} · {t("number", { number: row.number })}
                    </Link>
                  </th>
                  <td data-label={t("receivedAt")}>
                    <Moment at={row.receivedAt} zone={zones.get(row.courseSlug) ?? "UTC"} short />
                  </td>
                  <td data-label={t("state")}>
                    <StateChip state={row.state} status={row.status} />
                  </td>
                  <td data-label={t("score")} className={table.number}>
                    <Points score={row.score} of={row.shownMaxScore ?? row.maxScore} whole={row.maxScore} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </Page>
  );
}
