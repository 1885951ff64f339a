"use client";
import { Button, Modal } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { fieldCompleteness } from "../../_quiz/completeness.ts";
import type { AttemptSnapshot } from "./attempt-store.ts";
import styles from "./hand-in.module.css";
import { isChanged } from "./question-state.ts";
import type { TakenQuestion } from "./taking.tsx";
import { unreadableIn } from "./unreadable.ts";

export type HandInPhase = "review" | "sending" | "lost";

interface Row {
  question: TakenQuestion;
  notes: string[];
}

/** What is empty, unreadable, flagged or not yet saved, before an attempt is handed in for good. */
export function HandInDialog(props: {
  opened: boolean;
  phase: HandInPhase;
  questions: TakenQuestion[];
  snapshot: AttemptSnapshot;
  attemptsNote: string;
  onClose: () => void;
  onGo: (key: string) => void;
  onHandIn: () => void;
}) {
  const { opened, phase, questions, snapshot } = props;
  const t = useTranslations("quiz.handIn");
  const locale = useLocale();
  const [unreadable, setUnreadable] = useState<Record<string, string[]>>({});

  useEffect(() => {
    if (!opened) return;
    let current = true;
    void Promise.all(
      questions.map(
        async ({ key, item }) =>
          [key, await unreadableIn(item, snapshot.questions[key]?.answers ?? {}, locale)] as const,
      ),
    ).then((found) => current && setUnreadable(Object.fromEntries(found)));
    return () => {
      current = false;
    };
  }, [opened, questions, snapshot.questions, locale]);

  const rows = questions.flatMap((question): Row[] => {
    const state = snapshot.questions[question.key];
    if (!state) return [];
    const states = question.item.fields.map((field) => fieldCompleteness(field, state.answers[field.id]));
    const empty = states.filter((each) => each === "empty").length;
    const wrong = unreadable[question.key] ?? [];
    const notes = [
      ...(empty === states.length && empty > 0 ? [t("empty")] : empty > 0 ? [t("someEmpty", { count: empty })] : []),
      ...(states.includes("partly") ? [t("partly")] : []),
      ...(wrong.length > 0 ? [t("unreadable", { text: wrong.slice(0, 3).join("; ") })] : []),
      ...(state.flagged ? [t("flagged")] : []),
      ...(state.conflict ? [t("conflict")] : state.saving === "refused" ? [t("refused")] : []),
    ];
    return notes.length > 0 ? [{ question, notes }] : [];
  });
  const unsaved = Object.values(snapshot.questions).some(isChanged);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t("title")}
      size="lg"
      classNames={{ title: styles.title }}
      closeButtonProps={{ "aria-label": t("back") }}
    >
      {rows.length === 0 ? (
        <p className={styles.fine}>{t("allAnswered", { count: questions.length })}</p>
      ) : (
        <>
          <p>{t("lookAt", { count: rows.length })}</p>
          <ul className={styles.rows}>
            {rows.map(({ question, notes }) => (
              <li key={question.key}>
                <button type="button" onClick={() => props.onGo(question.key)}>
                  {t("question", { number: question.number })}
                </button>
                <span>{notes.join(" · ")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{props.attemptsNote}</p>
      {unsaved && <p className={styles.warned}>{t(snapshot.link === "lost" ? "offline" : "stillSaving")}</p>}
      <p role="status" className={styles.warned}>
        {phase === "lost" ? t("lost") : ""}
      </p>
      <div className={styles.actions}>
        <Button
          aria-disabled={phase === "sending"}
          data-disabled={phase === "sending" || undefined}
          onClick={() => phase !== "sending" && props.onHandIn()}
        >
          {t(phase === "sending" ? "sending" : "handIn")}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {t("back")}
        </Button>
      </div>
    </Modal>
  );
}
