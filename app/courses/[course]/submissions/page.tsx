import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { selectCourse } from "../../../../lib/courses/queries.ts";
import { mostCounted } from "../../../../lib/submissions/count.ts";
import { listSubmissions } from "../../../../lib/submissions/list.ts";
import { Link } from "../../../_components/link.tsx";
import { Moment } from "../../../_components/moment.tsx";
import { Empty, Page, Section } from "../../../_components/page.tsx";
import type { PageProps } from "../../../_components/route-props.ts";
import table from "../../../_components/table.module.css";
import { requireActor } from "../../../_session/actor.ts";
import { orNotFound } from "../../../_session/answer.ts";
import { Chip } from "../../../_status/chip.tsx";
import { Points } from "../../../_status/points.tsx";
import { StateChip } from "../../../_status/state-chip.tsx";
import { VerdictChip } from "../../../_status/verdict-chip.tsx";
import { filterSchema, handInHref, hrefOf, queryOf } from "./filter.ts";
import { FilterForm } from "./filter-form.tsx";
import styles from "./list.module.css";

/** diagnoses named in a row; the rest is counted */
const shownCodes = 3;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("list"))("title") };
}

export default async function SubmissionsPage({ params, searchParams }: PageProps<{ course: string }>) {
  const actor = await requireActor();
  const { course: slug } = await params;
  const filter = filterSchema.parse(await searchParams);
  const [course, list, t, home, format, locale] = await Promise.all([
    orNotFound(selectCourse(actor, slug)),
    orNotFound(listSubmissions(actor, slug, queryOf(filter))),
    getTranslations("list"),
    getTranslations("home"),
    getFormatter(),
    getLocale(),
  ]);
  const { sort: _, cursor: __, ...conditions } = filter;
  const filtered = Object.values(conditions).some((value) => value !== undefined);
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${slug}`, label: course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={t("title")}
    >
      <FilterForm course={slug} filter={filter} projects={list.projects} diagnoses={list.diagnoses} />
      <Section
        id="list"
        title={list.total === null ? t("foundMany", { most: mostCounted }) : t("found", { count: list.total })}
        note={
          list.from !== null &&
          list.rows.length !== list.total &&
          t("range", { from: list.from, to: list.from + list.rows.length - 1 })
        }
        flush
      >
        {list.rows.length === 0 ? (
          <Empty>
            {t(filtered ? "nothingMatches" : "none")} {filtered && <Link href={hrefOf(slug, {})}>{t("clear")}</Link>}
          </Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("members")}</th>
                <th scope="col">{t("handIn")}</th>
                <th scope="col">{t("receivedAt")}</th>
                <th scope="col">{t("state")}</th>
                <th scope="col">{t("verdicts")}</th>
                <th scope="col" className={table.number}>
                  {t("score")}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{format.list(row.members)}</th>
                  <td data-label={t("handIn")} className={styles.handIn}>
                    <Link href={handInHref(row.id, filter)}>
                      {row.projectTitle[locale]} · {home("number", { number: row.number })}
                    </Link>
                  </td>
                  <td data-label={t("receivedAt")}>
                    <span className={styles.received}>
                      <Moment at={row.receivedAt} zone={course.timeZone} short />
                      {row.penaltyPercent > 0 && (
                        <>
                          {" "}
                          <Chip tone="warn" icon="clock">
                            {t("late", { days: row.lateDays })}
                          </Chip>
                        </>
                      )}
                    </span>
                  </td>
                  <td data-label={t("state")}>
                    <StateChip state={row.state} status={row.status} />
                  </td>
                  <td data-label={t("verdicts")}>
                    <div className={styles.failing}>
                      <span className={styles.verdicts}>
                        {row.verdicts.map((verdict) => (
                          <VerdictChip key={verdict} verdict={verdict} />
                        ))}
                        {row.verdicts.length === 0 && "–"}
                      </span>
                      {row.diagnoses.length > 0 && (
                        <span className={styles.codes}>
                          {row.diagnoses.slice(0, shownCodes).map((code) => (
                            <Link key={code} href={hrefOf(slug, { ...filter, cursor: undefined, diagnosis: code })}>
                              {code}
                            </Link>
                          ))}
                          {row.diagnoses.length > shownCodes && t("more", { count: row.diagnoses.length - shownCodes })}
                        </span>
                      )}
                    </div>
                  </td>
                  <td data-label={t("score")} className={table.number}>
                    <Points score={row.score} of={row.maxScore} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {(list.previous || list.next) && (
        <nav className={styles.paging} aria-label={t("paging")}>
          {list.previous && (
            <>
              <Link href={hrefOf(slug, { ...filter, cursor: undefined })}>{t("start")}</Link>
              <Link href={hrefOf(slug, { ...filter, cursor: list.previous })} rel="prev">
                {t("previous")}
              </Link>
            </>
          )}
          {list.next && (
            <Link href={hrefOf(slug, { ...filter, cursor: list.next })} rel="next">
              {t("next")}
            </Link>
          )}
        </nav>
      )}
    </Page>
  );
}
