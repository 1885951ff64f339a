import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getFormatter, getLocale, getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import type { Actor } from "../../../../../lib/actor.ts";
import { selectProjectPage, selectStarter } from "../../../../../lib/projects/queries.ts";
import { selectSubmission } from "../../../../../lib/submissions/queries.ts";
import { Icon } from "../../../../_components/icon.tsx";
import { Link } from "../../../../_components/link.tsx";
import { Page, Section } from "../../../../_components/page.tsx";
import type { PageProps } from "../../../../_components/route-props.ts";
import { HandIn } from "../../../../_hand-in/hand-in.tsx";
import { LeftDraft } from "../../../../_hand-in/left-draft.tsx";
import { Markdown } from "../../../../_markdown/markdown.tsx";
import { cutStatement } from "../../../../_markdown/sections.ts";
import { requireActor } from "../../../../_session/actor.ts";
import { orNotFound } from "../../../../_session/answer.ts";
import { Due } from "../../../../_status/due.tsx";
import { ScheduleChip } from "../../../../_status/schedule-chip.tsx";
import { SubmissionHistory } from "../../../../submissions/[id]/history.tsx";
import { ExerciseSection } from "./exercise-section.tsx";
import styles from "./project.module.css";

const read = cache((actor: Actor, course: string, project: string) =>
  orNotFound(selectProjectPage(actor, course, project)),
);

const query = z.object({ open: z.string().optional().catch(undefined) });

export async function generateMetadata({ params }: PageProps<{ course: string; project: string }>): Promise<Metadata> {
  const [actor, { course, project }] = [await requireActor(), await params];
  const page = await read(actor, course, project);
  return { title: page.title[await getLocale()] };
}

export default async function ProjectPage(props: PageProps<{ course: string; project: string }>) {
  const actor = await requireActor();
  const { course, project: slug } = await props.params;
  const { open } = query.parse(await props.searchParams);
  const [project, starter, opened] = await Promise.all([
    read(actor, course, slug),
    orNotFound(selectStarter(actor, course, slug)),
    open === undefined ? null : orNotFound(selectSubmission(actor, open)),
  ]);
  const [t, home, format, locale, messages] = await Promise.all([
    getTranslations("project"),
    getTranslations("home"),
    getFormatter(),
    getLocale(),
    getMessages(),
  ]);
  const statement = cutStatement(
    project.statement[locale],
    project.exercises.map((exercise) => exercise.id),
  );
  const { schedule } = project;
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${course}`, label: project.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={project.title[locale]}
      lead={
        <span className={styles.facts}>
          <ScheduleChip schedule={schedule} />
          <span>
            <Due schedule={schedule} />
          </span>
          {schedule.overridden && <span>{t("overridden")}</span>}
        </span>
      }
      aside={
        project.can.submit && (
          <a className={styles.primary} href="#hand-in">
            <Icon name="upload" />
            {t("toHandIn")}
          </a>
        )
      }
    >
      <div className={styles.columns}>
        <nav className={styles.contents} aria-label={t("contents")}>
          <ol>
            <li>
              <a href="#statement">{t("overview")}</a>
            </li>
            {project.exercises.map((exercise) => (
              <li key={exercise.id}>
                <a href={`#${exercise.id}`}>
                  <span className={styles.contentsId}>{exercise.id}</span> {exercise.title[locale]}
                </a>
              </li>
            ))}
            {project.can.submit && (
              <li>
                <a href="#hand-in">{t("handIn")}</a>
              </li>
            )}
            <li>
              <a href="#history">{t("history")}</a>
            </li>
          </ol>
        </nav>
        <div className={styles.main}>
          <Section id="statement" title={t("overview")} note={t("worth", { points: format.number(project.maxScore) })}>
            {statement.introduction && <Markdown text={statement.introduction} />}
            <dl className={styles.terms}>
              <dt>{t("lateRule")}</dt>
              <dd>
                {schedule.late
                  ? t("late", { percent: schedule.late.percentPerDay, days: schedule.late.days })
                  : t("noLate")}
              </dd>
              <dt>{t("group")}</dt>
              <dd>
                {project.group
                  ? `${project.group.name}: ${format.list(project.group.members.map((member) => member.name))}`
                  : t("alone")}
              </dd>
              <dt>{t("starter")}</dt>
              <dd className={styles.starter}>
                <a href={`/api/courses/${course}/projects/${slug}/starter`} download>
                  <Icon name="download" size={14} /> {t("downloadStarter")}
                </a>
                {project.can.submit && <a href="#hand-in">{t("openStarter")}</a>}
              </dd>
            </dl>
          </Section>
          {project.exercises.map((exercise) => (
            <ExerciseSection
              key={exercise.id}
              exercise={exercise}
              text={statement.exercises.get(exercise.id) ?? ""}
              remember={`${course}/${slug}/${exercise.id}`}
            />
          ))}
          {!project.can.submit && <LeftDraft person={actor.personId} course={course} project={slug} />}
          {project.can.submit && (
            <Section id="hand-in" title={t("handIn")} note={t("handInNote")}>
              <NextIntlClientProvider messages={{ handIn: messages.handIn }}>
                <HandIn
                  course={course}
                  project={slug}
                  person={actor.personId}
                  starter={starter}
                  opened={opened ? { id: opened.id, number: opened.number, files: opened.files } : null}
                  schedule={schedule}
                />
              </NextIntlClientProvider>
            </Section>
          )}
          <Section id="history" title={t("history")} flush>
            <SubmissionHistory rows={project.submissions} zone={schedule.timeZone} />
          </Section>
          {project.can.seeSubmissions && (
            <p>
              <Link href={`/courses/${course}/submissions?project=${slug}`}>{t("allSubmissions")}</Link>
            </p>
          )}
        </div>
      </div>
    </Page>
  );
}
