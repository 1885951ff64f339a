import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import type { Actor } from "../../../lib/actor.ts";
import { selectSubmission } from "../../../lib/submissions/queries.ts";
import { Changes } from "../../_code/changes.tsx";
import { Listing } from "../../_code/listing.tsx";
import { Link } from "../../_components/link.tsx";
import { Moment } from "../../_components/moment.tsx";
import { Page, Section } from "../../_components/page.tsx";
import type { PageProps } from "../../_components/route-props.ts";
import { Live } from "../../_live/live.tsx";
import { Progress } from "../../_live/progress.tsx";
import { Report } from "../../_report/report.tsx";
import { requireActor } from "../../_session/actor.ts";
import { orNotFound } from "../../_session/answer.ts";
import { StateChip } from "../../_status/state-chip.tsx";
import { changesBetween } from "./changes-between.ts";
import { SubmissionHistory } from "./history.tsx";
import { OtherHandIns } from "./neighbours.tsx";
import { AskForRejudge, RejudgeUnderWay } from "./rejudge.tsx";
import { Score } from "./score.tsx";
import styles from "./submission.module.css";

/** characters; a thousand lines and some */
const longCode = 65_536;

const read = cache((actor: Actor, id: string) => orNotFound(selectSubmission(actor, id)));

export async function generateMetadata({ params }: PageProps<{ id: string }>): Promise<Metadata> {
  const page = await read(await requireActor(), (await params).id);
  const [t, locale] = await Promise.all([getTranslations("history"), getLocale()]);
  return { title: `${t("handIn", { number: page.number })} · ${page.project.title[locale]}` };
}

export default async function SubmissionPage({ params, searchParams }: PageProps<{ id: string }>) {
  const actor = await requireActor();
  const page = await read(actor, (await params).id);
  const [t, home, history, format, locale] = await Promise.all([
    getTranslations("submission"),
    getTranslations("home"),
    getTranslations("history"),
    getFormatter(),
    getLocale(),
  ]);
  const zone = page.course.timeZone;
  const projectHref = `/courses/${page.course.slug}/projects/${page.project.slug}`;
  const { state, report } = page;
  const final = state.kind === "graded" || state.kind === "internal_error";
  // a page that waits is read again at every step, and a long program each time with it
  const showsCode = final || page.files.reduce((sum, { text }) => sum + text.length, 0) <= longCode;
  const changes = showsCode && page.previousFiles ? changesBetween(page.previousFiles.files, page.files) : [];
  const at = report?.exercises.flatMap((exercise) =>
    exercise.checks.flatMap((check) => (check.shown === "everything" && check.at ? [check.at] : [])),
  );
  // while it is on its way the first question is whether the work is safe, then what is wrong with it
  const receipt = (
    <section className={styles.receipt} aria-label={t("receipt")}>
      <p>
        <strong>{t(page.viewer === "owner" ? "safe" : "stored")}</strong> {t("receivedAt")}{" "}
        <Moment at={page.receivedAt} zone={zone} seconds />{" "}
        {t("from", { name: page.submittedBy, count: page.files.length })}
      </p>
      <p className={styles.hash}>
        {t("hash")} <code>{page.contentHash}</code>
      </p>
    </section>
  );
  return (
    <Page
      wide
      trail={[
        { href: `/courses/${page.course.slug}`, label: page.course.title[locale] },
        { href: projectHref, label: page.project.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={
        <>
          {page.project.title[locale]}{" "}
          <span className={styles.number}>{history("handIn", { number: page.number })}</span>
        </>
      }
      lead={
        <span className={styles.facts}>
          <span>{format.list(page.members)}</span>
          <StateChip state={state} status={page.status} />
        </span>
      }
      aside={
        page.viewer === "owner" ? (
          <Link className={styles.action} href={`${projectHref}?open=${page.id}#hand-in`}>
            {t("openInEditor")}
          </Link>
        ) : page.mayRejudge && final && !page.rejudge ? (
          <AskForRejudge page={page} />
        ) : undefined
      }
    >
      {page.viewer === "staff" && <OtherHandIns actor={actor} page={page} list={(await searchParams).list} />}
      {state.kind !== "graded" && receipt}
      {!final && (
        <Section id="progress" title={t("progress")}>
          <Progress state={state} exercises={page.exercises} />
          <Live submissionId={page.id} />
        </Section>
      )}
      {state.kind === "internal_error" && (
        <Section id="held-back" title={t("heldBack")}>
          <p className={styles.plain}>{t("heldBackText")}</p>
          <Live submissionId={page.id} />
        </Section>
      )}
      <RejudgeUnderWay page={page} />
      {report && state.kind === "graded" && (
        <>
          <Score page={page} report={report} />
          <Report page={page} report={report} />
        </>
      )}
      {state.kind === "graded" && receipt}
      <Section id="code" title={t("code")} flush>
        {!showsCode && <p className={styles.plain}>{t("codeLater")}</p>}
        {(showsCode ? page.files : []).map((file) => (
          <Listing
            key={file.path}
            among={page.files.length}
            path={file.path}
            text={file.text}
            messages={[...(report?.messages ?? []), ...(at ?? [])]}
          />
        ))}
        {page.previousFiles && changes.length > 0 && (
          <Changes
            summary={t("changes", { number: page.previousFiles.number, count: changes.length })}
            changes={changes.map(({ kind, ...change }) => ({
              ...change,
              label: t(`change.${kind}`, { path: change.path }),
            }))}
          />
        )}
      </Section>
      <Section id="history" title={t("history")} flush>
        <SubmissionHistory rows={page.history} zone={zone} current={page.id} />
      </Section>
    </Page>
  );
}
