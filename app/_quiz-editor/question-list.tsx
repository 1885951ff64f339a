"use client";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { FieldKind } from "../../grader/quiz/field.ts";
import type { Message } from "../../grader/report.ts";
import {
  addQuestion,
  addZone,
  askLoose,
  duplicateQuestion,
  freeId,
  moveQuestion,
  type OutlinedQuestion,
  outlineOf,
  removeQuestion,
  setPoints,
} from "../../lib/quizzes/authoring/outline.ts";
import { type QuizFile, questionPath } from "../../lib/quizzes/authoring/paths.ts";
import { Icon } from "../_components/icon.tsx";
import styles from "./editor.module.css";
import { fieldKinds } from "./parts.ts";

export type ChangeFiles = (change: (files: QuizFile[]) => QuizFile[], about: string) => void;

/** The quiz's questions by zones: choose, add, copy, move, take away. `selected` is a question's id, or null for the quiz itself. */
export function QuestionList(props: {
  files: QuizFile[];
  selected: string | null;
  problems: readonly Message[];
  onSelect: (id: string | null) => void;
  change: ChangeFiles;
  onRemoved: (id: string) => void;
}) {
  const { files, selected, change, onSelect } = props;
  const t = useTranslations("quizEditor");
  const outline = outlineOf(files);
  const broken = new Set(props.problems.map(({ file }) => file));
  const [kind, setKind] = useState<FieldKind>("numeric");
  const [zone, setZone] = useState(0);
  const ids = useId();
  const into = Math.min(zone, outline.zones.length);
  const add = () => {
    const id = freeId(files, kind);
    change(
      (all) =>
        into < outline.zones.length || outline.zones.length === 0
          ? addQuestion(all, into, kind, id)
          : addZone(all, kind),
      `add ${id}`,
    );
    onSelect(id);
  };
  const entry = (question: OutlinedQuestion, loose: boolean) => (
    <Entry
      key={question.id}
      question={question}
      selected={selected === question.id}
      hasProblems={broken.has(questionPath(question.id)) || question.broken}
      onSelect={() => onSelect(question.id)}
      onPoints={(points) => change((all) => setPoints(all, question.id, points), `points ${question.id}`)}
      actions={
        selected === question.id && (
          <span className={styles.buttons}>
            {loose ? (
              <button type="button" onClick={() => change((all) => askLoose(all, question.id), `ask ${question.id}`)}>
                {t("askIt")}
              </button>
            ) : (
              <>
                <button
                  type="button"
                  aria-label={t("moveUp", { id: question.id })}
                  onClick={() => change((all) => moveQuestion(all, question.id, -1), `up ${question.id} ${Date.now()}`)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={t("moveDown", { id: question.id })}
                  onClick={() =>
                    change((all) => moveQuestion(all, question.id, 1), `down ${question.id} ${Date.now()}`)
                  }
                >
                  ↓
                </button>
                <button
                  type="button"
                  onClick={() => {
                    const copy = duplicateQuestion(files, question.id);
                    change(() => copy.files, `copy ${copy.id}`);
                    onSelect(copy.id);
                  }}
                >
                  {t("duplicate")}
                </button>
              </>
            )}
            <button
              type="button"
              className={styles.danger}
              onClick={() => {
                change((all) => removeQuestion(all, question.id), `remove ${question.id}`);
                props.onRemoved(question.id);
                onSelect(null);
              }}
            >
              {t("remove")}
            </button>
          </span>
        )
      }
    />
  );
  return (
    <nav aria-label={t("questions")} className={styles.questions}>
      <button
        type="button"
        className={styles.entryButton}
        aria-current={selected === null ? "true" : undefined}
        onClick={() => onSelect(null)}
      >
        <Icon name="settings" size={14} /> {t("theQuiz")}
        {broken.has("quiz.yaml") && <Problem />}
      </button>
      {outline.zones.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: zones have no names of their own
        <div key={index}>
          <h3 className={styles.zone}>
            <ZoneTitle title={each.title} number={index + 1} />
            {each.pick !== null && <small>{t("picks", { pick: each.pick, of: each.questions.length })}</small>}
          </h3>
          <ol>{each.questions.map((question) => entry(question, false))}</ol>
        </div>
      ))}
      {outline.loose.length > 0 && (
        <div>
          <h3 className={styles.zone}>{t("notAsked")}</h3>
          <ol>{outline.loose.map((question) => entry(question, true))}</ol>
        </div>
      )}
      <div className={styles.addQuestion}>
        <label htmlFor={`${ids}-kind`}>{t("newQuestion")}</label>
        <select id={`${ids}-kind`} value={kind} onChange={(event) => setKind(event.currentTarget.value as FieldKind)}>
          {fieldKinds.map((each) => (
            <option key={each} value={each}>
              {t(`kinds.${each}`)}
            </option>
          ))}
        </select>
        <label htmlFor={`${ids}-zone`} className="visually-hidden">
          {t("intoZone")}
        </label>
        <select id={`${ids}-zone`} value={into} onChange={(event) => setZone(Number(event.currentTarget.value))}>
          {outline.zones.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: zones have no names of their own
            <option key={index} value={index}>
              {t("zone", { number: index + 1 })}
            </option>
          ))}
          <option value={outline.zones.length}>{t("newZone")}</option>
        </select>
        <button type="button" className={styles.add} onClick={add}>
          {t("add")}
        </button>
      </div>
    </nav>
  );
}

function ZoneTitle({ title, number }: { title: { en: string; "pt-BR": string } | null; number: number }) {
  const t = useTranslations("quizEditor");
  const locale = useLocale();
  return <>{title?.[locale] || t("zone", { number })}</>;
}

function Problem() {
  const t = useTranslations("quizEditor");
  return (
    <span className={styles.problemMark}>
      <Icon name="warning" size={13} />
      <span className="visually-hidden">{t("hasProblems")}</span>
    </span>
  );
}

function Entry(props: {
  question: OutlinedQuestion;
  selected: boolean;
  hasProblems: boolean;
  onSelect: () => void;
  onPoints: (points: number) => void;
  actions: React.ReactNode;
}) {
  const { question, selected } = props;
  const t = useTranslations("quizEditor");
  const locale = useLocale();
  const kinds = question.kinds.map((kind) => {
    const known = fieldKinds.find((each) => each === kind);
    return known ? t(`kinds.${known}`) : kind;
  });
  return (
    <li className={styles.question}>
      <div className={styles.questionLine}>
        <button
          type="button"
          className={styles.entryButton}
          aria-current={selected ? "true" : undefined}
          onClick={props.onSelect}
        >
          <span className={styles.questionTitle}>
            {question.title[locale] || question.id}
            {props.hasProblems && <Problem />}
          </span>
          <small>{kinds.join(" · ")}</small>
        </button>
        <input
          type="number"
          min={0.1}
          step="any"
          className={styles.points}
          aria-label={t("pointsOf", { id: question.id })}
          defaultValue={question.points}
          key={question.points}
          onBlur={(event) => {
            const points = Number(event.currentTarget.value);
            if (points > 0 && points !== question.points) props.onPoints(points);
          }}
        />
      </div>
      {props.actions}
    </li>
  );
}
