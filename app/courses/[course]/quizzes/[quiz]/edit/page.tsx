import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { parseQuizFiles } from "../../../../../../grader/quiz/quiz-folder.ts";
import { selectDraft } from "../../../../../../lib/quizzes/authoring/drafts.ts";
import { Page } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import { QuizEditor } from "../../../../../_quiz-editor/quiz-editor.tsx";
import { StaffNav } from "../../../../../_quiz-editor/staff-nav.tsx";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";

const openedSchema = z.object({
  question: z.string().max(100).optional().catch(undefined),
  seed: z.string().min(1).max(100).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quizStaff"))("places.edit") };
}

/** Writing a quiz: its files as forms and as text, with a preview of any variant. */
export default async function EditQuizPage({ params, searchParams }: PageProps<{ course: string; quiz: string }>) {
  const actor = await requireActor();
  const { course, quiz } = await params;
  const opened = openedSchema.parse(await searchParams);
  const [draft, t, home, locale, messages] = await Promise.all([
    orNotFound(selectDraft(actor, { courseSlug: course, quizSlug: quiz })),
    getTranslations("quizStaff"),
    getTranslations("home"),
    getLocale(),
    getMessages(),
  ]);
  const parsed = parseQuizFiles(draft.files);
  const { files, revision, updatedAt, updatedBy } = draft;
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${course}`, label: draft.course.title[locale] },
      ]}
      trailLabel={home("trail")}
      title={draft.title[locale]}
    >
      <StaffNav course={course} quiz={quiz} here="edit" instructor />
      {draft.published && draft.published.contentHash !== draft.contentHash && (
        <p>{t("differs", { number: draft.published.number })}</p>
      )}
      {/* its words are many, and no other page needs them */}
      <NextIntlClientProvider
        messages={{ quizEditor: messages.quizEditor, quiz: messages.quiz, handIn: messages.handIn }}
      >
        <QuizEditor
          api={`/api/courses/${course}/quizzes/${quiz}`}
          quizId={draft.quizId}
          draft={{ files, revision, updatedAt, updatedBy }}
          problems={parsed.ok ? [] : parsed.messages}
          opened={{ question: opened.question ?? null, seed: opened.seed ?? null }}
        />
      </NextIntlClientProvider>
    </Page>
  );
}
