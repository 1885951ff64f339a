import { getLocale, getTranslations } from "next-intl/server";
import { questionOf } from "../../../../../../lib/quizzes/authoring/paths.ts";
import type { ProofProblem } from "../../../../../../lib/quizzes/authoring/proof-row.ts";
import { Link } from "../../../../../_components/link.tsx";
import table from "../../../../../_components/table.module.css";

/** What the self-tests found, each with the way to the editor at that question and seed. */
export async function Problems({ problems, base }: { problems: readonly ProofProblem[]; base: string }) {
  const [t, locale] = await Promise.all([getTranslations("quizPublish"), getLocale()]);
  const href = ({ item, seed, file }: ProofProblem) => {
    const question = item ?? (file ? questionOf(file) : null);
    const query = new URLSearchParams();
    if (question) query.set("question", question);
    if (seed !== null) query.set("seed", seed);
    return `${base}/edit${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <table className={`${table.table} ${table.stack}`}>
      <caption className="visually-hidden">{t("problems")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("question")}</th>
          <th scope="col">{t("seed")}</th>
          <th scope="col">{t("field")}</th>
          <th scope="col">{t("problem")}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem) => (
          <tr
            key={`${problem.item} ${problem.seed} ${problem.field} ${problem.code} ${problem.file} ${problem.line} ${problem.message}`}
          >
            <th scope="row">
              <Link href={href(problem)}>
                {problem.item ??
                  (problem.file ? t("place", { file: problem.file, line: problem.line ?? 1 }) : t("wholeQuiz"))}
              </Link>
            </th>
            <td data-label={t("seed")}>{problem.seed ?? "–"}</td>
            <td data-label={t("field")}>{problem.field ?? "–"}</td>
            <td>{problem.localised?.[locale] ?? problem.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
