import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { selectCourse } from "../../../../lib/courses/queries.ts";
import { selectMarkingQueue } from "../../../../lib/quizzes/marking/queue.ts";
import { Link } from "../../../_components/link.tsx";
import { Empty, Page, Section } from "../../../_components/page.tsx";
import type { PageProps } from "../../../_components/route-props.ts";
import table from "../../../_components/table.module.css";
import styles from "../../../_quiz-editor/staff.module.css";
import { requireActor } from "../../../_session/actor.ts";
import { orNotFound } from "../../../_session/answer.ts";
import { Chip } from "../../../_status/chip.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("marking"))("title") };
}

/** Questions that people mark, with how many answers wait for somebody. */
export default async function MarkingQueuePage({ params }: PageProps<{ course: string }>) {
  const actor = await requireActor();
  const { course: slug } = await params;
  const [course, queue, t, home, locale] = await Promise.all([
    orNotFound(selectCourse(actor, slug)),
    orNotFound(selectMarkingQueue(actor, slug)),
    getTranslations("marking"),
    getTranslations("home"),
    getLocale(),
  ]);
  const left = queue.reduce((sum, question) => sum + question.left, 0);
  return (
    <Page
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${slug}`, label: course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={t("title")}
      lead={t("lead", { count: left })}
    >
      <Section id="queue" title={t("queue")} flush>
        {queue.length === 0 ? (
          <Empty>{t("empty")}</Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("question")}</th>
                <th scope="col">{t("quiz")}</th>
                <th scope="col" className={table.number}>
                  {t("left")}
                </th>
                <th scope="col" className={table.number}>
                  {t("done")}
                </th>
                <th scope="col">{t("go")}</th>
              </tr>
            </thead>
            <tbody>
              {queue.map((question) => (
                <tr key={`${question.quizSlug} ${question.key}`}>
                  <th scope="row">{question.title[locale]}</th>
                  <td data-label={t("quiz")}>
                    <Link href={`/courses/${slug}/quizzes/${question.quizSlug}/results`}>
                      {question.quizTitle[locale]}
                    </Link>
                  </td>
                  <td data-label={t("left")} className={table.number}>
                    {question.left > 0 ? (
                      question.left
                    ) : (
                      <Chip tone="good" icon="check">
                        {t("allDone")}
                      </Chip>
                    )}
                  </td>
                  <td data-label={t("done")} className={table.number}>
                    {question.done}
                  </td>
                  <td>
                    {question.nextAttemptId && (
                      <Link
                        className={question.left > 0 ? styles.primary : styles.secondary}
                        href={`/courses/${slug}/marking/${question.nextAttemptId}/${question.key}`}
                      >
                        {t(question.left > 0 ? "begin" : "lookAgain")}
                        <span className="visually-hidden"> {question.title[locale]}</span>
                      </Link>
                    )}
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
