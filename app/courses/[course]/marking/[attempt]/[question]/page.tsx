import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getFormatter, getLocale, getMessages, getTranslations } from "next-intl/server";
import { type MarkingPage, selectMarking } from "../../../../../../lib/quizzes/marking/page.ts";
import { Link } from "../../../../../_components/link.tsx";
import { Moment } from "../../../../../_components/moment.tsx";
import { Page, Section } from "../../../../../_components/page.tsx";
import type { PageProps } from "../../../../../_components/route-props.ts";
import { Markdown } from "../../../../../_markdown/markdown.tsx";
import { HtmlBlock } from "../../../../../_quiz/html-block.tsx";
import { renderItem } from "../../../../../_quiz/render-item.ts";
import { renderResult, renderSolution } from "../../../../../_quiz/render-result.ts";
import staff from "../../../../../_quiz-editor/staff.module.css";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";
import { addComment, gradeAgain, takeBack } from "../../actions.ts";
import { Answer } from "./answer.tsx";
import { Keys } from "./keys.tsx";
import { MarkField } from "./mark-field.tsx";
import styles from "./marking.module.css";

type Params = { course: string; attempt: string; question: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("marking"))("title") };
}

/** One answer: what was asked and answered, its rubric, marking it by keyboard, and the way to the next one. */
export default async function MarkingAnswerPage({ params }: PageProps<Params>) {
  const actor = await requireActor();
  const { course, attempt, question } = await params;
  const locale = await getLocale();
  const [page, t, home, messages, format] = await Promise.all([
    orNotFound(selectMarking(actor, attempt, question, locale)),
    getTranslations("marking"),
    getTranslations("home"),
    getMessages(),
    getFormatter(),
  ]);
  const href = (id: string | null) => (id === null ? null : `/courses/${course}/marking/${id}/${question}`);
  const solution = renderSolution(page.solution);
  const figure = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const manual = page.fields.filter(({ kind }) => kind === "essay" || kind === "file");
  const stuck = page.fields.some(
    ({ fieldId, kind }) => kind === "code" && page.result?.fields.find(({ id }) => id === fieldId)?.state === "pending",
  );
  const others = page.fields.filter((field) => !manual.includes(field));
  const marked = (field: MarkingPage["fields"][number]) => (
    <MarkField
      key={field.fieldId}
      attemptId={page.attemptId}
      question={page.key}
      fieldId={field.fieldId}
      label={field.label?.[locale] ?? null}
      points={field.points}
      credit={field.marks.at(-1)?.credit ?? null}
      comment={field.marks.at(-1)?.comment ?? ""}
      next={href(page.nextLeftAttemptId)}
      keyed={field === manual[0]}
    />
  );
  return (
    <Page
      wide
      trail={[
        { href: "/", label: home("courses") },
        { href: `/courses/${course}`, label: page.course.title[locale] },
        { href: `/courses/${course}/marking`, label: t("title") },
      ]}
      trailLabel={home("trail")}
      title={page.view.title}
      lead={
        <>
          {page.person.name} · {t("attempt", { number: page.number })} ·{" "}
          <Moment at={page.handedInAt} zone={page.course.timeZone} short />
        </>
      }
    >
      <NextIntlClientProvider messages={{ quiz: messages.quiz, marking: messages.marking, handIn: messages.handIn }}>
        <nav aria-label={t("neighbours")} className={styles.neighbours}>
          <Step href={href(page.previousAttemptId)} label={t("previous")} />
          <span>
            {t("place", { place: page.place, of: page.of })} · {t("waiting", { count: page.left })}
          </span>
          <Step href={href(page.nextAttemptId)} label={t("next")} />
          <Step href={href(page.nextLeftAttemptId)} label={t("nextLeft")} />
        </nav>
        <Keys
          previous={href(page.previousAttemptId)}
          next={href(page.nextAttemptId)}
          nextLeft={href(page.nextLeftAttemptId)}
        />
        <div className={styles.columns}>
          <Section
            id="answer"
            title={t("answer")}
            note={t("score", { score: page.score === null ? "–" : figure(page.score), max: figure(page.points) })}
          >
            <Answer
              attemptId={page.attemptId}
              item={renderItem(page.view)}
              answers={page.answers}
              result={page.result && renderResult(page.view, page.result, locale)}
              points={page.points}
            />
            <details className={styles.more}>
              <summary>{t("solution")}</summary>
              <HtmlBlock text={solution.solution} />
            </details>
          </Section>
          <div className={styles.side}>
            <Section id="mark" title={t("mark")} note={t("keys")}>
              {manual.map((field) => (
                <div key={field.fieldId}>
                  {field.rubric && (
                    <div className={styles.rubric}>
                      <strong>{t("rubric")}</strong>
                      <Markdown text={field.rubric[locale]} compact />
                    </div>
                  )}
                  {marked(field)}
                  <Given marks={field.marks} zone={page.course.timeZone} />
                </div>
              ))}
              {stuck && (
                <form action={gradeAgain} className={staff.actions}>
                  <input type="hidden" name="attemptId" value={page.attemptId} />
                  <button type="submit" className={staff.secondary}>
                    {t("gradeAgain")}
                  </button>
                  <span className={staff.facts}>{t("stuck")}</span>
                </form>
              )}
              {others.length > 0 && (
                <details className={styles.more} open={manual.length === 0}>
                  <summary>{t("overrule")}</summary>
                  {others.map(marked)}
                </details>
              )}
            </Section>
            <Section id="comments" title={t("comments")} note={t("commentsNote")}>
              <ul className={styles.comments}>
                {page.comments.map((each) => (
                  <li key={each.id}>
                    <strong>{each.author}</strong> <Moment at={each.at} zone={page.course.timeZone} short />
                    <p>{each.body}</p>
                    {each.mine && (
                      <form action={takeBack}>
                        <input type="hidden" name="id" value={each.id} />
                        <button type="submit" className={staff.secondary}>
                          {t("remove")}
                        </button>
                      </form>
                    )}
                  </li>
                ))}
              </ul>
              <form action={addComment} className={staff.stacked}>
                <input type="hidden" name="attemptId" value={page.attemptId} />
                <input type="hidden" name="key" value={page.key} />
                <label>
                  {t("newComment")}
                  <textarea name="body" rows={3} maxLength={5000} required />
                </label>
                <div>
                  <button type="submit" className={staff.secondary}>
                    {t("send")}
                  </button>
                </div>
              </form>
            </Section>
          </div>
        </div>
      </NextIntlClientProvider>
    </Page>
  );
}

/** The neighbour is fetched ahead: whoever marks hundreds should not wait for each. */
function Step({ href, label }: { href: string | null; label: string }) {
  return href ? (
    <Link href={href} prefetch>
      {label}
    </Link>
  ) : (
    <span className={styles.none}>{label}</span>
  );
}

/** Marks given so far; the last one counts. */
async function Given({ marks, zone }: { marks: MarkingPage["fields"][number]["marks"]; zone: string }) {
  const [t, format] = await Promise.all([getTranslations("marking"), getFormatter()]);
  if (marks.length === 0) return null;
  return (
    <ul className={styles.given}>
      {marks.map((each) => (
        <li key={`${each.at} ${each.by}`}>
          {each.by} · <Moment at={each.at} zone={zone} short /> ·{" "}
          {each.credit === null
            ? t("takenBack")
            : format.number(each.credit, { style: "percent", maximumFractionDigits: 1 })}
        </li>
      ))}
    </ul>
  );
}
