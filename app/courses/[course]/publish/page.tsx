import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { type ProjectPublishing, selectPublishing } from "../../../../lib/courses/publishing.ts";
import { Empty, Page, Section } from "../../../_components/page.tsx";
import type { PageProps } from "../../../_components/route-props.ts";
import { Live } from "../../../_live/live.tsx";
import { requireActor } from "../../../_session/actor.ts";
import { orNotFound } from "../../../_session/answer.ts";
import { rejudge } from "./actions.ts";
import styles from "./publish.module.css";
import { Upload } from "./upload.tsx";
import { Version } from "./version.tsx";

const resultSchema = z.object({
  result: z.enum(["published", "proving", "not-proved", "changed", "same", "rejudged"]).optional().catch(undefined),
  count: z.coerce.number().int().nonnegative().catch(0),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("publish"))("title") };
}

/** What counts for each project, what was uploaded and how its proof stands; publishing and undoing it. */
export default async function PublishPage({ params, searchParams }: PageProps<{ course: string }>) {
  const actor = await requireActor();
  const page = await orNotFound(selectPublishing(actor, (await params).course));
  const { result, count } = resultSchema.parse(await searchParams);
  const [t, home, locale] = await Promise.all([getTranslations("publish"), getTranslations("home"), getLocale()]);
  const { course } = page;
  const labels = {
    archive: t("archive"),
    send: t("send"),
    sending: t("sending"),
    stored: t("stored"),
    lost: t("lost"),
    signedOut: t("signedOut"),
    tooLarge: t("tooLarge"),
  };
  return (
    <Page
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${course.slug}`, label: course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={t("title")}
      lead={t("lead")}
    >
      {result && (
        <p
          role="status"
          className={["published", "proving", "rejudged"].includes(result) ? styles.done : styles.refused}
        >
          {t(`result.${result}`, { count })}
        </p>
      )}
      {page.underWay && <Live events={`/api/courses/${course.slug}/publishing/events`} />}
      {page.projects.length === 0 && <Empty>{t("none")}</Empty>}
      {page.projects.map((project) => (
        <Section key={project.slug} id={`project-${project.slug}`} title={project.title[locale]} flush>
          {project.currentVersionId === null && <Empty>{t("noneCurrent")}</Empty>}
          <Outdated project={project} course={course.slug} />
          <ol className={styles.versions}>
            {project.versions.map((version, place) => (
              <Version
                key={version.id}
                version={version}
                course={course}
                current={project.currentVersionId}
                graderVersion={page.graderVersion}
                first={place === 0}
              />
            ))}
          </ol>
        </Section>
      ))}
      <Section id="upload" title={t("upload")} note={t("uploadNote")}>
        <Upload course={course.slug} labels={labels} locale={locale} />
      </Section>
    </Page>
  );
}

/** Hand-ins that another version graded: they stay as they are until somebody says otherwise. */
async function Outdated({ project, course }: { project: ProjectPublishing; course: string }) {
  const { latest, all } = project.outdated;
  if (all === 0) return null;
  const t = await getTranslations("publish");
  return (
    <div className={styles.outdated}>
      <p>
        {t("outdated", { count: all })} <span className={styles.facts}>{t("rejudgeMeans")}</span>
      </p>
      <div className={styles.actions}>
        {(["latest", "all"] as const)
          .filter((which) => (which === "latest" ? latest > 0 && latest < all : true))
          .map((which) => (
            <form key={which} action={rejudge}>
              <input type="hidden" name="course" value={course} />
              <input type="hidden" name="project" value={project.slug} />
              <input type="hidden" name="which" value={which} />
              <button type="submit" className={styles.secondary}>
                {t(which === "latest" ? "rejudgeLatest" : "rejudgeAll", { count: which === "latest" ? latest : all })}
              </button>
            </form>
          ))}
      </div>
    </div>
  );
}
