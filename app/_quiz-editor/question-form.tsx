"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { FieldKind } from "../../grader/quiz/field.ts";
import { insertAt, readYaml, removeAt, setAt } from "../../lib/quizzes/authoring/document.ts";
import { questionTemplates } from "../../lib/quizzes/authoring/templates.ts";
import styles from "./editor.module.css";
import { FieldForm } from "./field-form.tsx";
import { LocalisedInput, YamlInput } from "./inputs.tsx";
import type { EditText } from "./lists.tsx";
import { fieldKinds } from "./parts.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The field of a kind's template under a name that the question does not use yet. */
function newField(kind: FieldKind, taken: ReadonlySet<string>): unknown {
  const read = readYaml(questionTemplates[kind]);
  const [field] = (read.ok ? (read.value as { fields: Record<string, unknown>[] }).fields : []) ?? [];
  let id = String(field?.id ?? "answer");
  for (let n = 2; taken.has(id); n += 1) id = `${String(field?.id ?? "answer")}${n}`;
  return { ...field, id };
}

/** The common things of a question as a form over its YAML; nothing here that the source does not say. */
export function QuestionForm({
  text,
  edit,
  onSource,
}: {
  text: string;
  edit: EditText;
  onSource: (line: number) => void;
}) {
  const t = useTranslations("quizEditor");
  const read = readYaml(text);
  const [kind, setKind] = useState<FieldKind>("numeric");
  const adding = useId();
  if (!read.ok || !isRecord(read.value)) {
    const at = read.ok ? { line: 1, text: "" } : read.problems[0]!;
    return (
      <div className={styles.blocked}>
        <p>{t("noForm", { line: at.line })}</p>
        <p>
          <code>{at.text}</code>
        </p>
        <button type="button" className={styles.add} onClick={() => onSource(at.line)}>
          {t("toSource")}
        </button>
      </div>
    );
  }
  const question = read.value;
  const parameters = isRecord(question.parameters) ? question.parameters : {};
  const fields = (Array.isArray(question.fields) ? question.fields : []).map((field) => (isRecord(field) ? field : {}));
  const taken = new Set([...Object.keys(parameters), ...fields.map((field) => String(field.id))]);
  const set = (key: string) => (value: unknown) => edit((source) => setAt(source, [key], value), key);
  const require = Array.isArray(question.require) ? question.require : [];
  return (
    <div className={styles.form}>
      <LocalisedInput label={t("title")} value={question.title} onChange={set("title")} />
      <LocalisedInput label={t("text")} value={question.text} long onChange={set("text")} />
      <Parameters parameters={parameters} edit={edit} />
      {(Object.keys(parameters).length > 0 || require.length > 0) && (
        <YamlInput label={t("require")} value={question.require} optional onChange={set("require")} />
      )}
      {fields.map((field, index) => (
        <FieldForm
          // biome-ignore lint/suspicious/noArrayIndexKey: an id may be in the middle of being typed; the place is what is edited
          key={index}
          field={field}
          path={["fields", index]}
          several={fields.length > 1}
          edit={edit}
          onRemove={() => edit((source) => removeAt(source, ["fields"], index), `fields remove ${index}`)}
        />
      ))}
      <div className={styles.adding}>
        <label htmlFor={adding}>{t("addField")}</label>
        <select id={adding} value={kind} onChange={(event) => setKind(event.currentTarget.value as FieldKind)}>
          {fieldKinds.map((each) => (
            <option key={each} value={each}>
              {t(`kinds.${each}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={styles.add}
          onClick={() =>
            edit((source) => insertAt(source, ["fields"], newField(kind, taken)), `fields add ${fields.length}`)
          }
        >
          {t("add")}
        </button>
      </div>
      <LocalisedInput label={t("solution")} value={question.solution} long onChange={set("solution")} />
      <p className={styles.hint}>{t("inSource")}</p>
    </div>
  );
}

/** Drawn and computed numbers, by name; each is a value in YAML or an expression over those before it. */
function Parameters({ parameters, edit }: { parameters: Record<string, unknown>; edit: EditText }) {
  const t = useTranslations("quizEditor");
  const id = useId();
  const [name, setName] = useState("");
  const names = Object.keys(parameters);
  const usable = /^[a-z][A-Za-z0-9_]*$/.test(name) && !names.includes(name);
  return (
    <fieldset className={styles.list}>
      <legend>{t("parameters")}</legend>
      {names.map((each) => (
        <div key={each} className={styles.parameter}>
          <code>{each}</code>
          <YamlInput
            inline
            label={t("parameterNamed", { name: each })}
            value={parameters[each]}
            onChange={(value) => edit((text) => setAt(text, ["parameters", each], value), `parameters.${each}`)}
          />
          <button
            type="button"
            className={styles.add}
            aria-label={t("removeParameter", { name: each })}
            onClick={() =>
              edit(
                (text) => setAt(text, names.length === 1 ? ["parameters"] : ["parameters", each], undefined),
                `parameters remove ${each}`,
              )
            }
          >
            ×
          </button>
        </div>
      ))}
      <div className={styles.adding}>
        <label htmlFor={id}>{t("newParameter")}</label>
        <input
          id={id}
          type="text"
          value={name}
          className={styles.code}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button
          type="button"
          className={styles.add}
          disabled={!usable}
          onClick={() => {
            edit(
              (text) => setAt(text, ["parameters", name], { number: { from: -1, to: 1, step: 0.1 } }),
              `parameters add ${name}`,
            );
            setName("");
          }}
        >
          {t("add")}
        </button>
      </div>
    </fieldset>
  );
}
