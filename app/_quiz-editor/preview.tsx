"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { Answers } from "../../grader/quiz/answer.ts";
import type { Message } from "../../grader/report.ts";
import { type Locale, locales } from "../../lib/actor.ts";
import { HtmlBlock } from "../_quiz/html-block.tsx";
import { HtmlText } from "../_quiz/html-text.tsx";
import { ItemFields } from "../_quiz/item.tsx";
import { FieldResultView } from "../_quiz/result.tsx";
import styles from "./editor.module.css";
import { ProblemList } from "./problem-list.tsx";
import { usePreview } from "./use-preview.ts";

/** The question as a student with some seed meets it: any seed, both languages, answers judged while they are typed. */
export function Preview(props: {
  url: string;
  path: string;
  text: string;
  generator: string | undefined;
  initialSeed: string;
  onProblem: (problem: Message) => void;
}) {
  const { url, path, text, generator } = props;
  const t = useTranslations("quizEditor");
  const own = useLocale();
  const id = useId();
  const [seed, setSeed] = useState(props.initialSeed);
  const [locale, setLocale] = useState<Locale>(own);
  const [answers, setAnswers] = useState<Answers>({});
  const { shown, problem, busy, lost } = usePreview({ url, path, text, generator, seed: seed || "1", locale, answers });
  const step = (by: number) => {
    const number = /^\d+$/.test(seed) ? Number(seed) : 0;
    setSeed(String(Math.max(0, number + by)));
    setAnswers({});
  };
  return (
    <div className={styles.preview}>
      <div className={styles.seeds}>
        <button type="button" onClick={() => step(-1)} disabled={seed === "0"} aria-label={t("previousSeed")}>
          ←
        </button>
        <label htmlFor={id}>{t("seed")}</label>
        <input
          id={id}
          type="text"
          value={seed}
          maxLength={100}
          onChange={(event) => {
            setSeed(event.currentTarget.value);
            setAnswers({});
          }}
        />
        <button type="button" onClick={() => step(1)} aria-label={t("nextSeed")}>
          →
        </button>
        <button
          type="button"
          onClick={() => {
            setSeed(String(1 + Math.floor(Math.random() * 1_000_000)));
            setAnswers({});
          }}
        >
          {t("randomSeed")}
        </button>
        <span className={styles.languages}>
          {locales.map((each) => (
            <button key={each} type="button" aria-pressed={locale === each} onClick={() => setLocale(each)}>
              {t(`languages.${each}`)}
            </button>
          ))}
        </span>
      </div>
      {lost && <p className={styles.warn}>{t("previewLost")}</p>}
      {problem && (
        <div role="status">
          <p className={styles.warn}>{t("previewStale")}</p>
          <ProblemList problems={problem.messages} onProblem={props.onProblem} />
        </div>
      )}
      {shown && (
        <article className={busy || problem ? styles.stale : undefined} lang={locale} aria-busy={busy}>
          <h3 className={styles.previewTitle}>
            <HtmlText text={shown.item.title} />
          </h3>
          <ItemFields
            item={shown.item}
            name="preview"
            answers={answers}
            onChange={(fieldId, value) =>
              setAnswers(({ [fieldId]: _, ...rest }) =>
                value === undefined ? rest : { ...rest, [fieldId]: value as Answers[string] },
              )
            }
            below={(fieldId) => {
              const result = shown.result?.fields.find((field) => field.id === fieldId);
              return answers[fieldId] !== undefined && result ? (
                <FieldResultView
                  result={result}
                  points={shown.item.fields.find((field) => field.id === fieldId)?.share ?? null}
                />
              ) : null;
            }}
          />
          <Credit credit={shown.result?.credit ?? null} />
          <div className={styles.tools}>
            <button type="button" className={styles.add} onClick={() => setAnswers(shown.right)}>
              {t("fillRight")}
            </button>
            <button type="button" className={styles.add} onClick={() => setAnswers({})}>
              {t("clearAnswers")}
            </button>
          </div>
          <details className={styles.more}>
            <summary>{t("solution")}</summary>
            <HtmlBlock text={shown.solution.solution} />
            <dl>
              {Object.entries(shown.solution.answers).map(([field, answer]) => (
                <div key={field}>
                  <dt>
                    <code>{field}</code>
                  </dt>
                  <dd>
                    <HtmlText text={answer} />
                  </dd>
                </div>
              ))}
            </dl>
          </details>
          {shown.values !== "{}" && (
            <details className={styles.more}>
              <summary>{t("drawn")}</summary>
              <pre>{shown.values}</pre>
            </details>
          )}
        </article>
      )}
    </div>
  );
}

function Credit({ credit }: { credit: number | null }) {
  const t = useTranslations("quizEditor");
  const format = useFormatter();
  return (
    <p role="status" className={styles.credit}>
      {credit !== null &&
        t("credit", { credit: format.number(credit, { style: "percent", maximumFractionDigits: 1 }) })}
    </p>
  );
}
