import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import type { Actor } from "../../../lib/actor.ts";
import { selectCourse } from "../../../lib/courses/queries.ts";
import { Link } from "../../_components/link.tsx";
import { Empty, Page, Section } from "../../_components/page.tsx";
import type { PageProps } from "../../_components/route-props.ts";
import table from "../../_components/table.module.css";
import { requireActor } from "../../_session/actor.ts";
import { orNotFound } from "../../_session/answer.ts";
import { Due } from "../../_status/due.tsx";
import { Points } from "../../_status/points.tsx";
import { ScheduleChip } from "../../_status/schedule-chip.tsx";
import { StateChip } from "../../_status/state-chip.tsx";
import { QuizList } from "./quiz-list.tsx";

const read = cache((actor: Actor, slug: string) => orNotFound(selectCourse(actor, slug)));

export async function generateMetadata({ params }: PageProps<{ course: string }>): Promise<Metadata> {
  const actor = await requireActor();
  const course = await read(actor, (await params).course);
  return { title: course.title[await getLocale()] };
}

export default async function CoursePage({ params }: PageProps<{ course: string }>) {
  const actor = await requireActor();
  const course = await read(actor, (await params).course);
  const [t, home, quizzes, staff, locale] = await Promise.all([
    getTranslations("course"),
    getTranslations("home"),
    getTranslations("quizPage.list"),
    getTranslations("quizStaff"),
    getLocale(),
  ]);
  return (
    <Page
      trail={[{ href: "/", label: home("courses") }]}
      trailLabel={home("trail")}
      title={course.title[locale]}
      lead={t("zone", { zone: course.timeZone })}
      aside={
        course.can.seeSubmissions && (
          <>
            <Link href={`/courses/${course.slug}/submissions`}>{t("allSubmissions")}</Link>
            {course.can.markQuizzes && <Link href={`/courses/${course.slug}/marking`}>{staff("places.marking")}</Link>}
            {course.can.editQuizzes && <Link href={`/courses/${course.slug}/quizzes/new`}>{staff("newQuiz")}</Link>}
            {course.can.publish && <Link href={`/courses/${course.slug}/publish`}>{t("publish")}</Link>}
          </>
        )
      }
    >
      <Section id="projects" title={t("projects")} flush>
        {course.projects.length === 0 ? (
          <Empty>{t("noProjects")}</Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("project")}</th>
                <th scope="col">{t("deadline")}</th>
                <th scope="col">{t("latest")}</th>
                <th scope="col" className={table.number}>
                  {t("score")}
                </th>
              </tr>
            </thead>
            <tbody>
              {course.projects.map((project) => (
                <tr key={project.slug}>
                  <th scope="row">
                    <Link href={`/courses/${course.slug}/projects/${project.slug}`}>{project.title[locale]}</Link>
                  </th>
                  <td>
                    <ScheduleChip schedule={project.schedule} /> <Due schedule={project.schedule} />
                  </td>
                  <td data-label={t("latest")}>
                    {project.latest ? (
                      <span>
                        <Link href={`/submissions/${project.latest.id}`}>
                          {home("number", { number: project.latest.number })}
                        </Link>{" "}
                        <StateChip state={project.latest.state} status={project.latest.status} />
                      </span>
                    ) : (
                      <span className={table.muted}>{t("none")}</span>
                    )}
                  </td>
                  <td data-label={t("score")} className={table.number}>
                    <Points
                      score={project.latest?.score ?? null}
                      of={project.latest?.shownMaxScore ?? project.latest?.maxScore ?? project.maxScore}
                      whole={project.latest?.maxScore ?? project.maxScore}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {(course.quizzes.length > 0 || course.can.editQuizzes) && (
        <Section id="quizzes" title={quizzes("title")} flush>
          <QuizList course={course.slug} quizzes={course.quizzes} zone={course.timeZone} />
        </Section>
      )}
    </Page>
  );
}
