"use client";
import { useTranslations } from "next-intl";
import { readYaml, setAt } from "../../lib/quizzes/authoring/document.ts";
import styles from "./editor.module.css";
import { LocalisedInput, NumberInput, OptionInput, SwitchInput } from "./inputs.tsx";
import type { EditText } from "./lists.tsx";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const record = (value: unknown) => (isRecord(value) ? value : {});

const whens = ["at-once", "after-attempt", "after-close", "when-released", "never"] as const;
const counts = ["best", "last", "average"] as const;
const revealed = { score: "after-attempt", feedback: "after-attempt", solution: "after-close" } as const;

/** What holds for the quiz as a whole, and for each of its zones. */
export function QuizForm({ text, edit, onSource }: { text: string; edit: EditText; onSource: (line: number) => void }) {
  const t = useTranslations("quizEditor");
  const read = readYaml(text);
  if (!read.ok || !isRecord(read.value)) {
    const line = read.ok ? 1 : read.problems[0]!.line;
    return (
      <div className={styles.blocked}>
        <p>{t("noForm", { line })}</p>
        <button type="button" className={styles.add} onClick={() => onSource(line)}>
          {t("toSource")}
        </button>
      </div>
    );
  }
  const quiz = read.value;
  const [attempts, reveal] = [record(quiz.attempts), record(quiz.reveal)];
  const zones = Array.isArray(quiz.zones) ? quiz.zones.map(record) : [];
  const checks = isRecord(quiz.checkWhileTaking) ? quiz.checkWhileTaking : null;
  const set =
    (...path: (string | number)[]) =>
    (value: unknown) =>
      edit((source) => setAt(source, path, value), path.join("."));
  return (
    <div className={styles.form}>
      <LocalisedInput label={t("title")} value={quiz.title} onChange={set("title")} />
      <LocalisedInput
        label={t("instructions")}
        value={quiz.instructions}
        long
        optional
        onChange={set("instructions")}
      />
      <fieldset className={styles.list}>
        <legend>{t("attempts")}</legend>
        <div className={styles.pair}>
          <NumberInput
            label={t("allowed")}
            value={attempts.allowed ?? 1}
            least={0}
            step={1}
            most={100}
            onChange={set("attempts", "allowed")}
          />
          <OptionInput
            label={t("countsLabel")}
            value={counts.find((each) => each === attempts.counts) ?? "best"}
            options={counts.map((each) => ({ value: each, label: t(`counts.${each}`) }))}
            onChange={set("attempts", "counts")}
          />
        </div>
        <div className={styles.pair}>
          <NumberInput
            label={t("timeLimit")}
            value={quiz.timeLimit}
            least={1}
            most={1440}
            step={1}
            optional
            onChange={set("timeLimit")}
          />
          <NumberInput
            label={t("minutesBetween")}
            value={attempts.minutesBetween ?? 0}
            least={0}
            step={1}
            onChange={set("attempts", "minutesBetween")}
          />
        </div>
        <SwitchInput
          label={t("newVariants")}
          checked={attempts.newVariants !== false}
          onChange={(checked) => set("attempts", "newVariants")(checked ? undefined : false)}
        />
      </fieldset>
      <fieldset className={styles.list}>
        <legend>{t("reveal")}</legend>
        {(["score", "feedback", "solution"] as const).map((what) => (
          <OptionInput
            key={what}
            label={t(`revealed.${what}`)}
            value={whens.find((each) => each === reveal[what]) ?? revealed[what]}
            options={whens.map((each) => ({ value: each, label: t(`when.${each}`) }))}
            onChange={set("reveal", what)}
          />
        ))}
      </fieldset>
      <fieldset className={styles.list}>
        <legend>{t("checking")}</legend>
        <SwitchInput
          label={t("checkWhileTaking")}
          checked={checks !== null}
          onChange={(checked) => set("checkWhileTaking")(checked ? { tries: 3, penaltyPercent: 0 } : undefined)}
        />
        {checks && (
          <div className={styles.pair}>
            <NumberInput
              label={t("tries")}
              value={checks.tries}
              least={1}
              most={20}
              step={1}
              onChange={set("checkWhileTaking", "tries")}
            />
            <NumberInput
              label={t("penalty")}
              value={checks.penaltyPercent ?? 0}
              least={0}
              most={100}
              onChange={set("checkWhileTaking", "penaltyPercent")}
            />
          </div>
        )}
      </fieldset>
      {zones.map((zone, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: zones have no names of their own
        <fieldset key={index} className={styles.list}>
          <legend>{t("zone", { number: index + 1 })}</legend>
          <LocalisedInput label={t("zoneTitle")} value={zone.title} optional onChange={set("zones", index, "title")} />
          <NumberInput
            label={t("pick", { of: Array.isArray(zone.questions) ? zone.questions.length : 0 })}
            value={zone.pick}
            least={1}
            step={1}
            optional
            onChange={set("zones", index, "pick")}
          />
          <SwitchInput
            label={t("shuffleZone")}
            checked={zone.shuffle === true}
            onChange={(checked) => set("zones", index, "shuffle")(checked ? true : undefined)}
          />
        </fieldset>
      ))}
    </div>
  );
}
