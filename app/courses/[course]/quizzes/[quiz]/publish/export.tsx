import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { exportFormats } from "../../../../../../grader/quiz/formats/export.ts";
import { type Locale, locales } from "../../../../../../lib/actor.ts";
import type { ExportedQuiz } from "../../../../../../lib/quizzes/transfer.ts";
import type { exportSchema } from "../../../../../_quiz-editor/export-query.ts";
import { LeftBehind } from "../../../../../_quiz-editor/left-behind.tsx";
import styles from "../../../../../_quiz-editor/staff.module.css";

/** keys of the catalogue, in which a dot leads further down */
const names = { "moodle-xml": "moodle-xml", gift: "gift", "qti-2.1": "qti-21", "qti-3.0": "qti-30" } as const;

/** The quiz for other systems: what they have no place for is listed before it is taken there. */
export async function Export(props: {
  api: string;
  asked: z.infer<typeof exportSchema> | null;
  exported: ExportedQuiz | null;
}) {
  const { asked, exported } = props;
  const [t, locale] = await Promise.all([getTranslations("quizExport"), getLocale()]);
  const named = (each: Locale) => t(`language.${each}`);
  return (
    <>
      <form className={styles.form} action="#export">
        <label>
          {t("format")}
          <select name="format" defaultValue={asked?.format ?? "moodle-xml"}>
            {exportFormats.map((format) => (
              <option key={format} value={format}>
                {t(`formats.${names[format]}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("language.label")}
          <select name="locale" defaultValue={asked?.locale ?? locale}>
            {locales.map((each) => (
              <option key={each} value={each}>
                {named(each)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("seed")}
          <input name="seed" defaultValue={asked?.seed ?? "1"} maxLength={100} />
        </label>
        <button type="submit" className={styles.secondary}>
          {t("look")}
        </button>
        <button type="submit" className={styles.primary} formAction={props.api}>
          {t("download")}
        </button>
      </form>
      {exported && !exported.ok && <p>{t("unreadable")}</p>}
      {exported?.ok && exported.skipped.length === 0 && <p role="status">{t("nothingLeft")}</p>}
      {exported?.ok && exported.skipped.length > 0 && (
        <>
          <p role="status">{t("left", { count: exported.skipped.length })}</p>
          <LeftBehind skipped={exported.skipped} whole={t("whole")} />
        </>
      )}
    </>
  );
}
