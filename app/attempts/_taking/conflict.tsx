"use client";
import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "../../_components/icon.tsx";
import { ItemFields } from "../../_quiz/item.tsx";
import type { RenderedItem } from "../../_quiz/rendered.ts";
import styles from "./conflict.module.css";
import type { QuestionState } from "./question-state.ts";

/** Two answers to one question: both are shown, and nothing is sent or lost until the person has chosen. */
export function ConflictChoice(props: {
  item: RenderedItem;
  state: QuestionState;
  zone: string;
  name: string;
  onChoose: (keep: "mine" | "theirs") => void;
}) {
  const { item, state, name, zone, onChoose } = props;
  const t = useTranslations("quiz.conflict");
  const format = useFormatter();
  const { conflict } = state;
  if (!conflict) return null;
  const at = conflict.savedAt
    ? format.dateTime(new Date(conflict.savedAt), { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
    : null;
  const fieldsOnly = { ...item, text: { html: "" }, figures: [] };
  return (
    <section role="alert" aria-label={t("title")} className={styles.conflict}>
      <h3 className={styles.title}>
        <Icon name="warning" /> {t("title")}
      </h3>
      <p>{t(conflict.from === "server" ? "server" : "browser")}</p>
      <div className={styles.both}>
        <div>
          <p className={styles.which}>{t("mine")}</p>
          <ItemFields item={fieldsOnly} name={`${name}-mine`} answers={state.answers} onChange={() => {}} readOnly />
          <Button onClick={() => onChoose("mine")}>{t("keepMine")}</Button>
        </div>
        <div>
          <p className={styles.which}>
            {t(conflict.from === "server" ? "theirs" : "kept")} {at && `(${at})`}
          </p>
          <ItemFields
            item={fieldsOnly}
            name={`${name}-theirs`}
            answers={conflict.answers}
            onChange={() => {}}
            readOnly
          />
          <Button onClick={() => onChoose("theirs")}>{t("keepTheirs")}</Button>
        </div>
      </div>
    </section>
  );
}
