"use client";
import { useTranslations } from "next-intl";
import { insertAt, moveAt, type Path, removeAt, setAt } from "../../lib/quizzes/authoring/document.ts";
import { Icon } from "../_components/icon.tsx";
import styles from "./editor.module.css";
import { LocalisedInput, SwitchInput } from "./inputs.tsx";

/** A change of a file's text; null when the text is no YAML at the moment. */
export type EditText = (change: (text: string) => string | null, about: string) => void;

/** Buttons of one entry of a list: up, down, away. */
function EntryButtons(props: { path: Path; index: number; of: number; edit: EditText; least: number }) {
  const { path, index, of, edit } = props;
  const t = useTranslations("quizEditor");
  const about = `${path.join(".")} list`;
  const number = index + 1;
  return (
    <span className={styles.buttons}>
      <button
        type="button"
        aria-label={t("entryUp", { number })}
        disabled={index === 0}
        onClick={() => edit((text) => moveAt(text, path, index, index - 1), `${about} ${index} up`)}
      >
        ↑
      </button>
      <button
        type="button"
        aria-label={t("entryDown", { number })}
        disabled={index === of - 1}
        onClick={() => edit((text) => moveAt(text, path, index, index + 1), `${about} ${index} down`)}
      >
        ↓
      </button>
      <button
        type="button"
        aria-label={t("entryRemove", { number })}
        disabled={of <= props.least}
        onClick={() => edit((text) => removeAt(text, path, index), `${about} ${index} away`)}
      >
        <Icon name="cross" size={12} />
      </button>
    </span>
  );
}

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.map((each) => (typeof each === "object" && each !== null ? each : {}) as Record<string, unknown>)
    : [];

/** Choices with their mark of being right. With one right choice, marking one takes the mark off the others. */
export function Choices(props: { value: unknown; path: Path; single: boolean; edit: EditText }) {
  const { path, single, edit } = props;
  const t = useTranslations("quizEditor");
  const choices = listOf(props.value);
  const free = (wish: number): string => {
    const id = `choice-${wish}`;
    return choices.some((choice) => choice.id === id) ? free(wish + 1) : id;
  };
  const mark = (index: number, correct: boolean) =>
    edit(
      (text) => {
        let next: string | null = text;
        if (single)
          for (const [other, choice] of choices.entries()) {
            if (other !== index && choice.correct !== undefined && next !== null)
              next = setAt(next, [...path, other, "correct"], undefined);
          }
        return next === null ? null : setAt(next, [...path, index, "correct"], correct ? true : undefined);
      },
      `${path.join(".")} mark ${index}`,
    );
  return (
    <fieldset className={styles.list}>
      <legend>{t("parts.choices")}</legend>
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an author may leave two ids equal for a moment; the place is what is edited
        <div key={index} className={styles.entry}>
          <div className={styles.entryHead}>
            {typeof choice.correct === "string" ? (
              <code title={t("correctWhen")}>{choice.correct}</code>
            ) : (
              <SwitchInput
                label={t("correct", { number: index + 1 })}
                checked={choice.correct === true}
                onChange={(correct) => mark(index, correct)}
              />
            )}
            <EntryButtons path={path} index={index} of={choices.length} edit={edit} least={2} />
          </div>
          <LocalisedInput
            label={t("choice", { number: index + 1 })}
            value={choice.text}
            onChange={(value) =>
              edit((text) => setAt(text, [...path, index, "text"], value), `${path.join(".")}.${index}.text`)
            }
          />
          <LocalisedInput
            label={t("choiceFeedback", { number: index + 1 })}
            value={choice.feedback}
            optional
            onChange={(value) =>
              edit((text) => setAt(text, [...path, index, "feedback"], value), `${path.join(".")}.${index}.feedback`)
            }
          />
        </div>
      ))}
      <button
        type="button"
        className={styles.add}
        onClick={() => {
          const id = free(choices.length + 1);
          edit((text) => insertAt(text, path, { id, text: { en: "…", "pt-BR": "…" } }), `${path.join(".")} add ${id}`);
        }}
      >
        {t("addChoice")}
      </button>
    </fieldset>
  );
}

/** A list of texts in both languages: pairs, lines, accepted answers. */
export function Texts(props: {
  label: string;
  value: unknown;
  path: Path;
  keys: readonly string[];
  make: () => unknown;
  least: number;
  edit: EditText;
}) {
  const { path, keys, edit } = props;
  const t = useTranslations("quizEditor");
  const entries = listOf(props.value);
  const unnamed = (made: unknown): unknown => {
    const id = typeof made === "object" && made !== null && "id" in made ? String(made.id) : null;
    if (id === null) return made;
    for (let n = entries.length + 1; ; n += 1) {
      if (!entries.some((entry) => entry.id === `${id}-${n}`)) return { ...(made as object), id: `${id}-${n}` };
    }
  };
  return (
    <fieldset className={styles.list}>
      <legend>{props.label}</legend>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these have no ids, or ones that are being typed; the place is what is edited
        <div key={index} className={styles.entry}>
          <div className={styles.entryHead}>
            <span>{t("entry", { number: index + 1 })}</span>
            <EntryButtons path={path} index={index} of={entries.length} edit={edit} least={props.least} />
          </div>
          {keys.length === 0 ? (
            <LocalisedInput
              label={t("entry", { number: index + 1 })}
              value={entry}
              onChange={(value) => edit((text) => setAt(text, [...path, index], value), `${path.join(".")}.${index}`)}
            />
          ) : (
            keys.map((key) => (
              <LocalisedInput
                key={key}
                label={key === "left" || key === "right" ? t(key) : t("entryText")}
                value={entry[key]}
                onChange={(value) =>
                  edit((text) => setAt(text, [...path, index, key], value), `${path.join(".")}.${index}.${key}`)
                }
              />
            ))
          )}
        </div>
      ))}
      <button
        type="button"
        className={styles.add}
        onClick={() =>
          edit((text) => insertAt(text, path, unnamed(props.make())), `${path.join(".")} add ${entries.length}`)
        }
      >
        {t("addEntry")}
      </button>
    </fieldset>
  );
}
