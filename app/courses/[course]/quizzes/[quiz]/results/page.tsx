import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { localTimeOf } from "../../../../../../lib/quizzes/local-time.ts";
import { resultStates, selectResults } from "../../../../../../lib/quizzes/results.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Empty, Page, Section } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import table from "../../../../../_components/table.module.css";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { StaffNav } from "../../../../../_quiz-editor/staff-nav.tsx";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";
import { Due } from "../../../../../_status/due.tsx";
import { ScheduleChip } from "../../../../../_status/schedule-chip.tsx";
import { moveDates } from "./actions.ts";
import { PersonRow } from "./person.tsx";
import { Release } from "./release.tsx";

const filterSchema = z.object({
  person: z.string().trim().min(1).max(200).optional().catch(undefined),
  state: z.enum(resultStates).optional().catch(undefined),
  cursor: z.string().max(2000).optional().catch(undefined),
});
const resultSchema = z.object({
  result: z
    .enum(["released", "withheld", "allowed", "reopened", "not-reopened", "moved", "not-moved"])
    .optional()
    .catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizStaff"))("places.results") };
}

const queryOf = (filter: Record<string, string | undefined>): string =>
  new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();

/** Everybody's results; releasing them; more time or another attempt for one person. */
export default async function ResultsPageView({ params, searchParams }: PageProps<{ course: string; quiz: string }>) {
  const actor = await requireActor();
  const { course: courseSlug, quiz } = await params;
  const search = await searchParams;
  const filter = filterSchema.parse(search);
  const { result } = resultSchema.parse(search);
  const [page, t, home, locale, format] = await Promise.all([
    orNotFound(selectResults(actor, { courseSlug, quizSlug: quiz }, filter)),
    getTranslations("quizResults"),
    getTranslations("home"),
    getLocale(),
    getFormatter(),
  ]);
  const here = `/courses/${courseSlug}/quizzes/${quiz}/results`;
  const { summary } = page;
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const figures = [
    ["people", figure(summary.people)],
    ["started", figure(summary.started)],
    ["ended", figure(summary.ended)],
    ["openNow", figure(summary.open)],
    ["waitingNow", figure(summary.waiting)],
    ["mean", summary.mean === null ? "–" : `${figure(summary.mean)} / ${figure(page.maxScore)}`],
  ] as const;
  const filtered = filter.person !== undefined || filter.state !== undefined;
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${courseSlug}`, label: page.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={page.title[locale]}
      lead={
        <>
          <ScheduleChip schedule={page.schedule} /> <Due schedule={page.schedule} />
        </>
      }
    >
      <StaffNav course={courseSlug} quiz={quiz} here="results" instructor={page.can.edit} />
      {result && (
        <p role="status" className={result.startsWith("not-") ? styles.refused : styles.done}>
          {t(`result.${result}`)}
        </p>
      )}
      <Section id="summary" title={t("summary")} note={t(`counts.${page.counts}`)} flush>
        <dl className={styles.figures}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`figure.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="release" title={t("seen")} note={t("seenNote")}>
        <Release page={page} quiz={quiz} />
      </Section>
      {page.can.changeTime && (
        <Section id="dates" title={t("dates")} note={t("zone", { zone: page.course.timeZone })}>
          <form action={moveDates} className={styles.form}>
            <input type="hidden" name="courseSlug" value={courseSlug} />
            <input type="hidden" name="quizSlug" value={quiz} />
            <label>
              {t("opens")}
              <input
                type="datetime-local"
                name="opens"
                required
                defaultValue={localTimeOf(page.schedule.opensAt, page.course.timeZone)}
              />
            </label>
            <label>
              {t("due")}
              <input
                type="datetime-local"
                name="due"
                required
                defaultValue={localTimeOf(page.schedule.dueAt, page.course.timeZone)}
              />
            </label>
            <button type="submit" className={styles.secondary}>
              {t("move")}
            </button>
          </form>
          <p className={styles.facts}>{t("moveMeans")}</p>
        </Section>
      )}
      <form key={JSON.stringify(filter)} action={here} className={styles.form} aria-label={t("filter")}>
        <label>
          {t("person")}
          <input name="person" type="search" defaultValue={filter.person} placeholder={t("personHint")} />
        </label>
        <label>
          {t("state")}
          <select name="state" defaultValue={filter.state ?? ""}>
            <option value="">{t("all")}</option>
            {resultStates.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={styles.primary}>
          {t("apply")}
        </button>
      </form>
      <Section id="list" title={t("list")} flush>
        {page.rows.length === 0 ? (
          <Empty>
            {t(filtered ? "nothingMatches" : "nobody")} {filtered && <Link href={here}>{t("clear")}</Link>}
          </Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("attempts")}</th>
                <th scope="col" className={table.number}>
                  {t("score")}
                </th>
                {page.can.changeTime && <th scope="col">{t("particular")}</th>}
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row) => (
                <PersonRow key={row.personId} row={row} page={page} quiz={quiz} back={queryOf(filter)} />
              ))}
            </tbody>
          </table>
        )}
      </Section>
      <nav className={styles.paging} aria-label={t("paging")}>
        {filter.cursor && <Link href={`${here}?${queryOf({ ...filter, cursor: undefined })}`}>{t("start")}</Link>}
        {page.next && <Link href={`${here}?${queryOf({ ...filter, cursor: page.next })}`}>{t("next")}</Link>}
      </nav>
    </Page>
  );
}
