import { useLocale, useTranslations } from "next-intl";
import type { Localised } from "../../../../grader/report.ts";
import { verdicts } from "../../../../grader/report.ts";
import type { SubmissionList } from "../../../../lib/submissions/list.ts";
import { sorts } from "../../../../lib/submissions/list-order.ts";
import { type Filter, statuses } from "./filter.ts";
import styles from "./list.module.css";

/** A plain GET form: the filter is in the address, works without a script and can be sent to a colleague. */
export function FilterForm(props: {
  course: string;
  filter: Filter;
  projects: { slug: string; title: Localised }[];
  diagnoses: SubmissionList["diagnoses"];
}) {
  const { course, filter, projects } = props;
  // a code that no report has any more is still what this address asks for
  const asked = filter.diagnosis;
  const diagnoses =
    asked && !props.diagnoses.some(({ code }) => code === asked)
      ? [{ code: asked, count: 0 }, ...props.diagnoses]
      : props.diagnoses;
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
        {t("diagnosis")}
        <select name="diagnosis" defaultValue={asked ?? ""}>
          <option value="">{t("all")}</option>
          {diagnoses.map(({ code, count }) => (
            <option key={code} value={code}>
              {`${code} (${count})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("punctuality")}
        <select name="late" defaultValue={filter.late ?? ""}>
          <option value="">{t("all")}</option>
          <option value="yes">{t("lateOnly")}</option>
          <option value="no">{t("inTime")}</option>
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
