"use client";
import { useTranslations } from "next-intl";
import { type Path, setAt } from "../../lib/quizzes/authoring/document.ts";
import styles from "./editor.module.css";
import {
  CodeInput,
  ExpressionInput,
  LocalisedInput,
  NumberInput,
  OptionInput,
  SwitchInput,
  ToleranceInput,
  YamlInput,
} from "./inputs.tsx";
import { Choices, type EditText, Texts } from "./lists.tsx";
import { fieldKinds, type Part, partsOf } from "./parts.ts";

/** One answer field: what its kind has, and what every field has. */
export function FieldForm(props: {
  field: Record<string, unknown>;
  path: Path;
  several: boolean;
  edit: EditText;
  onRemove: () => void;
}) {
  const { field, path, edit } = props;
  const t = useTranslations("quizEditor");
  const kind = fieldKinds.find((each) => each === field.kind);
  const set = (key: string) => (value: unknown) =>
    edit((text) => setAt(text, [...path, key], value), `${path.join(".")}.${key}`);
  return (
    <section className={styles.field} aria-label={t("fieldNamed", { id: String(field.id ?? "?") })}>
      <header className={styles.fieldHead}>
        <h4>
          {kind ? t(`kinds.${kind}`) : String(field.kind)} <code>{String(field.id ?? "?")}</code>
        </h4>
        {props.several && (
          <button type="button" className={styles.add} onClick={props.onRemove}>
            {t("removeField")}
          </button>
        )}
      </header>
      {kind === undefined ? (
        <p>{t("unknownKind")}</p>
      ) : (
        <>
          <LocalisedInput label={t("parts.label")} value={field.label} optional onChange={set("label")} />
          {partsOf[kind].map((part) => (
            <PartInput
              key={part.at}
              part={part}
              value={field[part.at]}
              path={[...path, part.at]}
              edit={edit}
              onChange={set(part.at)}
            />
          ))}
          {props.several && (
            <NumberInput
              label={t("fieldPoints")}
              value={field.points ?? 1}
              least={0.01}
              optional
              onChange={set("points")}
            />
          )}
        </>
      )}
    </section>
  );
}

type PartName =
  | "answer"
  | "carried"
  | "unit"
  | "credit"
  | "shuffle"
  | "shape"
  | "variables"
  | "upTo"
  | "pairs"
  | "distractors"
  | "lines"
  | "code"
  | "text"
  | "gaps"
  | "accept"
  | "exact"
  | "net"
  | "x"
  | "d"
  | "blanks"
  | "surface"
  | "w1"
  | "w2"
  | "radius"
  | "starter"
  | "solution"
  | "check"
  | "maxWords"
  | "rubric"
  | "choices"
  | "tolerance";

function PartInput(props: {
  part: Part;
  value: unknown;
  path: Path;
  edit: EditText;
  onChange: (value: unknown) => void;
}) {
  const { part, value, path, edit, onChange } = props;
  const t = useTranslations("quizEditor");
  const label = t(`parts.${part.at as PartName}`);
  const optional = part.optional ?? false;
  switch (part.as) {
    case "expression":
      return <ExpressionInput label={label} value={value} optional={optional} onChange={onChange} />;
    case "truth":
      return (
        <OptionInput
          label={label}
          value={typeof value === "boolean" ? String(value) : "expression"}
          options={[
            { value: "true", label: t("true") },
            { value: "false", label: t("false") },
            ...(typeof value === "string" ? [{ value: "expression", label: value }] : []),
          ]}
          onChange={(chosen) => {
            if (chosen !== "expression") onChange(chosen === "true");
          }}
        />
      );
    case "localised":
      return (
        <LocalisedInput label={label} value={value} long={part.long ?? false} optional={optional} onChange={onChange} />
      );
    case "number":
      return <NumberInput label={label} value={value} least={part.least} optional={optional} onChange={onChange} />;
    case "switch":
      return (
        <SwitchInput
          label={label}
          checked={typeof value === "boolean" ? value : part.unless}
          onChange={(checked) => onChange(checked === part.unless ? undefined : checked)}
        />
      );
    case "option":
      return (
        <OptionInput
          label={label}
          value={typeof value === "string" ? value : part.unless}
          options={part.options.map((option) => ({ value: option, label: t(`options.${option as OptionName}`) }))}
          onChange={(chosen) => onChange(chosen === part.unless ? undefined : chosen)}
        />
      );
    case "tolerance":
      return <ToleranceInput value={value} onChange={onChange} />;
    case "yaml":
      return <YamlInput label={label} value={value} optional={optional} onChange={onChange} />;
    case "code":
      return <CodeInput label={label} value={value} optional={optional} onChange={onChange} />;
    case "choices":
      return <Choices value={value} path={path} single={part.single} edit={edit} />;
    case "texts":
      return (
        <Texts
          label={label}
          value={value}
          path={path}
          keys={part.keys}
          make={part.make}
          least={optional ? 0 : 1}
          edit={edit}
        />
      );
  }
}

type OptionName =
  | "per-cell"
  | "all-or-nothing"
  | "per-choice"
  | "right-minus-wrong"
  | "shown"
  | "asked"
  | "nothing"
  | "a-constant"
  | "a-factor"
  | "longest-run";
