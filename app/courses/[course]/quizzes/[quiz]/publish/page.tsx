import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { selectDraft } from "../../../../../../lib/quizzes/authoring/drafts.ts";
import type { ProofState } from "../../../../../../lib/quizzes/authoring/proof-row.ts";
import { selectProof } from "../../../../../../lib/quizzes/authoring/prove.ts";
import { type Publishing, selectPublishing } from "../../../../../../lib/quizzes/authoring/publish-draft.ts";
import { exportDraft } from "../../../../../../lib/quizzes/transfer.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Moment } from "../../../../../_components/moment.tsx";
import { Page, Section } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import { exportSchema } from "../../../../../_quiz-editor/export-query.ts";
import { Refreshing } from "../../../../../_quiz-editor/refreshing.tsx";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { StaffNav } from "../../../../../_quiz-editor/staff-nav.tsx";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";
import { Chip } from "../../../../../_status/chip.tsx";
import { cancel, prove, publish } from "./actions.ts";
import { Export } from "./export.tsx";
import { Problems } from "./problems.tsx";

const resultSchema = z.object({
  result: z.enum(["published", "cancelled", "stale", "unproved", "problems"]).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizStaff"))("places.publish") };
}

/** Testing the draft over many variants, what publishing it changes for whom, and publishing it. */
export default async function PublishQuizPage({ params, searchParams }: PageProps<{ course: string; quiz: string }>) {
  const actor = await requireActor();
  const { course: courseSlug, quiz: quizSlug } = await params;
  const address = { courseSlug, quizSlug };
  const search = await searchParams;
  const { result } = resultSchema.parse(search);
  const exporting = exportSchema.safeParse(search);
  const draft = await orNotFound(selectDraft(actor, address));
  const [publishing, proof, t, home, locale] = await Promise.all([
    selectPublishing(actor, address),
    selectProof(actor, address),
    getTranslations("quizPublish"),
    getTranslations("home"),
    getLocale(),
  ]);
  const exported = exporting.success ? await exportDraft(actor, { ...address, ...exporting.data }) : null;
  const base = `/courses/${courseSlug}/quizzes/${quizSlug}`;
  const current = proof?.contentHash === publishing.contentHash ? proof : null;
  const atWork = current?.state === "waiting" || current?.state === "running";
  const passed = current?.state === "finished" && current.problems.length === 0;
  const hidden = (
    <>
      <input type="hidden" name="courseSlug" value={courseSlug} />
      <input type="hidden" name="quizSlug" value={quizSlug} />
    </>
  );
  return (
    <Page
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${courseSlug}`, label: draft.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={draft.title[locale]}
      lead={t("lead")}
    >
      <StaffNav course={courseSlug} quiz={quizSlug} here="publish" instructor />
      {result && (
        <p role="status" className={result === "published" ? styles.done : styles.refused}>
          {t(`result.${result}`)}
        </p>
      )}
      <Section
        id="tests"
        title={t("tests")}
        note={current && <ProofChip proof={current} />}
        flush={(current?.problems.length ?? 0) > 0}
      >
        {atWork && <Refreshing every={1000} />}
        <div style={{ padding: (current?.problems.length ?? 0) > 0 ? "1rem 1.15rem" : 0 }}>
          <p className={styles.facts}>{t("testsMean", { seeds: current?.seeds ?? 200 })}</p>
          {!current && <p>{t(proof ? "changedSince" : "never")}</p>}
          {current && (
            <p role="status">{t(`state.${current.state}`, { count: current.problems.length, seeds: current.seeds })}</p>
          )}
          {atWork && current && (
            <>
              <progress
                className={styles.progress}
                max={Math.max(1, current.of)}
                value={current.done}
                aria-label={t("progress")}
              />
              <p className={styles.facts}>{t("tried", { done: current.done, of: current.of })}</p>
            </>
          )}
          <div className={styles.actions}>
            {atWork && current ? (
              <form action={cancel}>
                {hidden}
                <input type="hidden" name="proofId" value={current.id} />
                <button type="submit" className={styles.secondary}>
                  {t("cancel")}
                </button>
              </form>
            ) : (
              <form action={prove}>
                {hidden}
                <button type="submit" className={passed ? styles.secondary : styles.primary}>
                  {t(current?.state === "finished" ? "again" : "run")}
                </button>
              </form>
            )}
          </div>
        </div>
        {current && current.problems.length > 0 && <Problems problems={current.problems} base={base} />}
      </Section>
      <Section
        id="changes"
        title={t("changes")}
        note={
          publishing.current && (
            <>
              {t("current", { number: publishing.current.number })}{" "}
              <Moment at={publishing.current.publishedAt} zone={draft.course.timeZone} short />
            </>
          )
        }
      >
        <Changes publishing={publishing} base={base} />
        <div className={styles.actions}>
          <form action={publish}>
            {hidden}
            <input type="hidden" name="contentHash" value={publishing.contentHash} />
            <button type="submit" className={styles.primary} disabled={!passed || publishing.same}>
              {t("publish")}
            </button>
          </form>
          {!passed && !publishing.same && <span className={styles.facts}>{t("first")}</span>}
        </div>
      </Section>
      <Section id="export" title={t("export")} note={t("exportNote")}>
        <Export api={`/api${base}/export`} asked={exporting.success ? exporting.data : null} exported={exported} />
      </Section>
    </Page>
  );
}

async function ProofChip({ proof }: { proof: ProofState }) {
  const t = await getTranslations("quizPublish");
  if (proof.state !== "finished") return null;
  return proof.problems.length === 0 ? (
    <Chip tone="good" icon="check">
      {t("passed")}
    </Chip>
  ) : (
    <Chip tone="bad" icon="cross">
      {t("failed")}
    </Chip>
  );
}

async function Changes({ publishing, base }: { publishing: Publishing; base: string }) {
  const [t, locale] = await Promise.all([getTranslations("quizPublish"), getLocale()]);
  const { same, changes, current, open, ended } = publishing;
  if (same) {
    return (
      <>
        <p>{t("same")}</p>
        {ended > 0 && (
          <p>
            <Link href={`${base}/regrade`}>{t("toRegrade")}</Link>
          </p>
        )}
      </>
    );
  }
  return (
    <>
      {changes === null && <p>{t("unreadable")}</p>}
      {current && changes?.length === 0 && <p>{t("onlyRules")}</p>}
      {current && changes && changes.length > 0 && (
        <ul className={styles.facts}>
          {changes.map(({ id, title, change }) => (
            <li key={id}>
              {t(`change.${change}`)}: {title[locale]} <code>{id}</code>
            </li>
          ))}
        </ul>
      )}
      {!current && changes && <p>{t("firstVersion", { count: changes.length })}</p>}
      {open > 0 && <p>{t("open", { count: open })}</p>}
      {ended > 0 && <p>{t("ended", { count: ended })}</p>}
    </>
  );
}
