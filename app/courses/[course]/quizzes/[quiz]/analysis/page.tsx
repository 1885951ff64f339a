import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { fewPeople } from "../../../../../../grader/quiz/analysis/analyse.ts";
import { selectAnalysis } from "../../../../../../lib/quizzes/analysis/select.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Empty, Page, Section } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import staff from "../../../../../_quiz-editor/staff.module.css";
import { StaffNav } from "../../../../../_quiz-editor/staff-nav.tsx";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";
import styles from "./analysis.module.css";
import { ItemDetails } from "./item-details.tsx";
import { ItemMap } from "./item-map.tsx";
import { ItemTable } from "./item-table.tsx";
import { ScoresChart } from "./scores-chart.tsx";
import { Summary } from "./summary.tsx";

const searchSchema = z.object({ which: z.enum(["first", "last"]).default("first").catch("first") });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizStaff"))("places.analysis") };
}

/** What the answers say about the questions: which are too easy, which divide the strong from the weak, which draw nobody. */
export default async function AnalysisPageView({ params, searchParams }: PageProps<{ course: string; quiz: string }>) {
  const actor = await requireActor();
  const { course: courseSlug, quiz } = await params;
  const { which } = searchSchema.parse(await searchParams);
  const [page, t, home, locale, format] = await Promise.all([
    orNotFound(selectAnalysis(actor, { courseSlug, quizSlug: quiz }, which)),
    getTranslations("quizAnalysis"),
    getTranslations("home"),
    getLocale(),
    getFormatter(),
  ]);
  const here = `/courses/${courseSlug}/quizzes/${quiz}/analysis`;
  const { analysis, items, leftOut } = page;
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${courseSlug}`, label: page.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={page.title[locale]}
    >
      <StaffNav course={courseSlug} quiz={quiz} here="analysis" instructor={page.can.edit} />
      {analysis.people === 0 ? (
        <Section id="summary" title={t("summary")}>
          <Empty>{t("nobody", { leftOut })}</Empty>
        </Section>
      ) : (
        <>
          <nav className={styles.which} aria-label={t("which")}>
            {(["first", "last"] as const).map((one) => (
              <Link key={one} href={`${here}?which=${one}`} aria-current={one === which ? "page" : undefined}>
                {t(`attempt.${one}`)}
              </Link>
            ))}
          </nav>
          {analysis.people < fewPeople && (
            <p className={staff.refused} role="note">
              {t("few", { people: analysis.people, few: fewPeople })}
            </p>
          )}
          <Section id="summary" title={t("summary")} note={t("leftOut", { leftOut })}>
            <Summary analysis={analysis} />
            <ScoresChart values={analysis.scores.values} />
          </Section>
          <Section id="questions" title={t("questions")} note={t("questionsNote")}>
            <ItemMap analysis={analysis.items} />
            <ItemTable analysis={analysis.items} items={items} />
            <p className={styles.files}>
              <a href={`${here}/csv?which=${which}&of=questions`} download>
                {t("csvQuestions")}
              </a>
              <a href={`${here}/csv?which=${which}&of=choices`} download>
                {t("csvChoices")}
              </a>
            </p>
          </Section>
          {analysis.items.map((item, k) => (
            <ItemDetails key={item.key} item={item} info={items[k]!} />
          ))}
          <Section id="reading" title={t("reading")}>
            <ul className={styles.reading}>
              {(["facility", "corrected", "index", "alpha", "error", "fairness", "time"] as const).map((name) => (
                <li key={name}>{t(`read.${name}`, { few: format.number(fewPeople) })}</li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}
