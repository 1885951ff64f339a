import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { selectOperations } from "../../lib/operations/queries.ts";
import { Link } from "../_components/link.tsx";
import { Moment } from "../_components/moment.tsx";
import { Empty, Page, Section } from "../_components/page.tsx";
import type { PageProps } from "../_components/route-props.ts";
import table from "../_components/table.module.css";
import { requireActor } from "../_session/actor.ts";
import { orNotFound } from "../_session/answer.ts";
import { GivenUpList } from "./given-up-list.tsx";
import { GivenUpWorkList } from "./given-up-work-list.tsx";
import { LanesTable } from "./lanes-table.tsx";
import styles from "./operations.module.css";
import { OtherWorkTable } from "./other-work-table.tsx";
import { WorkersTable } from "./workers-table.tsx";

const doneSchema = z.object({ done: z.enum(["retried", "discarded", "settled"]).optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operations"))("title") };
}

/** Whose turn it is when grading does not go on: what waits, who grades, what failed and why. */
export default async function OperationsPage({ searchParams }: PageProps<Record<never, never>>) {
  const actor = await requireActor();
  const { done } = doneSchema.parse(await searchParams);
  const [state, t, home] = await Promise.all([
    orNotFound(selectOperations(actor)),
    getTranslations("operations"),
    getTranslations("home"),
  ]);
  const alive = state.workers.filter((worker) => worker.state === "alive").length;
  const waiting = state.lanes.reduce((sum, lane) => sum + lane.waiting, 0);
  return (
    <Page
      wide
      trail={[{ href: "/", label: home("courses") }]}
      trailLabel={home("trail")}
      title={t("title")}
      lead={t("summary", { waiting, alive, failed: state.givenUp.length + state.givenUpWork.length })}
      aside={<Link href="/operations">{t("refresh")}</Link>}
    >
      {done && (
        <p role="status" className={styles.done}>
          {t(`done.${done}`)}
        </p>
      )}
      <Section id="given-up" title={t("givenUp")} note={t("givenUpNote")} flush>
        {(state.givenUp.length > 0 || state.givenUpWork.length === 0) && (
          <GivenUpList jobs={state.givenUp} empty={t("nothingGivenUp")} />
        )}
        {state.givenUpWork.length > 0 && <GivenUpWorkList work={state.givenUpWork} />}
      </Section>
      <Section id="queue" title={t("queue")} flush>
        <LanesTable lanes={state.lanes} />
      </Section>
      <Section id="other-work" title={t("otherWork")} note={t("otherWorkNote")} flush>
        <OtherWorkTable work={state.otherWork} />
      </Section>
      <Section id="workers" title={t("workers")} note={t("workersNote")} flush>
        <WorkersTable workers={state.workers} />
      </Section>
      <Section id="recent" title={t("recent")} note={t("recentNote")} flush>
        {state.recent.length === 0 ? (
          <Empty>{t("nothingRecent")}</Empty>
        ) : (
          <table className={`${table.table} ${table.stack}`}>
            <thead>
              <tr>
                <th scope="col">{t("when")}</th>
                <th scope="col">{t("submission")}</th>
                <th scope="col">{t("worker")}</th>
                <th scope="col">{t("cause")}</th>
              </tr>
            </thead>
            <tbody>
              {state.recent.map((row) => (
                <tr key={`${row.jobId} ${row.attempt} ${row.at}`}>
                  <th scope="row">
                    <Moment at={row.at} zone="UTC" short seconds />
                  </th>
                  <td data-label={t("submission")}>
                    <Link href={`/submissions/${row.submissionId}`}>
                      <code className={styles.id}>{row.submissionId}</code>
                    </Link>
                  </td>
                  <td data-label={t("worker")}>
                    <code className={styles.id}>{row.workerId ?? "–"}</code>
                  </td>
                  <td>
                    <pre className={styles.cause}>{row.failure}</pre>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {state.discarded.length > 0 && (
        <Section id="discarded" title={t("discarded")} note={t("discardedNote")} flush>
          <GivenUpList jobs={state.discarded} empty="" />
        </Section>
      )}
    </Page>
  );
}
