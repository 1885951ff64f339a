import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import type { Actor, Locale } from "../../../lib/actor.ts";
import { type AttemptPage, selectAttempt } from "../../../lib/quizzes/taking/attempt-page.ts";
import { Page } from "../../_components/page.tsx";
import type { PageProps } from "../../_components/route-props.ts";
import { Markdown } from "../../_markdown/markdown.tsx";
import { renderItem } from "../../_quiz/render-item.ts";
import { renderResult } from "../../_quiz/render-result.ts";
import { requireActor } from "../../_session/actor.ts";
import { orNotFound } from "../../_session/answer.ts";
import { Review } from "../_review/review.tsx";
import { type TakenQuestion, Taking } from "../_taking/taking.tsx";
import { pack } from "../pack.ts";
import styles from "./attempt.module.css";

const read = cache((actor: Actor, id: string, locale: Locale) => orNotFound(selectAttempt(actor, id, locale)));

export async function generateMetadata({ params }: PageProps<{ id: string }>): Promise<Metadata> {
  const locale = await getLocale();
  const page = await read(await requireActor(), (await params).id, locale);
  const t = await getTranslations("quiz.attempt");
  return { title: `${t("number", { number: page.number })} · ${page.quiz.title[locale]}` };
}

const taken = (page: AttemptPage, locale: Locale): TakenQuestion[] =>
  page.questions.map((question, index) => ({
    key: question.key,
    number: index + 1,
    zoneTitle: question.zoneTitle?.[locale] ?? null,
    points: question.points,
    item: renderItem(question.view),
    stored: {
      answers: question.answers,
      flagged: question.flagged,
      revision: question.revision,
      savedAt: question.savedAt,
      spentMs: question.spentMs,
    },
    check: question.check && {
      triesLeft: question.check.triesLeft,
      penaltyPercent: question.check.penaltyPercent,
      result: question.check.result && renderResult(question.view, question.check.result, locale),
    },
  }));

export default async function AttemptPageView({ params }: PageProps<{ id: string }>) {
  const actor = await requireActor();
  const locale = await getLocale();
  const page = await read(actor, (await params).id, locale);
  const [t, home, messages] = await Promise.all([
    getTranslations("quiz.attempt"),
    getTranslations("home"),
    getMessages(),
  ]);
  const { course, quiz } = page;
  return (
    <Page
      wide
      trail={[
        { href: `/courses/${course.slug}`, label: course.title[locale] },
        { href: `/courses/${course.slug}/quizzes/${quiz.slug}`, label: quiz.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={
        <>
          {quiz.title[locale]} <span className={styles.number}>{t("number", { number: page.number })}</span>
        </>
      }
      lead={page.preview ? t("preview") : page.person && !page.mine ? t("of", { name: page.person.name }) : undefined}
    >
      <NextIntlClientProvider messages={{ quiz: messages.quiz }}>
        {page.state === "open" && page.can.answer ? (
          <>
            {quiz.instructions && (
              <details className={styles.instructions}>
                <summary>{t("instructions")}</summary>
                <Markdown text={quiz.instructions[locale]} />
              </details>
            )}
            <Taking
              id={page.id}
              person={actor.personId}
              zone={course.timeZone}
              now={page.now}
              endsAt={page.endsAt}
              attemptsNote={t("final")}
              questions={pack(taken(page, locale))}
            />
          </>
        ) : page.review ? (
          <Review page={page} review={page.review} person={actor.personId} />
        ) : (
          <p>{t("goesOn")}</p>
        )}
      </NextIntlClientProvider>
    </Page>
  );
}
