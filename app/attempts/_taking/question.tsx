"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Icon } from "../../_components/icon.tsx";
import { HtmlText } from "../../_quiz/html-text.tsx";
import { ItemFields } from "../../_quiz/item.tsx";
import type { RenderedResult } from "../../_quiz/render-result.ts";
import { FieldResultView } from "../../_quiz/result.tsx";
import { ServicesContext } from "../../_quiz/services.ts";
import type { AttemptStore } from "./attempt-store.ts";
import { type Check, CheckBar } from "./check-bar.tsx";
import { ConflictChoice } from "./conflict.tsx";
import styles from "./question.module.css";
import type { QuestionState } from "./question-state.ts";
import type { TakenQuestion } from "./taking.tsx";
import type { Transport } from "./transport.ts";

/** One question being answered: its fields, flag, check where the quiz allows it, and a conflict when there is one. */
export function Question(props: {
  question: TakenQuestion;
  number: number;
  state: QuestionState;
  store: AttemptStore;
  transport: Transport;
  attemptId: string;
  zone: string;
  disabled: boolean;
  check: Check | null;
  onCheck: () => void;
}) {
  const { question, number, state, store, transport, attemptId, disabled, check } = props;
  const t = useTranslations("quiz.taking");
  const { key, item } = question;
  const services = useMemo(
    () => ({
      upload: (fieldId: string, file: File) => transport.upload(key, fieldId, file),
      fileHref: (fileId: string) => `/api/attempts/${attemptId}/files/${fileId}`,
    }),
    [transport, key, attemptId],
  );
  // a result says something of the answer that was checked, not of what was typed since
  const current: RenderedResult | null = check && !check.outdated ? check.result : null;
  return (
    <section className={styles.question} aria-labelledby={`${key}-title`} id={`question-${key}`} tabIndex={-1}>
      <header className={styles.head}>
        <h2 id={`${key}-title`}>
          <span className={styles.number}>{t("number", { number })}</span> <HtmlText text={item.title} />
        </h2>
        <span className={styles.points}>{t("points", { points: question.points })}</span>
        <button
          type="button"
          className={styles.flag}
          aria-pressed={state.flagged}
          disabled={disabled}
          onClick={() => store.flag(key, !state.flagged)}
        >
          <Icon name="flag" size={14} /> {t(state.flagged ? "flagged" : "flag")}
        </button>
      </header>
      <div className={styles.body}>
        <ConflictChoice
          item={item}
          state={state}
          name={`${key}-conflict`}
          zone={props.zone}
          onChoose={(keep) => store.resolve(key, keep)}
        />
        {state.refusal && (
          <p role="alert" className={styles.refused}>
            <Icon name="warning" size={15} /> {state.refusal}
          </p>
        )}
        <ServicesContext value={services}>
          <ItemFields
            item={item}
            name={`q-${key}`}
            points={question.points}
            answers={state.answers}
            readOnly={disabled || state.conflict !== null}
            onChange={(fieldId, value) => store.edit(key, fieldId, value)}
            below={(fieldId) => {
              const result = current?.fields.find(({ id }) => id === fieldId);
              return result ? <FieldResultView result={result} /> : null;
            }}
          />
        </ServicesContext>
        {check && <CheckBar check={check} disabled={disabled} onCheck={props.onCheck} />}
      </div>
    </section>
  );
}
