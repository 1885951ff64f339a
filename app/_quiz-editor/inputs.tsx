"use client";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { parse, stringify } from "yaml";
import styles from "./editor.module.css";

/** Sets a value, or takes the key away: what an optional input that was emptied does. */
export type Set = (value: unknown) => void;

const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);

/** A text in both languages side by side; the reader's own language stands first. */
export function LocalisedInput(props: {
  label: string;
  value: unknown;
  onChange: Set;
  long?: boolean;
  optional?: boolean;
}) {
  const t = useTranslations("quizEditor");
  const locale = useLocale();
  const id = useId();
  const value = (typeof props.value === "object" && props.value !== null ? props.value : {}) as Record<string, unknown>;
  const order = locale === "pt-BR" ? (["pt-BR", "en"] as const) : (["en", "pt-BR"] as const);
  const change = (language: "en" | "pt-BR", text: string) => {
    const next = { en: asText(value.en), "pt-BR": asText(value["pt-BR"]), [language]: text };
    props.onChange(props.optional && next.en === "" && next["pt-BR"] === "" ? undefined : next);
  };
  return (
    <fieldset className={styles.localised}>
      <legend>{props.label}</legend>
      {order.map((language) => {
        const shared = {
          id: `${id}-${language}`,
          value: asText(value[language]),
          lang: language,
          onChange: (event: { currentTarget: { value: string } }) => change(language, event.currentTarget.value),
        };
        return (
          <div key={language}>
            <label htmlFor={`${id}-${language}`} className={styles.language}>
              {t(`languages.${language}`)}
            </label>
            {props.long ? (
              <textarea rows={Math.min(14, Math.max(3, asText(value[language]).split("\n").length + 1))} {...shared} />
            ) : (
              <input type="text" {...shared} />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** A number where the text is one, a truth value where it is that; otherwise an expression over the question's parameters. */
function written(text: string): unknown {
  if (/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text.trim())) return Number(text);
  return text;
}

export function ExpressionInput(props: {
  label: string;
  value: unknown;
  onChange: Set;
  optional?: boolean;
  hint?: string;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? asText(props.value);
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="text"
        className={styles.code}
        value={shown}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => {
          const text = event.currentTarget.value;
          // "0." is on its way to a number: what was typed stays on the screen until the field is left
          setTyped(text);
          props.onChange(text === "" && props.optional ? undefined : written(text));
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}

export function NumberInput(props: {
  label: string;
  value: unknown;
  least: number;
  onChange: Set;
  optional?: boolean;
  most?: number;
  step?: number;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="number"
        min={props.least}
        max={props.most}
        step={props.step ?? "any"}
        value={typed ?? asText(props.value)}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (text === "") {
            if (props.optional) props.onChange(undefined);
          } else if (Number.isFinite(Number(text)) && Number(text) >= props.least) props.onChange(Number(text));
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}

export function SwitchInput(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

export function OptionInput(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const flow = (value: unknown): string =>
  value === undefined
    ? ""
    : stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: true }).trim();

/** A value in YAML on one line or a few. What is no YAML yet stays on the screen and is not taken over. */
export function YamlInput(props: {
  label: string;
  value: unknown;
  onChange: Set;
  optional?: boolean;
  inline?: boolean;
}) {
  const t = useTranslations("quizEditor");
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? flow(props.value);
  const [wrong, setWrong] = useState(false);
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={props.inline ? "visually-hidden" : undefined}>
        {props.label}
      </label>
      <textarea
        id={id}
        className={styles.code}
        rows={Math.min(8, Math.max(1, Math.ceil(text.length / 60)))}
        value={text}
        spellCheck={false}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setTyped(next);
          if (next.trim() === "") {
            setWrong(!props.optional);
            if (props.optional) props.onChange(undefined);
            return;
          }
          try {
            const value: unknown = parse(next, { maxAliasCount: 0 });
            setWrong(false);
            props.onChange(value);
          } catch {
            setWrong(true);
          }
        }}
        onBlur={() => {
          if (!wrong) setTyped(null);
        }}
      />
      {wrong && (
        <span id={`${id}-wrong`} className={styles.wrong}>
          {t("notYaml")}
        </span>
      )}
    </div>
  );
}

export function CodeInput(props: { label: string; value: unknown; onChange: Set; optional?: boolean }) {
  const id = useId();
  const text = asText(props.value);
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        className={styles.code}
        rows={Math.min(16, Math.max(3, text.split("\n").length))}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          const next = event.currentTarget.value;
          props.onChange(next === "" && props.optional ? undefined : next);
        }}
      />
    </div>
  );
}

const modes = ["absolute", "relative", "significant", "decimals"] as const;
const firstOf = { absolute: 0.01, relative: 0.01, significant: 3, decimals: 2 } as const;

export function ToleranceInput({ value, onChange }: { value: unknown; onChange: Set }) {
  const t = useTranslations("quizEditor");
  const id = useId();
  const given = (typeof value === "object" && value !== null ? value : { mode: "relative", value: 0.01 }) as {
    mode?: unknown;
    value?: unknown;
  };
  const mode = modes.find((each) => each === given.mode) ?? "relative";
  return (
    <div className={styles.pair}>
      <div className={styles.row}>
        <label htmlFor={id}>{t("parts.tolerance")}</label>
        <select
          id={id}
          value={mode}
          onChange={(event) => {
            const next = modes.find((each) => each === event.currentTarget.value)!;
            onChange({ mode: next, value: firstOf[next] });
          }}
        >
          {modes.map((each) => (
            <option key={each} value={each}>
              {t(`tolerance.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <NumberInput
        label={t(`toleranceValue.${mode}`)}
        value={given.value}
        least={0}
        onChange={(next) => onChange({ ...given, mode, value: next })}
      />
    </div>
  );
}
