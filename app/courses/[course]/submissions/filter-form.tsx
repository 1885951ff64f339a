import { useLocale, useTranslations } from "next-intl";
import type { Localised } from "../../../../grader/report.ts";
import { verdicts } from "../../../../grader/report.ts";
import { type Filter, sorts, statuses } from "./filter.ts";
import styles from "./list.module.css";

/** A plain GET form: the filter is in the address, works without a script and can be sent to a colleague. */
export function FilterForm(props: { course: string; filter: Filter; projects: { slug: string; title: Localised }[] }) {
  const { course, filter, projects } = props;
  const t = useTranslations("list");
  const verdict = useTranslations("verdict");
  const locale = useLocale();
  // the key makes the fields take up the filter of the address again after going back
  return (
    <form
      key={JSON.stringify(filter)}
      action={`/courses/${course}/submissions`}
      className={styles.filter}
      aria-label={t("filter")}
    >
      <label>
        {t("person")}
        <input name="person" type="search" defaultValue={filter.person} placeholder={t("personHint")} />
      </label>
      <label>
        {t("project")}
        <select name="project" defaultValue={filter.project ?? ""}>
          <option value="">{t("all")}</option>
          {projects.map((project) => (
            <option key={project.slug} value={project.slug}>
              {project.title[locale]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("state")}
        <select name="status" defaultValue={filter.status ?? ""}>
          <option value="">{t("all")}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("verdict")}
        <select name="verdict" defaultValue={filter.verdict ?? ""}>
          <option value="">{t("all")}</option>
          {verdicts.map((each) => (
            <option key={each} value={each}>
              {verdict(each)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("sort")}
        <select name="sort" defaultValue={filter.sort ?? "newest"}>
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t("apply")}</button>
    </form>
  );
}
