import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import type { Actor } from "../../../../../lib/actor.ts";
import { selectQuizPage } from "../../../../../lib/quizzes/queries.ts";
import { Link } from "../../../../_components/link.tsx";
import { Page, Section } from "../../../../_components/page.tsx";
import type { PageProps } from "../../../../_components/route-props.ts";
import { Markdown } from "../../../../_markdown/markdown.tsx";
import { requireActor } from "../../../../_session/actor.ts";
import { orNotFound } from "../../../../_session/answer.ts";
import { Due } from "../../../../_status/due.tsx";
import { ScheduleChip } from "../../../../_status/schedule-chip.tsx";
import { AttemptList } from "./attempt-list.tsx";
import styles from "./quiz.module.css";
import { Rules } from "./rules.tsx";
import { Start } from "./start.tsx";

type Params = { course: string; quiz: string };

const read = cache((actor: Actor, course: string, quiz: string) => orNotFound(selectQuizPage(actor, course, quiz)));

export async function generateMetadata({ params }: PageProps<Params>): Promise<Metadata> {
  const { course, quiz } = await params;
  const page = await read(await requireActor(), course, quiz);
  return { title: page.title[await getLocale()] };
}

const query = z.object({ refused: z.string().max(40).optional().catch(undefined) });

export default async function QuizPageView({ params, searchParams }: PageProps<Params>) {
  const { course, quiz } = await params;
  const page = await read(await requireActor(), course, quiz);
  const { refused } = query.parse(await searchParams);
  const [t, home, locale, format] = await Promise.all([
    getTranslations("quizPage"),
    getTranslations("home"),
    getLocale(),
    getFormatter(),
  ]);
  const here = `/courses/${page.course.slug}/quizzes/${page.slug}`;
  const { can, rules } = page;
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <Page
      trail={[{ href: `/courses/${page.course.slug}`, label: page.course.title[locale] }]}
      trailLabel={home("trail")}
      title={page.title[locale]}
      lead={
        <>
          <ScheduleChip schedule={page.schedule} /> <Due schedule={page.schedule} />
          {page.schedule.overridden && <> · {t("overridden")}</>}
        </>
      }
      aside={
        (can.edit || can.analyse || can.mark) && (
          <nav aria-label={t("staff")} className={styles.staff}>
            {can.edit && <Link href={`${here}/edit`}>{t("edit")}</Link>}
            {can.mark && <Link href={`${here}/results`}>{t("results")}</Link>}
            {can.analyse && <Link href={`${here}/analysis`}>{t("analysis")}</Link>}
          </nav>
        )
      }
    >
      <Section id="start" title={t(page.start.ok && !page.openAttemptId ? "beforeStart" : "about")}>
        {page.instructions && <Markdown text={page.instructions[locale]} />}
        {rules && <Rules rules={rules} />}
        <Start page={page} refused={refused} locale={locale} />
      </Section>
      <Section
        id="attempts"
        title={t("attempts.title")}
        note={
          page.score !== null && rules ? t("counting", { score: figure(page.score), max: rules.maxScore }) : undefined
        }
        flush
      >
        <AttemptList rows={page.attempts} zone={page.course.timeZone} />
      </Section>
    </Page>
  );
}
