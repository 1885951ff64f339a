import { getLocale, getTranslations } from "next-intl/server";
import type { RegradableQuestion } from "../../../../../../lib/quizzes/regrading/request.ts";
import table from "../../../../../_components/table.module.css";
import styles from "../../../../../_quiz-editor/staff.module.css";
import { Chip } from "../../../../../_status/chip.tsx";
import { look } from "./actions.ts";

/** What is to become of each question. */
export async function Rules(props: { course: string; quiz: string; questions: readonly RegradableQuestion[] }) {
  const [t, locale] = await Promise.all([getTranslations("quizRegrade"), getLocale()]);
  return (
    <form action={look}>
      <input type="hidden" name="courseSlug" value={props.course} />
      <input type="hidden" name="quizSlug" value={props.quiz} />
      <table className={`${table.table} ${table.stack}`}>
        <caption className="visually-hidden">{t("rules")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("question")}</th>
            <th scope="col">{t("now")}</th>
            <th scope="col">{t("becomes")}</th>
          </tr>
        </thead>
        <tbody>
          {props.questions.map(({ key, title, changedFor, full, dropped }) => (
            <tr key={key}>
              <th scope="row">
                {title[locale]} <code>{key}</code>
              </th>
              <td data-label={t("now")}>
                <span>
                  {changedFor > 0 && (
                    <Chip tone="warn" icon="warning">
                      {t("changedFor", { count: changedFor })}
                    </Chip>
                  )}{" "}
                  {full > 0 && t("fullFor", { count: full })} {dropped > 0 && t("droppedFor", { count: dropped })}
                  {changedFor + full + dropped === 0 && t("unchanged")}
                </span>
              </td>
              <td data-label={t("becomes")} className={styles.cell}>
                <select
                  name={`rule:${key}`}
                  defaultValue={changedFor > 0 ? "key" : ""}
                  aria-label={t("ruleOf", { question: title[locale] })}
                >
                  <option value="">{t("rule.none")}</option>
                  <option value="key">{t("rule.key")}</option>
                  <option value="full">{t("rule.full")}</option>
                  <option value="drop">{t("rule.drop")}</option>
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.actions} style={{ padding: "0 1.15rem 1rem" }}>
        <label className={styles.check}>
          <input type="checkbox" name="neverLower" defaultChecked /> {t("neverLower")}
        </label>
        <button type="submit" className={styles.primary}>
          {t("look")}
        </button>
      </div>
    </form>
  );
}
