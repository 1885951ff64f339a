import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { shareOf } from "../../../../../../lib/quizzes/regrading/plan.ts";
import { selectRegrading } from "../../../../../../lib/quizzes/regrading/request.ts";
import type { Regrade } from "../../../../../../lib/quizzes/regrading/row.ts";
import { Moment } from "../../../../../_components/moment.tsx";
import { Empty, Page, Section } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import { Refreshing } from "../../../../../_quiz-editor/refreshing.tsx";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { StaffNav } from "../../../../../_quiz-editor/staff-nav.tsx";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";
import { apply, cancel } from "./actions.ts";
import { RegradeChanges } from "./changes.tsx";
import { Rules } from "./rules.tsx";

const resultSchema = z.object({
  result: z.enum(["cancelled", "applying", "settled", "unpublished"]).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizStaff"))("places.regrade") };
}

/** A corrected key for attempts that were graded with another one: looked at, then applied or thrown away. */
export default async function RegradePage({ params, searchParams }: PageProps<{ course: string; quiz: string }>) {
  const actor = await requireActor();
  const { course, quiz } = await params;
  const { result } = resultSchema.parse(await searchParams);
  const [page, t, home, locale] = await Promise.all([
    orNotFound(selectRegrading(actor, { courseSlug: course, quizSlug: quiz })),
    getTranslations("quizRegrade"),
    getTranslations("home"),
    getLocale(),
  ]);
  const { current } = page;
  const atWork = current !== null && (current.work.phase === "looking" || current.work.phase === "applying");
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${course}`, label: page.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={page.title[locale]}
      lead={t("lead")}
    >
      <StaffNav course={course} quiz={quiz} here="regrade" instructor />
      {atWork && <Refreshing every={1000} />}
      {result && (
        <p role="status" className={result === "cancelled" ? styles.done : styles.refused}>
          {t(`result.${result}`)}
        </p>
      )}
      {current && <Current regrade={current} course={course} quiz={quiz} open={page.attempts.open} />}
      {!atWork && (
        <Section
          id="rules"
          title={t("rules")}
          note={
            page.version !== null &&
            t("byVersion", { version: page.version, ended: page.attempts.ended, open: page.attempts.open })
          }
          flush
        >
          {page.questions.length === 0 ? (
            <Empty>{t("nothing")}</Empty>
          ) : (
            <Rules course={course} quiz={quiz} questions={page.questions} />
          )}
        </Section>
      )}
      {page.past.length > 0 && (
        <Section id="past" title={t("past")}>
          <ul className={styles.facts}>
            {page.past.map((each) => (
              <li key={each.id}>
                <Moment at={each.appliedAt ?? each.cancelledAt ?? each.createdAt} zone={page.course.timeZone} short /> ·{" "}
                {each.createdBy} ·{" "}
                {t(each.appliedAt ? "applied" : "thrownAway", {
                  version: each.toVersion,
                  count: each.work.rows.length,
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

async function Current(props: { regrade: Regrade; course: string; quiz: string; open: number }) {
  const { regrade } = props;
  const t = await getTranslations("quizRegrade");
  const { phase, done, of, rows, kept } = regrade.work;
  const lowered = rows.filter(({ from, to }) => shareOf(to) < shareOf(from) - 1e-9).length;
  const hidden = (
    <>
      <input type="hidden" name="courseSlug" value={props.course} />
      <input type="hidden" name="quizSlug" value={props.quiz} />
      <input type="hidden" name="id" value={regrade.id} />
    </>
  );
  return (
    <Section
      id="current"
      title={t(`phase.${phase}`)}
      note={t("asked", { by: regrade.createdBy, version: regrade.toVersion })}
      flush
    >
      <div style={{ padding: "1rem 1.15rem" }}>
        {(phase === "looking" || phase === "applying") && (
          <div role="status">
            <progress className={styles.progress} max={Math.max(1, of)} value={done} aria-label={t("progress")} />
            <p className={styles.facts}>{t("done", { done, of })}</p>
          </div>
        )}
        {phase === "failed" && <p>{t("failed")}</p>}
        {phase === "looked" && (
          <>
            <p>{t("summary", { of, changed: rows.length, lowered })}</p>
            {Object.entries(kept).map(([key, count]) => (
              <p key={key} className={styles.facts}>
                {t("kept", { key, count })}
              </p>
            ))}
            {props.open > 0 && <p className={styles.facts}>{t("openToo", { count: props.open })}</p>}
          </>
        )}
        {phase !== "applying" && (
          <div className={styles.actions}>
            {phase === "looked" && (
              <form action={apply}>
                {hidden}
                <button type="submit" className={styles.primary}>
                  {t("apply", { count: rows.length })}
                </button>
              </form>
            )}
            <form action={cancel}>
              {hidden}
              <button type="submit" className={styles.secondary}>
                {t("throwAway")}
              </button>
            </form>
          </div>
        )}
      </div>
      {phase === "looked" && <RegradeChanges regrade={regrade} />}
    </Section>
  );
}
