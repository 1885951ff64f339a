import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { selectForAuthor } from "../../../../../lib/quizzes/authoring/access.ts";
import { Page, Section } from "../../../../_components/page.tsx";
import type { PageProps } from "../../../../_components/route-props.ts";
import { ImportForm } from "../../../../_quiz-editor/import-form.tsx";
import styles from "../../../../_quiz-editor/staff.module.css";
import { requireActor } from "../../../../_session/actor.ts";
import { orNotFound } from "../../../../_session/answer.ts";
import { create } from "./actions.ts";

const typed = z.string().max(200).catch("");
const querySchema = z.object({
  slug: typed,
  titlePt: typed,
  titleEn: typed,
  opens: typed,
  due: typed,
  wrong: z.enum(["slug", "title", "opens", "due", "files"]).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizNew"))("title") };
}

/** A quiz from nothing, or from the files of another system. */
export default async function NewQuizPage({ params, searchParams }: PageProps<{ course: string }>) {
  const actor = await requireActor();
  const { course: slug } = await params;
  const query = querySchema.parse(await searchParams);
  const [course, t, home, locale, messages] = await Promise.all([
    orNotFound(selectForAuthor(actor, slug)),
    getTranslations("quizNew"),
    getTranslations("home"),
    getLocale(),
    getMessages(),
  ]);
  const wrong = (field: string) => (query.wrong === field ? { "aria-invalid": true, "aria-describedby": "wrong" } : {});
  return (
    <Page
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${slug}`, label: course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={t("title")}
      lead={t("lead")}
    >
      {query.wrong && (
        <p id="wrong" role="alert" className={styles.refused}>
          {t(`wrong.${query.wrong}`)}
        </p>
      )}
      <Section id="empty" title={t("empty")} note={t("zone", { zone: course.timeZone })}>
        <form action={create} className={styles.stacked}>
          <input type="hidden" name="course" value={slug} />
          <div className={styles.pair}>
            <label>
              {t("titlePt")}
              <input name="titlePt" required maxLength={200} defaultValue={query.titlePt} {...wrong("title")} />
            </label>
            <label>
              {t("titleEn")}
              <input name="titleEn" required maxLength={200} defaultValue={query.titleEn} {...wrong("title")} />
            </label>
          </div>
          <label>
            {t("slug")}
            <input
              name="slug"
              required
              pattern="[a-z0-9][a-z0-9\-]*"
              maxLength={60}
              defaultValue={query.slug}
              {...wrong("slug")}
            />
          </label>
          <div className={styles.pair}>
            <label>
              {t("opens")}
              <input type="datetime-local" name="opens" required defaultValue={query.opens} {...wrong("opens")} />
            </label>
            <label>
              {t("due")}
              <input type="datetime-local" name="due" required defaultValue={query.due} {...wrong("due")} />
            </label>
          </div>
          <div>
            <button type="submit" className={styles.primary}>
              {t("create")}
            </button>
          </div>
        </form>
      </Section>
      <Section id="import" title={t("import")} note={t("importNote")}>
        <NextIntlClientProvider messages={{ quizImport: messages.quizImport, quizLeftBehind: messages.quizLeftBehind }}>
          <ImportForm api={`/api/courses/${slug}/quizzes/import`} course={slug} />
        </NextIntlClientProvider>
      </Section>
    </Page>
  );
}
